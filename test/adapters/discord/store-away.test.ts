import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { replace, show } from '../../../src/core/replies.ts';
import { readTexts } from '../../contract/discord/show.ts';
import { buttonsOf, EPHEMERAL_MESSAGE, FIRST, page, SECOND, textOf } from './answers.ts';
import { type DiscordDesk, FORM_VIEW, openDiscordDesk, RECEIPT } from './desk.ts';

let desk: DiscordDesk;
beforeEach(async () => {
  desk = await openDiscordDesk();
});
afterEach(() => desk.close());

describe('while the store is away', () => {
  const notSaved = (values: Record<string, string>) => replace({ ...FORM_VIEW, values, problem: 'not-saved' as const });

  it('gives the words of a page back, and goes on from memory', async () => {
    desk.answers(() => show(FORM_VIEW));
    await desk.send('command.report');
    desk.breakDrafts();
    const first = await desk.send('modal_submit.first', page(0, FIRST));
    expect(textOf(first)).toContain('NOT saved');
    expect(textOf(first)).toContain('Quetzalmark cried.');
    expect(textOf(first)).toContain('ring 999');
    expect(buttonsOf(first)).toContain('Continue (2 of 5)');
    const second = await desk.send('modal_submit.first', page(1, SECOND, EPHEMERAL_MESSAGE));
    expect(textOf(second)).toContain('Quetzalmark cried.');
    expect(buttonsOf(second)).toContain('Send');
  });

  it('gives everything back when it cannot be sent, and sends the same when it is tried again', async () => {
    let away = true;
    desk.answers((event) => {
      if (event.kind !== 'submit') return show(FORM_VIEW);
      return away ? notSaved(event.values) : replace(RECEIPT);
    });
    await desk.send('command.report');
    desk.breakDrafts();
    await desk.send('modal_submit.first', page(0, FIRST));
    await desk.send('modal_submit.first', page(1, SECOND));
    const failed = await desk.send('component.send.ephemeral');
    expect(textOf(failed)).toContain('NOT saved');
    expect(textOf(failed)).toContain('Quetzalmark cried.');
    expect(buttonsOf(failed)[0]).toBe('Send');
    away = false;
    expect(textOf(await desk.send('component.send.ephemeral'))).toContain('Recorded as ES-2026-0014');
    const [one, two] = desk.events.filter(({ kind }) => kind === 'submit');
    expect(two).toMatchObject({ data: (one as { data: object }).data, values: (one as { values: object }).values });
    expect(desk.logLines.join('')).not.toContain('Quetzalmark');
  });

  it('gives a long account back in several private messages, which go when it is recorded', async () => {
    const what = Array.from({ length: 600 }, (_, index) => `word${index}`).join(' ');
    let away = true;
    desk.answers((event) => {
      if (event.kind !== 'submit') return show(FORM_VIEW);
      return away ? notSaved(event.values) : replace(RECEIPT);
    });
    await desk.send('command.report');
    await desk.send('modal_submit.first', page(0, { ...FIRST, ...SECOND, what, childWords: what }));
    desk.breakDrafts();
    expect((await desk.send('component.send.ephemeral', { message: undefined })).status).toBe(202);
    const seen = (): string =>
      desk.state.ephemeral.map(({ components }) => readTexts(components).join('\n')).join('\n');
    await vi.waitFor(() => expect(seen()).toContain('Part 3 of 3'));
    expect(seen().match(/word599/g)).toHaveLength(2);
    away = false;
    const last = desk.state.ephemeral.at(-1);
    const answer = await desk.send('component.send.ephemeral', {
      message: { ...EPHEMERAL_MESSAGE, id: last?.id },
    });
    expect(textOf(answer)).toContain('Recorded as');
    await vi.waitFor(() => expect(seen()).not.toContain('word1'));
  });

  it('forgets what is recorded, even where keeping it was slower', async () => {
    let away = true;
    desk.answers((event) => {
      if (event.kind !== 'submit') return show(FORM_VIEW);
      return away ? notSaved(event.values) : replace(RECEIPT);
    });
    await desk.send('command.report');
    await desk.send('modal_submit.first', page(0, { ...FIRST, ...SECOND }));
    let settle = (): void => undefined;
    desk.slowSaves(
      new Promise((resolve) => {
        settle = resolve;
      }),
    );
    await desk.send('component.send.ephemeral');
    away = false;
    expect(textOf(await desk.send('component.send.ephemeral'))).toContain('Recorded as');
    settle();
    await vi.waitFor(() => expect(desk.drafts.size).toBe(0));
    await new Promise((resolve) => setImmediate(resolve));
    expect(desk.drafts.size).toBe(0);
  });

  it('says so when the core fails or is too late, and what it then says arrives', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let settle: (() => void) | undefined;
    desk.answers((event) => {
      if (event.kind !== 'submit') return show(FORM_VIEW);
      return new Promise((resolve) => {
        settle = () => resolve(replace(RECEIPT));
      });
    });
    await desk.send('command.report');
    await desk.send('modal_submit.first', page(0, { ...FIRST, ...SECOND }));
    const sending = desk.send('component.send.ephemeral');
    await vi.waitUntil(() => settle);
    await vi.advanceTimersByTimeAsync(2600);
    const late = await sending;
    expect(textOf(late)).toContain('NOT saved');
    expect(textOf(late)).toContain('Quetzalmark cried.');
    vi.useRealTimers();
    settle?.();
    const seen = (): string => JSON.stringify(desk.state.ephemeral);
    await vi.waitFor(() => expect(seen()).toContain('Recorded as'));
    await vi.waitFor(() => expect(seen()).not.toContain('Quetzalmark'));
  });
});
