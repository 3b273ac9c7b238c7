import { el } from './dom.js';
import { icon } from './icons.js';

const COLOURS = 8;

/** A round picture with a person's initials; its colour follows from the name. */
export function personAvatar(name, size = 'medium') {
  const initials = name
    .replace(/\(.*\)/, '')
    .trim()
    .split(' ')
    .filter((word) => !/^(mr|mrs|ms|miss|dr)\.?$/i.test(word))
    .map((word) => word[0] ?? '')
    .filter((_, index, all) => index === 0 || index === all.length - 1)
    .join('')
    .toUpperCase();
  const colour = [...name].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % 9973, 7) % COLOURS;
  return el('span', { class: `avatar ${size}`, data: { colour }, 'aria-hidden': 'true', text: initials });
}

/** The bot's picture: square, as apps have in Teams. */
export const botAvatar = (size = 'medium') =>
  el('span', { class: `avatar bot ${size}`, 'aria-hidden': 'true' }, icon('shield', size === 'small' ? 16 : 20));

/** The picture of whoever wrote a message. */
export const authorAvatar = (from, size) => (from.kind === 'bot' ? botAvatar(size) : personAvatar(from.name, size));
