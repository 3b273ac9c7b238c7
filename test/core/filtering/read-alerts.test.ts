import { describe, expect, it } from 'vitest';
import { countedMessages } from '../../../src/core/filtering/alert-messages.ts';
import { accountOwners } from '../../../src/core/filtering/alert-people.ts';
import { readAlertTime } from '../../../src/core/filtering/alert-time.ts';
import type { CountedAlert } from '../../../src/core/filtering/filter-store.ts';
import { isEveryday, isGrave, topicOf } from '../../../src/core/filtering/filter-topics.ts';
import { type ReadAlert, readAlertLines, readAlertText } from '../../../src/core/filtering/read-alerts.ts';
import { siteOf } from '../../../src/core/filtering/site-of.ts';
import { defangUrl } from '../../../src/core/incidents/defang.ts';
import type { StaffMember } from '../../../src/core/people/membership.ts';
import { loadFirst } from '../../config/example-profiles.ts';

const NINE = new Date('2026-11-10T09:15:00Z');

/** One line as it was read. */
function readOne(line: Record<string, unknown>): ReadAlert {
  const [alert] = readAlertLines([line]).alerts;
  if (!alert) throw new Error('it was not read');
  return alert;
}

describe('what filters send', () => {
  it.each<[string, Record<string, unknown>, Partial<ReadAlert>]>([
    [
      'a firewall’s log: day and time apart, host and path apart, the host no device',
      {
        date: '2026-11-10',
        time: '09:15:00',
        tz: '+0000',
        type: 'utm',
        user: 'PADDOCK\\pip',
        srcip: '10.20.0.14',
        srcname: 'LIBRARY-14',
        hostname: 'parrots.example',
        url: '/talk?x=1',
        action: 'blocked',
        catdesc: 'Weapons (Sales)',
        crlevel: 'high',
      },
      {
        url: 'parrots.example/talk?x=1',
        account: 'PADDOCK\\pip',
        device: 'LIBRARY-14',
        rule: 'Weapons (Sales)',
        grave: false,
      },
    ],
    [
      'a safeguarding report: the group in brackets, a search in the column of addresses',
      {
        'Date / Time': '10/11/2026 09:15:00',
        'User (Group)': 'pip (Year 5)',
        'Matched Safeguarding Categories': ['Bullying', 'Intolerance'],
        'Domain / URL / Search term': 'how to be mean to parrots',
        'Safeguarding level': 'Danger',
      },
      { url: null, search: 'how to be mean to parrots', account: 'pip', rule: 'Bullying, Intolerance', grave: true },
    ],
    [
      'an activity report with e-mail and policy',
      {
        email: 'pip@pupils.example',
        site: 'parrots.example',
        category: 'Pornography',
        policy: 'Pupils',
        time: NINE.getTime() / 1_000,
        action: 'Blocked',
      },
      { url: 'parrots.example', account: 'pip@pupils.example', rule: 'Pornography', stopped: true },
    ],
    [
      'a log with destination and reason',
      {
        Date: '10/11/2026',
        Time: '9:15:00 AM',
        User: 'pip',
        Destination: 'https://parrots.example/x',
        Reason: 'Self Harm',
        Computer: 'LAPTOP-3',
        'IP Address': '10.0.0.3',
      },
      { url: 'https://parrots.example/x', account: 'pip', device: 'LAPTOP-3', rule: 'Self Harm' },
    ],
    [
      'a request log with client names, milliseconds and hits',
      {
        timestamp: NINE.getTime(),
        clientName: 'pip',
        clientIp: '10.0.0.9',
        url: 'http://parrots.example',
        categoryNames: 'Extreme',
        hits: '3',
      },
      { account: 'pip', device: '10.0.0.9', rule: 'Extreme', times: 3 },
    ],
    [
      'fields inside one another, and fields nobody knows',
      {
        event: {
          occurredAt: '2026-11-10T09:15:00Z',
          user: { email: 'pip@pupils.example', id: 7 },
          device: { name: 'TABLET-2' },
          site: { url: 'parrots.example' },
          rule: 'Drugs',
          nested: { deeper: [1, { x: 2 }] },
        },
      },
      { account: 'pip@pupils.example', device: 'TABLET-2', url: 'parrots.example', rule: 'Drugs' },
    ],
  ])('reads %s', (_what, line, expected) => {
    expect(readOne(line)).toMatchObject({ at: NINE, stopped: true, ...expected });
  });

  it('takes one object, a list, a list inside an object, and an object on each line', () => {
    const one = { url: 'a.example', rule: 'Drugs' };
    const texts = [
      JSON.stringify(one),
      JSON.stringify([one, one]),
      JSON.stringify({ source: 'x', alerts: [one, one, one] }),
      `${JSON.stringify(one)}\n${JSON.stringify(one)}\r\n\n`,
    ];
    expect(texts.map((text) => readAlertText(text)?.alerts.length)).toEqual([1, 2, 3, 2]);
    for (const text of ['', 'url=a.example', '<xml/>', '"text"', '7', '{"a":', '{"a":1}\nnot json'])
      expect(readAlertText(text), text).toBeNull();
  });

  it('says how many lines say nothing, and passes over ordinary pages that were allowed', () => {
    const lines = [
      { user: 'pip', colour: 'green' },
      'text',
      { url: 'news.example', category: 'News', action: 'Allowed' },
      { url: 'parrots.example', category: 'Suicide', action: 'allowed' },
      { url: '-', category: 'N/A', user: 'none' },
    ];
    const { alerts, unread, allowed } = readAlertLines(lines);
    expect([unread, allowed]).toEqual([3, 1]);
    expect(alerts).toMatchObject([{ rule: 'Suicide', stopped: false }]);
  });

  it('keeps as much of a text as one needs', () => {
    const long = readOne({
      url: `https://a.example/${'x'.repeat(9_000)}`,
      user: 'u'.repeat(900),
      rule: 'r'.repeat(900),
      count: 1e9,
    });
    expect([long.url?.length, long.account?.length, long.rule?.length, long.times]).toEqual([2_000, 200, 200, 10_000]);
    expect(readOne({ url: 'a.example', hits: '-3' }).times).toBe(1);
  });

  it('reads the times that filters write, in the school’s own time where they give no other', () => {
    const summer = new Date('2026-06-10T08:15:00Z');
    for (const text of [
      '2026-06-10T09:15',
      '10/06/2026 09:15',
      '10/06/2026, 9:15 am',
      '2026-06-10 08:15:00 +0000',
      '10 Jun 2026 09:15',
    ])
      expect(readAlertTime(text), text).toEqual(summer);
    for (const text of ['1781079300', '1781079300000', '1781079300000000', '1781079300000000000'])
      expect(readAlertTime(text), text).toEqual(summer);
    for (const text of [
      null,
      '',
      'yesterday',
      '12',
      '31/02/2026 09:15',
      '0000-01-01T00:00:00Z',
      '10/11/0026 09:15',
      '9'.repeat(60),
    ])
      expect(readAlertTime(text)).toBeNull();
  });

  it('knows the names that matter as whole words, and calls no advert to anybody', () => {
    const types = [
      'Suicide & Self-Harm',
      'Substance Abuse',
      'Child Abuse Images (IWF)',
      'Terrorism',
      'Weapons',
      'Games',
    ].map((rule) => topicOf(rule)?.type);
    expect(types).toEqual(['self_harm', null, 'suspected_illegal', 'radicalisation', null, undefined]);
    expect(topicOf('Chateaus and Drugstores')).toBeNull();
    expect([isEveryday('Advertisements & Pop-Ups'), isEveryday('Web-Ads'), isEveryday('Uploads')]).toEqual([
      true,
      true,
      false,
    ]);
    expect([isGrave('DANGER'), isGrave('High'), isGrave('Advisory'), isGrave('highest score: 3')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('finds the site of an address', () => {
    const addresses = [
      'https://www.A.example:8443/x?y#z',
      'a.example',
      'http://user:pass@a.example./',
      'hxxps://a[.]example/x',
    ];
    expect(addresses.map(siteOf)).toEqual(addresses.map(() => 'a.example'));
    expect([siteOf(null), siteOf(' '), siteOf('/path')]).toEqual([null, null, null]);
  });
});

describe('what leaves after a delivery', () => {
  const profile = loadFirst('demo-school');
  const counted = (more: Partial<CountedAlert>): CountedAlert => ({
    alertId: 'a',
    day: '2026-11-10',
    count: 1,
    added: 1,
    urgent: false,
    attention: 'always',
    personId: null,
    state: 'new',
    ...more,
  });
  const keys = (alerts: CountedAlert[], at = NINE) =>
    countedMessages(profile, alerts, () => ['p'], at).map(({ dedupeKey, dueAt }) => [dedupeKey, dueAt.toISOString()]);

  it('follows the count each minute, later each quarter of an hour', () => {
    const at = new Date('2026-11-10T09:15:20Z');
    expect(keys([counted({})], at)).toEqual([['filter-alert|a|first', at.toISOString()]]);
    const minute = '2026-11-10T09:16:00.000Z';
    expect(keys([counted({ count: 5 })], at)).toEqual([[`filter-alert|a|${minute}`, minute]]);
    const quarter = '2026-11-10T09:30:00.000Z';
    expect(keys([counted({ count: 60 })], at)).toEqual([[`filter-alert|a|${quarter}`, quarter]]);
  });

  it('calls nobody for what happened days ago, nor for what is only counted', () => {
    expect(
      keys([
        counted({ day: '2026-11-06' }),
        counted({ attention: 'repeated' }),
        counted({ attention: 'never', count: 900 }),
      ]),
    ).toEqual([]);
    expect(keys([counted({ day: '2026-11-07' })])).toHaveLength(1);
  });
});

describe('what is sent to do harm', () => {
  it('is cut before anything takes its time over it', () => {
    const started = performance.now();
    const long = `pip${' '.repeat(200_000)}x`;
    const report = {
      'Date / Time': '10/11/2026 09:15:00',
      'User (Group)': long,
      'Matched Safeguarding Categories': 'Bullying',
      'Domain / URL / Search term': 'parrots.example',
    };
    expect(readOne(report).account?.length).toBeLessThanOrEqual(200);
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(readAlertText(`{"url":${deep},"rule":["Weapons",${deep}]}`)?.alerts).toMatchObject([
      { url: null, rule: 'Weapons' },
    ]);
    expect(readAlertText(`${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}`)?.unread).toBe(1);
    expect(readAlertText('{"__proto__":{"url":"parrots.example"}}')?.alerts.length).toBeLessThanOrEqual(1);
    expect(({} as Record<string, unknown>).url).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(3_000);
  });

  it('leaves a login out of an address', () => {
    for (const url of ['https://pip:se:cret@parrots.example/x?a@b', 'pip:secret@parrots.example/x?a@b'])
      expect(readOne({ url }).url).toMatch(/^(https:\/\/)?parrots\.example\/x\?a@b$/);
    expect(readOne({ url: 'https://parrots.example/pip:x@y' }).url).toBe('https://parrots.example/pip:x@y');
  });

  it('is harmless to click, the address inside an address too', () => {
    expect(defangUrl('https://find.example/url?q=https://WWW.parrots.example/x')).not.toMatch(/https?:\/\/|www\./i);
  });
});

describe('whose account it is', () => {
  const colleague = { personId: 'p1', name: 'Ann Marmalade', email: 'a.marmalade@school.example' } as StaffMember;
  const ownerOf = accountOwners([colleague]);

  it.each([
    'A.Marmalade@school.example',
    'a.marmalade',
    'SCHOOL\\a.marmalade',
    'school.local/a.marmalade',
    'a.marmalade@school.local',
    'a.marmalade@SCHOOL',
    'a.marmalade@school.onmicrosoft.com',
    'CN=a.marmalade,OU=Staff,DC=school',
    'ann marmalade',
  ])('knows a colleague by %s (law 4)', (account) => expect(ownerOf(account)).toBe('p1'));

  it.each([null, '', '@', 'marmalade', 'a.marmalade@pupils.school.example', 'xa.marmalade', '__proto__'])(
    'takes nobody for a colleague by %s',
    (account) => expect(ownerOf(account)).toBeNull(),
  );
});
