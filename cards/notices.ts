import type { NoticeView } from '../src/core/views.ts';
import { startWith999 } from './emergency-blocks.ts';
import type { Block, Card, Tone } from './model.ts';
import { NOTICE_WORDS } from './notice-words.ts';

/** A short private answer; one that tells of a failure starts with 999. */
export function describeNotice(view: NoticeView): Card {
  const { title, text, tone, failure } = NOTICE_WORDS[view.notice];
  return {
    kind: 'card',
    name: view.name,
    title,
    summary: failure === 'not-saved' ? `NOT saved. ${title}` : title,
    blocks: [
      ...(failure ? startWith999(view.contacts ?? null, 'Do not wait for an answer here.') : []),
      describeText(tone, text, failure),
    ],
    actions: [],
  };
}

function describeText(tone: Tone, text: string, failure: 'not-saved' | 'failed' | undefined): Block {
  return failure === 'not-saved' ? { kind: 'notice', tone, title: 'NOT saved', text } : { kind: 'notice', tone, text };
}
