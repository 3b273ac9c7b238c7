import { describe, expect, it } from 'vitest';
import { lintProfile } from '../../src/config/lint-profile.ts';
import { loadExample, TODAY } from '../config/example-profiles.ts';

const NOT_LIVE = ['holiday-cover-missing', 'duty-phone-missing', 'social-care-phone-missing', 'dpia-unsigned'];
const WESSEX = [
  'dsl-missing',
  ...NOT_LIVE,
  'workspace-missing',
  'chair-missing',
  'lado-missing',
  'next-review-conflict',
  'review-overdue',
  'unknown-agency',
  'terms-missing',
];

describe('loads each of the five profiles', () => {
  it.each<[string, string[][]]>([
    [
      'writtle',
      [
        [
          'head-is-dsl-no-chair',
          'head-is-dsl-no-lado',
          ...NOT_LIVE,
          'workspace-missing',
          'platform-retired',
          'review-overdue',
          'obsolete-reference',
          'terms-missing',
        ],
      ],
    ],
    [
      'st-andrews',
      [
        [
          'dsl-missing',
          ...NOT_LIVE,
          'platform-missing',
          'workspace-missing',
          'chair-missing',
          'lado-missing',
          'review-overdue',
          'approval-not-evidenced',
          'obsolete-reference',
          'terms-missing',
        ],
      ],
    ],
    ['wessex', [WESSEX, WESSEX]],
    [
      'milverton',
      [
        [
          'head-is-dsl-no-chair',
          'head-is-dsl-no-lado',
          ...NOT_LIVE,
          'workspace-missing',
          'last-review-conflict',
          'review-overdue',
          'approval-not-evidenced',
          'obsolete-reference',
          'obsolete-reference',
          'terms-missing',
        ],
      ],
    ],
    [
      'ingol',
      [
        [
          'dsl-missing',
          'coordinator-missing',
          ...NOT_LIVE,
          'platform-missing',
          'workspace-missing',
          'chair-missing',
          'lado-missing',
          'policy-undated',
          'approval-not-evidenced',
          'obsolete-reference',
          'obsolete-reference',
          'route-conflict',
          'terms-missing',
        ],
      ],
    ],
  ])('%s, with exactly these findings', (name, expected) => {
    expect(
      loadExample(name).map((profile) => lintProfile(profile, { today: TODAY }).map((finding) => finding.code)),
    ).toEqual(expected);
  });
});
