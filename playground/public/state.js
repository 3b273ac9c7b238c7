/** What the page shows now. Changed only through the functions of this file and app.js. */
export const state = {
  world: undefined,
  personId: '',
  /** `personal` or a channel id. */
  chat: 'personal',
  /** A thread to show open, from the address. */
  threadId: undefined,
  /** How many messages each person has not read, by person and place. */
  unread: {},
};

/** The person the visitor is at the moment. */
export const findPerson = (id = state.personId) => state.world.people.find((person) => person.id === id);

/** The teams a person is in. */
export const listTeams = (personId = state.personId) =>
  state.world.teams.filter((team) => team.memberIds.includes(personId));

/** The id of the place behind `personal` or a channel id. */
export const placeIdOf = (chat = state.chat, personId = state.personId) =>
  chat === 'personal' ? state.world.personalIds[personId] : chat;

/** How many messages a person has not read, in one place or altogether. */
export function countUnread(personId, placeId) {
  const counts = state.unread[personId] ?? {};
  return placeId ? (counts[placeId] ?? 0) : Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** Reads person and conversation from the address, keeping to what exists. */
export function readAddress() {
  const address = new URLSearchParams(location.hash.slice(1));
  const { people, guide } = state.world;
  const wanted = address.get('person') ?? state.personId;
  const fallback = people.find(({ id }) => id === guide[0]?.personId) ?? people[0];
  state.personId = (people.find(({ id, aadObjectId }) => id === wanted || aadObjectId === wanted) ?? fallback).id;
  const chat = address.get('chat') ?? 'personal';
  const isOpen = listTeams().some((team) => team.channels.some(({ id }) => id === chat));
  state.chat = isOpen ? chat : 'personal';
  state.threadId = address.get('thread') ?? undefined;
}

/** The address that shows a conversation of a person; readable, because ids may stand in it as they are. */
export function makeAddress(personId, chat) {
  const write = (text) => encodeURIComponent(text).replaceAll('%3A', ':').replaceAll('%40', '@');
  return `#person=${write(personId)}&chat=${write(chat)}`;
}
