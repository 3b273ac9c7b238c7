import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadProfile } from '../../src/config/load-profile.ts';
import type { DigestView } from '../../src/core/digest-views.ts';
import { mayBeMailed } from '../../src/core/digests/digest-rights.ts';
import { ChatError } from '../../src/core/ports.ts';
import type { SchoolProfile } from '../../src/core/school/profile.ts';
import type { View } from '../../src/core/views.ts';
import { loadStaff } from '../../src/load-staff.ts';
import { createMailer } from '../../src/mail/create-mailer.ts';
import { staffRow } from '../support/staff-rows.ts';
import { openTestDesk, type TestDesk } from '../support/test-desk.ts';
import { only, shown, wordsOf } from '../support/views.ts';
import { type MailServer, startMailServer } from './mail-server.ts';

const FROM = 'esafety@wessex-mat.example';
const TRUSTEE = 'a.trustee@wessex-mat.example';

let desk: TestDesk;
let server: MailServer;
let digest: DigestView;

beforeAll(async () => {
  server = await startMailServer();
  const [schoolA] = loadProfile('examples/wessex.yaml').profiles;
  if (!schoolA) throw new Error('the example has no school');
  desk = await openTestDesk({
    at: '2026-11-10T09:00:00Z',
    profiles: [
      {
        ...schoolA,
        governors_report: { cadence: 'termly', by: 'dsl', meetings: ['2026-12-08'], ready_days_before: 7 },
      },
    ],
    people: [
      { who: 'lead', roles: ['dsl'] },
      { who: 'elsewhere', roles: ['governor'] },
      { who: 'teacher', roles: ['class_teacher'] },
    ],
  });
  const rows = [
    staffRow(schoolA.id, 'trustee', ['staff'], { email: TRUSTEE, group: 'trustees', name: 'Ann Marmalade' }),
  ];
  await loadStaff(desk.program, schoolA, rows, { dryRun: false, beginAll: true });
  desk.program.desk.mailer = createMailer({ url: server.url, from: FROM });
  desk.clock.set('2026-12-01T09:00:00Z');
  await desk.remind();
  digest = only(
    desk.chat.sent.map(({ view }) => view),
    'digest',
  )[0] as DigestView;
});
afterAll(async () => {
  await desk.close();
  await server.close();
});

const mail = (to = TRUSTEE) => ({ to, subject: 'S', text: 'T', attachments: [], messageId: 'digest.1.2' });
const failureOf = (sent: Promise<void>) =>
  sent.then(
    () => null,
    (error: unknown) => (error instanceof ChatError ? error.failure : error),
  );

describe('a governors’ digest by e-mail', () => {
  it('[X40] goes to the trust’s own addresses alone, and whoever approves it is told whom no e-mail reaches', async () => {
    const form = shown(await desk.opens('lead', 'approve-digest', { digest: digest.digestId }), 'desk-form');
    expect(wordsOf(form)).toContain(
      'Staff elsewhere: here in the chat alone. elsewhere@school.example is not an address',
    );
    expect(wordsOf(form)).toContain(`Ann Marmalade: here in the chat, and at ${TRUSTEE}`);
    const data = { digest: digest.digestId, key: form.formKey };
    for (const note of [
      'As Marmalade said.',
      'AS MARMALADE SAID.',
      'thanks, marmalade',
      'Of the Marmalade-Quince kind.',
    ]) {
      const refused = shown(await desk.submits('lead', 'approve-digest', data, { note }), 'desk-form');
      expect(refused.errors.note, note).toContain('This names somebody.');
    }
    // The first time the server asks to come back.
    server.refusals.push(450);
    const approved = shown(
      await desk.submits('lead', 'approve-digest', data, { note: 'We changed the filter.' }),
      'digest',
    );
    expect(wordsOf(approved)).toContain('so no e-mail goes there');
    await desk.deliver();
    expect(server.letters).toEqual([]);
    desk.clock.forwardMinutes(5);
    await desk.deliver();
    desk.clock.forwardMinutes(60);
    await desk.deliver();
    expect(server.letters.map(({ from, to }) => ({ from, to }))).toEqual([{ from: FROM, to: [TRUSTEE] }]);
    expect(
      only(
        desk.chat.sent.filter(({ target }) => target === 'elsewhere').map(({ view }) => view),
        'digest',
      ),
    ).toHaveLength(1);
  });

  it('tells whoever approved it, once, whom it did not reach', async () => {
    const told = desk.chat.sent.filter(({ target }) => target === 'lead').map(({ view }) => view);
    const after = only(told, 'digest').filter(({ state }) => state === 'approved');
    expect(after).toHaveLength(1);
    // He has never signed in to the chat.
    expect(wordsOf(after[0] as View)).toContain(`Ann Marmalade: at ${TRUSTEE}; not reached in the chat.`);
  });

  it('brings two pages as PDF, a mark that stays the same, and no figure in its words', () => {
    const [letter] = server.letters;
    expect(letter?.text).toMatch(/^Subject: =\?UTF-8\?/m);
    expect(letter?.text).toMatch(
      /Content-Type: application\/pdf;\s+name=wessex-school-a-governors-digest-2026-27-1-autumn\.pdf/,
    );
    expect(letter?.text).toMatch(/^Message-ID: <[0-9a-f]{32}@wessex-mat\.example>/m);
    expect(letter?.text).toContain('JVBERi0'); // "%PDF-" in base64
    expect(letter?.text).toContain('Auto-Submitted: auto-generated');
  });

  it('is not sent to a governor who has left, or whose address is no longer the trust’s', async () => {
    const [schoolA] = desk.profiles;
    const personId =
      (await desk.program.store.listStaff(schoolA?.id ?? '')).find(({ email }) => email === TRUSTEE)?.personId ?? '';
    const { mailDigest } = await import('../../src/core/digests/mail-digest.ts');
    const intent = { kind: 'digest-mail', digestId: digest.digestId, personId } as const;
    if (!schoolA) throw new Error('no school');
    expect(await mailDigest(desk.program.desk, { ...schoolA, email_domains: [] }, intent)).toBe('dropped');
    expect(await mailDigest(desk.program.desk, schoolA, { ...intent, personId: await desk.personId('teacher') })).toBe(
      'dropped',
    );
    expect(await mailDigest({ ...desk.program.desk, mailer: null }, schoolA, intent)).toBe('dropped');
    expect(server.letters).toHaveLength(1);
  });
});

