import { describe, expect, it } from 'vitest';
import { drawDiscord } from './draw-discord.ts';
import { drawGoogleChat } from './draw-google-chat.ts';
import { drawSlack } from './draw-slack.ts';
import { type Drawn, draw, type Piece, readTexts, toHtml } from './drawn.ts';
import { UnknownElement } from './json.ts';
import { readTeams } from './read-teams.ts';

const V2 = 1 << 15;
const html = (drawn: Drawn | Piece[]): string =>
  (Array.isArray(drawn) ? drawn : drawn.children).map((piece) => toHtml(piece)).join('');

const slackText = (type: string, text: string) => ({ blocks: [{ type: 'section', text: { type, text } }] });
const googleText = (text: string) => ({
  cardsV2: [{ cardId: 'c', card: { sections: [{ widgets: [{ textParagraph: { text } }] }] } }],
});
const discordText = (content: string) => ({ flags: V2, components: [{ type: 10, content }] });
const textsOf = (drawn: Drawn): string => readTexts(drawn).join('\n');

describe('a drawing', () => {
  it('can hold no markup of what somebody typed, in text or in attributes', () => {
    const typed = '<img src=x onerror=alert(1)> "quoted" & \'single\'';
    const drawn = toHtml(draw('p', { title: typed }, typed));
    expect(drawn).not.toContain('<img');
    expect(drawn.match(/"/g)).toHaveLength(2);
  });

  it('keeps the first line break of a text area, which HTML would drop', () => {
    expect(toHtml(draw('textarea', {}, '\nsecond'))).toBe('<textarea>\n\nsecond</textarea>');
  });

  it('reads what stands in fields and menus, and not what stands around a card', () => {
    const drawn = draw(
      'div',
      {},
      draw('p', { 'data-frame': true }, 'e-safety'),
      draw('p', {}, 'One ', draw('b', {}, 'line')),
      draw('input', { type: 'text', value: 'typed', placeholder: 'hint' }),
      draw('select', {}, draw('option', { value: 'v-1' }, 'First')),
    );
    expect(readTexts(drawn)).toEqual(['One line', 'typed', 'hint', 'First']);
  });

  it('is one group of radio buttons for each card', () => {
    expect(toHtml(draw('input', { type: 'radio', name: 'adult' }), 'card-1-')).toContain('name="card-1-adult"');
  });
});

describe('Slack’s texts', () => {
  it('show markup in mrkdwn, and nothing of the signs that made it', () => {
    const drawn = drawSlack(
      slackText('mrkdwn', '*bold* _it_ ~no~ `x` &lt;b&gt; <https://a.example|here> snake_case_word 2*3*4'),
    );
    expect(html(drawn)).toContain('<b>bold</b> <i>it</i> <s>no</s> <code>x</code>');
    expect(textsOf(drawn)).toBe('bold it no x <b> here snake_case_word 2*3*4');
  });

  it('show plain text as it was typed, entities decoded as Slack does', () => {
    expect(textsOf(drawSlack(slackText('plain_text', '*not bold* a &amp; b')))).toBe('*not bold* a & b');
  });

  it('show quotations and mentions as such', () => {
    expect(html(drawSlack(slackText('mrkdwn', '&gt; said\nthen <!here>')))).toMatch(
      /<blockquote>said<\/blockquote>.*class="mention">@here/s,
    );
  });
});

describe('Google Chat’s texts', () => {
  it('show the few tags of cards and decode entities', () => {
    const drawn = drawGoogleChat(googleText('<b>Bold</b>\n&lt;at&gt; <a href="https://a.example">link</a>'));
    expect(html(drawn)).toContain('<b>Bold</b>');
    expect(textsOf(drawn)).toBe('Bold\n<at> link');
  });

  it('may hold no tag that Google Chat would drop', () => {
    expect(() => drawGoogleChat(googleText('<at>somebody</at>'))).toThrow(UnknownElement);
    expect(() => drawGoogleChat(googleText('<b>open'))).toThrow(UnknownElement);
  });

  it('are found in both shapes of answers', () => {
    const card = { sections: [{ widgets: [{ textParagraph: { text: 'Words' } }] }] };
    const classic = { actionResponse: { type: 'DIALOG', dialogAction: { dialog: { body: card } } } };
    const addOn = { action: { navigations: [{ pushCard: card }] } };
    for (const answer of [classic, addOn, card]) expect(textsOf(drawGoogleChat(answer))).toBe('Words');
  });
});

describe('Discord’s texts', () => {
  it('show headings, small print, lists and emphasis', () => {
    const drawn = drawDiscord(discordText('## Title\n-# small\n- item\n**bold** _it_ __under__ snake_case_word'));
    expect(html(drawn)).toMatch(/<h4>Title<\/h4><p class="small">small<\/p><p class="bullet">item<\/p>/);
    expect(html(drawn)).toContain('<b>bold</b> <i>it</i> <u>under</u> snake_case_word');
  });

  it('show what a backslash keeps from being markup', () => {
    const typed = '\\*not bold\\* \\# no heading \\[no\\](https\\://a.example) \\<@1\\> \\@everyone \\\\';
    expect(textsOf(drawDiscord(discordText(typed)))).toBe(
      '*not bold* # no heading [no](https://a.example) <@1> @everyone \\',
    );
  });

  it('show that a mention was not kept from being one', () => {
    expect(textsOf(drawDiscord(discordText('@everyone <@123456789012345678>')))).toBe('(mention) (mention)');
  });
});

describe('what a drawing does not know', () => {
  it.each<[string, () => unknown]>([
    ['a block of Slack', () => drawSlack({ blocks: [{ type: 'carousel' }] })],
    ['a property of Slack', () => drawSlack({ blocks: [{ type: 'divider', title: 'x' }] })],
    ['a widget of Google Chat', () => drawGoogleChat({ sections: [{ widgets: [{ grid: {} }] }] })],
    [
      'a property of Google Chat',
      () => drawGoogleChat({ sections: [{ widgets: [{ buttonList: { buttons: [], x: 1 } }] }] }),
    ],
    ['a component of Discord', () => drawDiscord({ flags: V2, components: [{ type: 99 }] })],
    ['content beside Discord’s components', () => drawDiscord({ flags: V2, content: 'x', components: [] })],
    [
      'an element of Teams',
      () => readTeams({ summary: 's', attachments: [{ content: { body: [{ type: 'Media' }] } }] }),
    ],
  ])('throws: %s', (_, act) => {
    expect(act).toThrow(UnknownElement);
  });

  it('throws for a question without choices', () => {
    const empty = { type: 'radio_buttons', action_id: 'a', options: [] };
    const input = { type: 'input', label: { type: 'plain_text', text: 'Who?' }, element: empty };
    expect(() => drawSlack({ blocks: [input] })).toThrow(UnknownElement);
  });
});

describe('a heading of Teams', () => {
  it('is read as Teams reads its markdown', () => {
    const block = (text: string) => ({
      summary: 's',
      attachments: [{ content: { body: [{ type: 'TextBlock', text }] } }],
    });
    expect(readTeams(block('\\*kept\\* **lost** [label](https://a.example) \\# x'))).toEqual([
      's',
      '*kept* lost label # x',
    ]);
  });
});
