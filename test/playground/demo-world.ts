import type { PlaygroundPerson, PlaygroundTeam, PlaygroundWorld } from '../../playground/server.ts';

const makePerson = (number: number, name: string, jobTitle: string, guest = false): PlaygroundPerson => ({
  id: `29:1person${number}`,
  aadObjectId: `00000000-0000-4000-8000-00000000000${number}`,
  name,
  email: `${name.toLowerCase().replaceAll(' ', '.')}@${guest ? 'partner' : 'school'}.example`,
  jobTitle,
  ...(guest ? { guest } : {}),
});

/** Invented staff of an invented school. */
export const TEACHER = makePerson(1, 'Tessa Teacher', 'Year 4 teacher');
export const DSL = makePerson(2, 'Dora Lead', 'Designated safeguarding lead');
export const HEAD = makePerson(3, 'Henry Head', 'Headteacher');
export const GUEST = makePerson(4, 'Gwen Guest', 'Visiting adviser', true);

/** The team of the DSL with the case channel. */
export const DSL_TEAM: PlaygroundTeam = {
  id: '19:dslteam@thread.tacv2',
  name: 'Safeguarding',
  channels: [
    { id: '19:dslteam@thread.tacv2', name: 'General' },
    { id: '19:cases@thread.tacv2', name: 'Cases' },
  ],
  memberIds: [DSL.id, HEAD.id],
};

/** The team of all staff, with a guest in it. */
export const STAFF_TEAM: PlaygroundTeam = {
  id: '19:staffteam@thread.tacv2',
  name: 'All staff',
  channels: [{ id: '19:staffteam@thread.tacv2', name: 'General' }],
  memberIds: [TEACHER.id, DSL.id, HEAD.id, GUEST.id],
};

/** A small world for tests. */
export const WORLD: PlaygroundWorld = {
  tenantId: '00000000-0000-4000-8000-0000000000aa',
  schoolName: 'Hilltop Primary',
  people: [TEACHER, DSL, HEAD, GUEST],
  teams: [DSL_TEAM, STAFF_TEAM],
  guide: [
    { personId: TEACHER.id, text: 'Open the chat with the bot and type form.' },
    { personId: DSL.id, text: 'Look in the Cases channel for what came in.' },
  ],
};
