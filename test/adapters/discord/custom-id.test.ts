import { describe, expect, it } from 'vitest';
import { type CustomId, decodeCustomId, encodeCustomId } from '../../../adapters/discord/custom-id.ts';
import { PlatformLimit } from '../../../adapters/shared/platform-limit.ts';
import { IDS } from './fixtures.ts';

const LONGEST: CustomId[] = [
  {
    act: 'page',
    name: 'note',
    ids: { key: IDS.key, case: IDS.case, reference: 'ES-2026-0014' },
    page: 3,
    guildId: IDS.guild,
  },
  {
    act: 'page',
    name: 'quick-report',
    ids: { key: IDS.key, category: 'content', place: 'school' },
    page: 12,
    guildId: IDS.guild,
  },
  { act: 'press', name: 'view-case', ids: { case: IDS.case, before: '1204' }, guildId: IDS.guild },
  { act: 'press', name: 'confirm-request', ids: { request: IDS.case }, guildId: IDS.guild },
  { act: 'open', name: 'report', ids: {} },
  { act: 'send', name: 'report', ids: { key: IDS.key } },
];

describe('what a component carries', () => {
  it.each(LONGEST)('comes back as it was: $act $name', (customId) => {
    const text = encodeCustomId(customId);
    expect(text.length).toBeLessThanOrEqual(100);
    expect(decodeCustomId(text)).toEqual(customId);
  });

  it.each(['~tilde', '!bang', '*star', 'a:b', 'ä%', 'x=y', '', 'A'.repeat(10)])('keeps the value "%s"', (value) => {
    const ids = { before: value, unheard: value };
    expect(decodeCustomId(encodeCustomId({ act: 'press', name: 'help', ids }))?.ids).toEqual(ids);
  });

  it('leaves out a variant that is the name again', () => {
    expect(encodeCustomId({ act: 'open', name: 'report', ids: { variant: 'report' } })).toBe('o:report');
  });

  it('is never cut: what does not fit is refused', () => {
    expect(() => encodeCustomId({ act: 'press', name: 'help', ids: { before: 'x'.repeat(95) } })).toThrow(
      PlatformLimit,
    );
  });

  it.each(['', 'hello', 'x:report', 'p', 'p:', 'f999:report', 'p:help:?x', 'p:help:g*UPPER', 'p:help:c~short'])(
    '"%s" is none of ours',
    (text) => {
      expect(decodeCustomId(text)).toBeNull();
    },
  );

  it('is read without harm from a text with a broken escape', () => {
    expect(decodeCustomId('p:help:b%E0%A4%A')).toEqual({ act: 'press', name: 'help', ids: { before: '%E0%A4%A' } });
  });
});
