import { describe, expect, it } from 'vitest';
import { COMPONENT } from '../../../adapters/discord/components.ts';
import { type CustomId, decodeCustomId, encodeCustomId } from '../../../adapters/discord/custom-id.ts';
import { PlatformLimit } from '../../../adapters/shared/platform-limit.ts';
import { STEP_NAMES } from '../../../src/core/events.ts';
import { AGENCIES } from '../../../src/core/incidents/taxonomy.ts';
import { everyExampleView } from '../../cards/example-views.ts';
import { renderOnDiscord } from '../../gallery/platforms/discord.ts';
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
  {
    act: 'page',
    name: 'policy-decide',
    ids: { key: IDS.key, version: IDS.case, kind: 'governors', n: '12' },
    page: 12,
    guildId: IDS.guild,
  },
  {
    act: 'page',
    name: 'register-step',
    ids: { key: IDS.key, entry: IDS.case, step: 'block-again' },
    page: 12,
    guildId: IDS.guild,
  },
  { act: 'page', name: 'acknowledge-document', ids: { key: IDS.key, document: IDS.key }, page: 12, guildId: IDS.guild },
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

describe('every button and form of every view', () => {
  it('fits into 100 characters with its server, and comes back as it was', () => {
    const found: string[] = [];
    const visit = (node: unknown): void => {
      if (typeof node !== 'object' || node === null) return;
      const { custom_id: id, type } = node as { custom_id?: unknown; type?: unknown };
      // Buttons, and the modals themselves: the inputs in a modal are called by their fields.
      if (typeof id === 'string' && (type === undefined || type === COMPONENT.button)) found.push(id);
      Object.values(node).forEach(visit);
    };
    for (const { view } of everyExampleView()) for (const { payload } of renderOnDiscord.render(view)) visit(payload);
    expect(found.length).toBeGreaterThan(1_000);
    for (const id of found) {
      expect(id.length, id).toBeLessThanOrEqual(100);
      // A name of an identifier that is written out takes the room the identifiers need.
      expect(id).not.toContain(':.');
      const decoded = decodeCustomId(id);
      expect(decoded?.guildId, id).toBeTruthy();
      expect(decoded && encodeCustomId(decoded)).toBe(id);
    }
    const names = new Set(found.map((id) => decodeCustomId(id)?.name));
    for (const name of [...STEP_NAMES, 'work-case', 'open-task', 'take', 'pupil']) expect(names).toContain(name);
  });

  it.each(AGENCIES)('of a referral to %s fits too', (agency) => {
    const ids = { key: IDS.key, case: IDS.case, agency };
    const customId: CustomId = { act: 'page', name: 'refer', ids, page: 12, guildId: IDS.guild };
    expect(decodeCustomId(encodeCustomId(customId))).toEqual(customId);
  });
});