describe('the mailer over SMTP', () => {
  it('tells what is refused for good from what passes, and keeps the address to itself', async () => {
    const mailer = createMailer({ url: server.url, from: FROM });
    server.refusals.push(550);
    expect(await failureOf(mailer.send(mail()))).toBe('refused');
    server.refusals.push(451);
    expect(await failureOf(mailer.send(mail()))).toBe('unavailable');
    expect(await failureOf(mailer.send(mail()))).toBe(null);
    server.refusals.push(550);
    await mailer
      .send(mail())
      .catch((error: Error) =>
        expect(JSON.stringify([error.message, error.stack, { ...error }])).not.toContain('@wessex'),
      );
    expect(desk.logLines.join('\n')).not.toContain('@wessex-mat.example');
  });

  it('writes to one address, and to none that only looks like the school’s', async () => {
    const domains = { email_domains: ['wessex-mat.example'] } as SchoolProfile;
    for (const address of [
      'thief@evil.example,a@wessex-mat.example',
      'thief@evil.example a@wessex-mat.example',
      '"thief@evil.example"@wessex-mat.example',
      'a@evil.example\r\nBcc: a@wessex-mat.example',
      'a@mail.wessex-mat.example',
      'a@wessex-mat.example.evil.example',
      'a@wessex-m\u0430t.example',
      'wessex-mat.example',
      'a@',
    ])
      expect(mayBeMailed(domains, address), address).toBe(false);
    expect(mayBeMailed(domains, 'A.Trustee@WESSEX-MAT.example')).toBe(true);
    // Should a list get as far as the mailer, it is one strange address still; and a subject stays one line.
    const before = server.letters.length;
    const mailer = createMailer({ url: server.url, from: FROM });
    expect(await failureOf(mailer.send(mail('thief@evil.example, a@wessex-mat.example')))).toBe('refused');
    await mailer.send({ ...mail(), subject: 'S\r\nBcc: b@evil.example' });
    expect(server.letters.slice(before).map(({ to }) => to)).toEqual([[TRUSTEE]]);
    expect(server.letters[before]?.text).not.toMatch(/^Bcc:/m);
  });

  it('takes a server that is away for one that comes back', async () => {
    const gone = await startMailServer();
    await gone.close();
    const mailer = createMailer({ url: gone.url, from: FROM });
    expect(await failureOf(mailer.send(mail()))).toBe('unavailable');
  });

  it('marks the same letter in the same way', async () => {
    const before = server.letters.length;
    const mailer = createMailer({ url: server.url, from: FROM });
    await mailer.send(mail());
    await mailer.send(mail());
    const [first, second] = server.letters.slice(before).map(({ text }) => /^Message-ID: (.*)$/m.exec(text)?.[1]);
    expect(first).toBe(second);
  });
});
