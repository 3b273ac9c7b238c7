import { describe, expect, it } from 'vitest';
import { escapeMarkdown, splitText } from '../../../adapters/discord/markdown.ts';

describe('what a person typed', () => {
  it.each([
    ['*bold* _it_ ~x~ `c` ||s||', '\\*bold\\* \\_it\\_ \\~x\\~ \\`c\\` \\|\\|s\\|\\|'],
    ['<@123> <#1> <t:1:R> [a](b)', '\\<@123> \\<#1> \\<t\\:1:R> \\[a\\](b)'],
    ['@everyone @here a@b', '\\@everyone \\@here a@b'],
    ['https://x.example', 'https\\://x.example'],
    [':smile: 14:30', '\\:smile: 14:30'],
    ['# no\n- no\n> no\n1. no', '\\# no\n\\- no\n\\> no\n1\\. no'],
    ['a\\*b', 'a\\\\\\*b'],
  ])('%j means nothing to Discord', (typed, escaped) => {
    expect(escapeMarkdown(typed)).toBe(escaped);
  });

  it.each(['\n', '\u2028', ' \n'])('is done at once with 20,000 times %j', (line) => {
    const typed = line.repeat(20_000);
    const begun = performance.now();
    expect(escapeMarkdown(typed)).toBe(typed);
    expect(performance.now() - begun).toBeLessThan(200);
  });
});

describe('a text that is too long', () => {
  it('is divided at the end of a line, else between words, and loses no word', () => {
    expect(splitText('one\ntwo three', 5)).toEqual(['one', 'two three']);
    expect(splitText('one two three', 8)).toEqual(['one two', 'three']);
  });

  it('is divided neither behind a backslash nor within a sign', () => {
    expect(splitText('aaaa\\*b', 5)).toEqual(['aaaa', '\\*b']);
    expect(splitText('aaa\\\\bb', 5)).toEqual(['aaa\\\\', 'bb']);
    expect(splitText('aaaa🦜b', 5)).toEqual(['aaaa', '🦜b']);
  });

  it('comes together again', () => {
    const text = escapeMarkdown(Array.from({ length: 500 }, (_, index) => `word${index}*`).join(' '));
    const parts: string[] = [];
    for (let rest = text; rest !== ''; ) {
      const [head, tail] = splitText(rest, 100);
      expect(head.length).toBeLessThanOrEqual(100);
      parts.push(head);
      rest = tail;
    }
    expect(parts.join(' ')).toBe(text);
  });
});
