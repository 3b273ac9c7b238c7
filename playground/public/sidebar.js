import { botAvatar, personAvatar } from './avatar.js';
import { el } from './dom.js';
import { icon } from './icons.js';
import { countUnread, findPerson, listTeams, makeAddress, placeIdOf, state } from './state.js';

/** The narrow column with the main places of the app. */
export function drawRail(rail, { onList, onGuide, isGuideOpen }) {
  const unread = countUnread(state.personId);
  const isDark = window.playgroundTheme.isDark();
  const item = (name, label, onClick, attributes = {}) =>
    el(
      'button',
      { class: 'rail-item', type: 'button', on: { click: onClick }, ...attributes },
      icon(name, 22),
      el('span', { text: label }),
    );
  const chat = item('chat', 'Chat', onList, { 'aria-current': 'page' });
  if (unread) chat.append(badge(unread));
  rail.replaceChildren(
    chat,
    item('guide', 'Guide', onGuide, { 'aria-pressed': String(isGuideOpen) }),
    item(isDark ? 'sun' : 'moon', isDark ? 'Light' : 'Dark', () => {
      window.playgroundTheme.toggle();
      drawRail(rail, { onList, onGuide, isGuideOpen });
    }),
  );
}

/** The list of the person's chats, teams and channels. */
export function drawSidebar(sidebar) {
  const { botName } = state.world;
  const teams = listTeams();
  sidebar.replaceChildren(
    el('h1', { class: 'sidebar-title', text: 'Chat' }),
    el('h2', { class: 'sidebar-heading', text: 'Chats' }),
    el('ul', { class: 'places' }, placeLink('personal', [botAvatar('small'), words(botName, 'App')])),
    el('h2', { class: 'sidebar-heading', text: 'Teams and channels' }),
    ...(teams.length
      ? teams.map(drawTeam)
      : [el('p', { class: 'sidebar-none', text: `${findPerson().name} is in no team.` })]),
  );
}

function drawTeam(team) {
  return el(
    'section',
    { class: 'team', 'aria-label': team.name },
    el(
      'p',
      { class: 'team-name' },
      el('span', { class: 'avatar team small', 'aria-hidden': 'true', text: team.name.slice(0, 1) }),
      team.name,
    ),
    el(
      'ul',
      { class: 'places' },
      team.channels.map((channel) =>
        placeLink(channel.id, [el('span', { class: 'place-name', text: channel.name })], 'channel'),
      ),
    ),
  );
}

function placeLink(chat, content, kind = 'chat') {
  const unread = countUnread(state.personId, placeIdOf(chat));
  const isOpen = state.chat === chat;
  return el(
    'li',
    {},
    el(
      'a',
      {
        class: `place ${kind}${unread ? ' unread' : ''}`,
        href: makeAddress(state.personId, chat),
        'aria-current': isOpen ? 'true' : undefined,
        data: { chat },
      },
      content,
      unread > 0 && badge(unread),
    ),
  );
}

const words = (title, detail) =>
  el('span', { class: 'place-words' }, el('span', { class: 'place-name', text: title }), el('small', { text: detail }));

/** A count of what is not read. */
export const badge = (count) =>
  el('span', { class: 'badge' }, String(count), el('span', { class: 'visually-hidden', text: ' not read' }));

/** The line of one person: picture, name, function. */
export const personLine = (person, extra) => [
  personAvatar(person.name),
  el(
    'span',
    { class: 'person-words' },
    el('span', { class: 'person-name' }, person.name, person.guest && el('span', { class: 'tag', text: 'Guest' })),
    el('small', { text: person.jobTitle }),
  ),
  extra,
];
