import type { BulletinLine, BulletinScreen, BulletinsView, BulletinView } from '../src/core/bulletin-views.ts';
import { helpButton } from './buttons.ts';
import { writeDate } from './dates.ts';
import { GROUP_WORDS } from './group-words.ts';
import type { Action, Block, Card } from './model.ts';
import { writeOverline } from './school-line.ts';

/** What is shown of bulletins. */
export function describeBulletinScreen(view: BulletinScreen): Card {
  return view.name === 'bulletin' ? describeBulletin(view) : describeBulletins(view);
}

/** A bulletin, for its reader. What it is about stays out of the notification. */
function describeBulletin(view: BulletinView): Card {
  const read: Action = {
    kind: 'press',
    name: 'read-bulletin',
    label: 'I have read it',
    style: 'primary',
    data: { bulletin: view.bulletinId },
  };
  return {
    kind: 'card',
    name: view.name,
    title: 'News on online safety',
    summary: 'News on online safety',
    ...writeOverline(view.school),
    blocks: [
      { kind: 'text', text: view.title, style: 'strong' },
      { kind: 'text', text: view.text },
      { kind: 'text', text: `${view.by}, ${writeDate(view.at)}`, style: 'subtle' },
      ...(view.read ? [{ kind: 'notice', tone: 'good', text: 'You have read it. Thank you.' } satisfies Block] : []),
    ],
    actions: view.read ? [] : [read],
  };
}

/** Who has read the latest bulletins, by group and without names. */
function describeBulletins(view: BulletinsView): Card {
  const [only] = view.schools;
  const single = view.schools.length === 1 && only ? only : null;
  const sent: Block[] = view.sent
    ? [{ kind: 'notice', tone: 'good', title: 'Sent', text: 'Everybody it is for gets it 1:1.' }]
    : [];
  return {
    kind: 'card',
    name: view.name,
    title: 'Bulletins and who has read them',
    summary: 'Bulletins',
    ...writeOverline(single?.school ?? null),
    blocks: [
      ...sent,
      ...(single
        ? listBulletins(single.bulletins)
        : view.schools.map(
            ({ school, bulletins }): Block => ({
              kind: 'section',
              title: school.name,
              blocks: listBulletins(bulletins),
            }),
          )),
    ],
    actions: [
      {
        kind: 'open',
        name: 'bulletin',
        label: 'Tell the staff what is new',
        style: 'primary',
        data: {},
        private: true,
      },
      helpButton,
    ],
  };
}

function listBulletins(bulletins: readonly BulletinLine[]): Block[] {
  if (bulletins.length === 0) return [{ kind: 'text', text: 'No bulletin has been sent yet.' }];
  return bulletins.flatMap(({ title, at, groups }): Block[] => [
    { kind: 'text', text: `${title} (${writeDate(at)})`, style: 'strong' },
    {
      kind: 'facts',
      items: groups.map(({ group, people, done }) => ({
        label: GROUP_WORDS[group],
        // Rounded down: a hundred per cent is everybody.
        value: `${Math.floor((100 * done) / people)}% (${done} of ${people})`,
      })),
    },
  ]);
}
