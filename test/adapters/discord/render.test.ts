import { describe, expect, it } from 'vitest';
import { COMPONENT, type Component, FLAG, type MessageBody } from '../../../adapters/discord/components.ts';
import { renderAnnounced, renderCard, renderOne } from '../../../adapters/discord/render.ts';
import { PlatformLimit } from '../../../adapters/shared/platform-limit.ts';
import type { Action, Block, Card, OwnAction } from '../../../cards/model.ts';
import { readTexts } from '../../contract/discord/show.ts';
import { IDS } from './fixtures.ts';

const press = (label: string): OwnAction => ({ kind: 'press', name: 'view-case', label, data: { case: IDS.case } });
const makeCard = (change: Partial<Card>): Card => ({
  kind: 'card',
  name: 'sample',
  title: 'Case ES-2026-0014',
  summary: 'ES-2026-0014: please acknowledge',
  blocks: [],
  actions: [],
  ...change,
});
const textsOf = (bodies: readonly MessageBody[]): string =>
  bodies.map(({ components }) => readTexts(components as never).join('\n')).join('\n');
const all = (components: readonly Component[]): Component[] =>
  components.flatMap((component) => [
    component,
    ...all((component.components ?? []) as Component[]),
    ...(component.accessory ? all([component.accessory as Component]) : []),
  ]);

describe('a card', () => {
  it('is made of components alone, pings nobody and makes no preview of a link', () => {
    const body = renderOne(makeCard({ blocks: [{ kind: 'text', text: '@everyone https://x.example' }] }), null);
    expect(body.flags).toBe(FLAG.componentsV2 | FLAG.suppressEmbeds);
    expect(body.allowed_mentions).toEqual({ parse: [] });
    expect(JSON.stringify(body)).not.toMatch(/[^\\]@everyone|https:\/\//);
  });

  it('shows every kind of block in order', () => {
    const blocks: Block[] = [
      { kind: 'notice', tone: 'danger', title: 'Ring 999 first', text: 'Do not wait.' },
      { kind: 'text', text: 'A heading', style: 'heading' },
      { kind: 'text', text: 'Quoted\nwords', style: 'quote' },
      { kind: 'text', text: 'Strong words', style: 'strong' },
      { kind: 'text', text: 'Less important', style: 'subtle' },
      { kind: 'facts', items: [{ label: 'Status', value: 'New' }] },
      { kind: 'list', items: ['First', 'Second\nline'], ordered: true },
      { kind: 'entries', items: [{ title: 'ES-2026-0001', text: 'New', action: press('View detail') }] },
      { kind: 'entries', items: [{ title: 'ES-2026-0002', text: 'Closed' }] },
      { kind: 'section', title: 'What to do', blocks: [{ kind: 'list', items: ['Ask'] }] },
    ];
    const bodies = renderCard(makeCard({ overline: 'Demo school', blocks, actions: [press('All')] }), null);
    expect(bodies).toHaveLength(1);
    expect(textsOf(bodies).split(/\n+/)).toEqual([
      'Demo school',
      'Case ES-2026-0014',
      'Ring 999 first',
      'Do not wait.',
      'A heading',
      'Quoted',
      'words',
      'Strong words',
      'Less important',
      'Status: New',
      '1. First',
      '2. Second',
      '  line',
      'ES-2026-0001',
      'New',
      'ES-2026-0002',
      'Closed',
      'What to do',
      '- Ask',
    ]);
    const buttons = all(bodies[0]?.components ?? []).filter(({ type }) => type === COMPONENT.button);
    expect(buttons.map(({ label }) => label)).toEqual(['View detail', 'All']);
  });

  it('shows a picture with the words that stand for it, which Discord takes up to 1,024 characters of', () => {
    const url = 'https://esafety.school.example/chart?t=1';
    const picture = (alt: string) => makeCard({ blocks: [{ kind: 'image', url, alt }] });
    const { components } = renderOne(picture('x'.repeat(1024)), null);
    expect(components).toContainEqual({
      type: COMPONENT.mediaGallery,
      items: [{ media: { url }, description: 'x'.repeat(1024) }],
    });
    expect(() => renderOne(picture('x'.repeat(1025)), null)).toThrow(PlatformLimit);
  });

  it('begins with its summary where a telephone announces it', () => {
    expect(textsOf(renderAnnounced(makeCard({}), null)).split('\n')[0]).toBe('ES-2026-0014: please acknowledge');
    expect(textsOf(renderAnnounced(makeCard({ summary: 'Case ES-2026-0014' }), null))).toBe('Case ES-2026-0014');
  });

  it('brings the server with its buttons in a 1:1 chat', () => {
    const idOf = (guildId: string | null): unknown =>
      all(renderOne(makeCard({ actions: [press('View detail')] }), guildId).components).find(
        ({ type }) => type === COMPONENT.button,
      )?.custom_id;
    expect(idOf(IDS.guild)).toContain(':g*');
    expect(idOf(null)).not.toContain(':g*');
  });

  it('puts five buttons beside each other, and the next below', () => {
    const actions = Array.from(
      { length: 7 },
      (_, index): Action => ({
        ...press(`Button ${index}`),
        data: { case: IDS.case, before: String(index) },
      }),
    );
    const rows = renderOne(makeCard({ actions }), null).components.filter(({ type }) => type === COMPONENT.actionRow);
    expect(rows.map(({ components }) => (components as unknown[]).length)).toEqual([5, 2]);
  });
});

describe('a card that is too long for one message', () => {
  const words = Array.from({ length: 2500 }, (_, index) => `w${index}*`);
  const long = makeCard({
    blocks: [
      { kind: 'text', text: words.slice(0, 1200).join(' ') },
      { kind: 'text', text: words.slice(1200, 1900).join('\n'), style: 'quote' },
      { kind: 'notice', tone: 'info', text: words.slice(1900).join(' ') },
    ],
    actions: [press('Older entries')],
  });

  it('goes on in further ones, each within the limits, without losing a word', () => {
    const bodies = renderCard(long, null);
    expect(bodies.length).toBeGreaterThan(3);
    for (const { components } of bodies) {
      const texts = all(components).map(({ content }) => String(content ?? ''));
      expect(texts.reduce((sum, text) => sum + text.length, 0)).toBeLessThanOrEqual(4000);
      expect(all(components).length).toBeLessThanOrEqual(40);
    }
    const seen = new Set(textsOf(bodies).split(/\s+/));
    expect(words.filter((word) => !seen.has(word))).toEqual([]);
  });

  it('says in each how many there are, and has its buttons in the last', () => {
    const bodies = renderCard(long, null);
    bodies.forEach((body, index) => {
      expect(textsOf([body]).split('\n')[0]).toBe(`Part ${index + 1} of ${bodies.length}`);
      expect(JSON.stringify(body).includes('Older entries')).toBe(index === bodies.length - 1);
    });
  });

  it('is refused where only one message may be', () => {
    expect(() => renderOne(long, null)).toThrow(PlatformLimit);
  });

  it('is divided by its components too', () => {
    const items = Array.from({ length: 30 }, (_, index) => ({
      title: `ES-2026-${index}`,
      text: 'New',
      action: { ...press('View detail'), data: { case: IDS.case, before: String(index) } },
    }));
    const bodies = renderCard(makeCard({ blocks: [{ kind: 'entries', items }] }), null);
    for (const { components } of bodies) expect(all(components).length).toBeLessThanOrEqual(40);
    expect(items.filter(({ title }) => !textsOf(bodies).includes(title))).toEqual([]);
  });
});
