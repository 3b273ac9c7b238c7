import { el } from './dom.js';

/** Markdown as Teams takes it in messages and cards: emphasis, lists and links, never HTML. */
function makeRenderer() {
  const renderer = window.markdownit({ html: false, linkify: false, breaks: true });
  renderer.disable([
    'heading',
    'lheading',
    'code',
    'fence',
    'table',
    'blockquote',
    'hr',
    'image',
    'reference',
    'backticks',
  ]);
  renderer.renderer.rules.link_open = (tokens, index, options, _env, self) => {
    tokens[index].attrSet('target', '_blank');
    tokens[index].attrSet('rel', 'noopener noreferrer');
    return self.renderToken(tokens, index, options);
  };
  return renderer;
}

let renderer;
/** Markdown as safe HTML. */
export const toHtml = (markdown) => {
  renderer ??= makeRenderer();
  return renderer.render(markdown);
};

/** A message's text as an element; `<at>` becomes a mention. */
export function renderText(text, format) {
  const box = el('div', { class: 'text' });
  if (format === 'markdown') {
    box.innerHTML = toHtml(text).replace(/&lt;at&gt;(.*?)&lt;\/at&gt;/g, '<span class="mention">$1</span>');
    return box;
  }
  for (const part of text.split(/(<at>.*?<\/at>)/)) {
    const name = /^<at>(.*)<\/at>$/.exec(part)?.[1];
    box.append(name === undefined ? part : el('span', { class: 'mention', text: name }));
  }
  box.classList.add('plain');
  return box;
}
