import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitCard } from '../../../adapters/shared/split-card.ts';
import type { Block, Card } from '../../../cards/model.ts';
import { listTexts } from '../../cards/texts.ts';

const cardOf = (blocks: Block[]): Card => ({
  kind: 'card',
  name: 'sample',
  title: 'Case ES-2026-0014',
  summary: 'ES-2026-0014: opened for you',
  blocks,
  actions: [{ kind: 'press', name: 'acknowledge', label: 'Acknowledge', data: { case: '1' } }],
});
const within = (characters: number) => (card: Card) => JSON.stringify(card.blocks).length <= characters;
/** What is read of the blocks, without the words that divide them. */
const readBlocks = (cards: Card[]): string =>
  cards
    .flatMap((card) => listTexts({ ...card, title: '', actions: [] }))
    .join('')
    .replaceAll(' (continued)', '');

describe('a card that is too long for one message', () => {
  it('stays whole where it fits', () => {
    const card = cardOf([{ kind: 'text', text: 'Short.' }]);
    expect(splitCard(card, within(1000))).toEqual([card]);
  });

  it('is numbered, and its buttons stand below the last part', () => {
    const parts = splitCard(cardOf([{ kind: 'text', text: 'word '.repeat(300) }]), within(600));
    expect(parts.length).toBeGreaterThan(2);
    expect(parts[0]?.title).toBe(`Case ES-2026-0014 (1 of ${parts.length})`);
    expect(parts.map(({ actions }) => actions.length)).toEqual([...parts.slice(1).map(() => 0), 1]);
  });

  it('is divided after a word and never within a character', () => {
    const parts = splitCard(
      cardOf([{ kind: 'text', text: `${'🦜'.repeat(200)} ${'word '.repeat(200)}` }]),
      within(300),
    );
    for (const { blocks } of parts) expect(JSON.stringify(blocks)).not.toMatch(/\\ud[89a-f]/);
  });

  it('says again under which heading a part stands', () => {
    const section: Block = {
      kind: 'section',
      title: 'What happened',
      blocks: [{ kind: 'text', text: 'word '.repeat(99) }],
    };
    const titles = splitCard(cardOf([section]), within(400)).map(
      ({ blocks }) => (blocks[0] as { title?: string }).title,
    );
    expect(titles[0]).toBe('What happened');
    expect(new Set(titles.slice(1))).toEqual(new Set(['What happened (continued)']));
  });

  it('loses no word, whatever it holds', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 900 });
    const block: fc.Arbitrary<Block> = fc.oneof(
      fc.record({ kind: fc.constant('text' as const), text }),
      fc.record({ kind: fc.constant('notice' as const), tone: fc.constant('info' as const), text }),
      fc.record({
        kind: fc.constant('list' as const),
        items: fc.array(fc.string({ maxLength: 80 }), { maxLength: 30 }),
      }),
      fc.record({
        kind: fc.constant('section' as const),
        title: fc.constant('Part'),
        blocks: fc.array(fc.record({ kind: fc.constant('text' as const), text }), { maxLength: 4 }),
      }),
    );
    fc.assert(
      fc.property(fc.array(block, { maxLength: 6 }), (blocks) => {
        const card = cardOf(blocks);
        const parts = splitCard(card, within(1500));
        for (const part of parts) expect(within(1500)(part)).toBe(true);
        const repeated = /Part/g;
        expect(readBlocks(parts).replace(repeated, '')).toBe(readBlocks([card]).replace(repeated, ''));
      }),
    );
  });

  it('is refused when not even a part of it fits', () => {
    const list: Block = { kind: 'list', ordered: true, items: ['x'.repeat(500)] };
    expect(() => splitCard(cardOf([list]), within(100))).toThrow('cannot carry');
  });
});
