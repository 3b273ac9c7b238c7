import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describe as describeView } from '../../../cards/describe.ts';
import { openSchool } from '../../support/five-schools.ts';
import type { TestDesk } from '../../support/test-desk.ts';
import { shown, wordsOf } from '../../support/views.ts';

let writtle: TestDesk;
let andrews: TestDesk;

beforeAll(async () => {
  writtle = await openSchool('writtle', {
    more: [
      { who: 'link', roles: ['link_governor'] },
      { who: 'chair', roles: ['chair'] },
    ],
  });
  andrews = await openSchool('st-andrews', { at: '2022-09-30T09:00:00Z' });
});
afterAll(async () => {
  await writtle.close();
  await andrews.close();
});

const boardOf = async (desk: TestDesk, who: string) => shown(await desk.says(who, '/esafety policies'), 'policy-board');

describe('the board of policies', () => {
  it('[W25] shows governors title, version, due date and status only, without a button', async () => {
    const draft = { policy: 'new', title: 'Mobile phones', version: '1', send: 'slt' };
    await writtle.submits('head', 'policy-draft', { key: 'mobile' }, draft);
    const form = shown(await writtle.opens('deputy', 'policy-draft', {}), 'desk-form');
    await writtle.submits(
      'deputy',
      'policy-draft',
      { key: 'safety' },
      {
        policy: form.choices.policy?.[0]?.value ?? '',
        version: '2027',
        send: 'draft',
      },
    );
    for (const who of ['link', 'governor', 'chair']) {
      const board = await boardOf(writtle, who);
      expect(board.schools[0]?.policies, who).toEqual([
        {
          title: 'Internet Access/E-safety Policy',
          version: null,
          dueOn: '2023-03-10',
          overdue: true,
          status: 'draft',
          action: null,
        },
        { title: 'Mobile phones', version: null, dueOn: null, overdue: false, status: 'slt', action: null },
      ]);
      const card = describeView(board);
      expect(card.kind === 'card' && card.actions, who).toEqual([]);
      expect(JSON.stringify(card), who).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}|"action"/);
    }
  });

  it('shows those who look after the policies which version is worked on, and lets them act', async () => {
    const board = await boardOf(writtle, 'office');
    expect(board.schools[0]?.policies.map(({ action }) => action?.kind)).toEqual(['open', 'open']);
    expect(board.mayDraftNew).toBe(false);
    const head = await boardOf(andrews, 'head');
    expect(head).toMatchObject({ mayDraftNew: true, schools: [{ policies: [{ action: { kind: 'draft' } }] }] });
  });

  it('gives a teacher the policies themselves instead', async () => {
    expect(await writtle.says('teacher', '/esafety policies')).toMatchObject({
      view: { name: 'policies', board: false },
    });
  });

  it('[A01] has St Andrew’s policy overdue from 1 October 2022, and not a day before', async () => {
    const isOverdue = async () => (await boardOf(andrews, 'coordinator')).schools[0]?.policies[0]?.overdue;
    expect(await isOverdue()).toBe(false);
    andrews.clock.set('2022-10-01T09:00:00Z');
    expect(await isOverdue()).toBe(true);
    expect(wordsOf(await boardOf(andrews, 'coordinator'))).toContain('Review overdue since Friday 30 September 2022');
  });

  it('says of a policy whose approvals are blank that it is not evidenced as approved', async () => {
    expect(wordsOf(await boardOf(andrews, 'head'))).toContain('Not evidenced as approved');
  });

  it('[A10] lists with the policy the four it is integrated with', async () => {
    const words = wordsOf(shown(await andrews.says('teacher', '/esafety policy'), 'policies'));
    expect(words).toContain('Belongs with\nBehaviour, Staff Disciplinary, Social Media, Safeguarding');
  });
});

describe('a school with one leader', () => {
  it('lets a head decide about his own draft, because nobody else could', async () => {
    const form = shown(await andrews.opens('head', 'policy-draft', {}), 'desk-form');
    const values = { policy: form.choices.policy?.[0]?.value ?? '', version: '2027', send: 'slt' };
    const sent = shown(await andrews.submits('head', 'policy-draft', { key: 'own' }, values), 'policy-version');
    expect(sent).toMatchObject({ stage: 'slt', may: 'decide', nextReviewOn: '2025-10-01' });
    const decide = shown(await andrews.opens('head', 'policy-decide', { version: sent.versionId }), 'desk-form');
    const reply = await andrews.submits(
      'head',
      'policy-decide',
      { ...decide.data, key: 'own-2' },
      { decision: 'passed' },
    );
    // No chair and no link governor are on the staff list: any governor records what the body decided.
    expect(shown(reply, 'policy-version')).toMatchObject({
      stage: 'governors',
      may: null,
      waitsFor: ['Staff governor'],
    });
  });

  it('does not where there is a deputy', async () => {
    const board = await boardOf(writtle, 'head');
    const action = board.schools[0]?.policies.find(({ title }) => title === 'Mobile phones')?.action;
    const data = { version: action?.kind === 'open' ? action.versionId : '' };
    const seen = shown(await writtle.opens('head', 'policy-decide', data), 'policy-version');
    expect(seen).toMatchObject({ stage: 'slt', may: null, waitsFor: ['Staff deputy'] });
  });
});
