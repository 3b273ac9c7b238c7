import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describe as describeView } from '../../cards/describe.ts';
import { clearMessages, everybodyIn, openSchool, takeReached } from '../support/five-schools.ts';
import type { TestDesk } from '../support/test-desk.ts';
import { fieldsOf, only, optionsOf, shown, wordsOf } from '../support/views.ts';

let desk: TestDesk;
const SITE = { category: 'content', type: 'filter_failure', urls: 'http://bad.example', what: 'Robin saw betting.' };

beforeAll(async () => {
  desk = await openSchool('ingol');
});
afterAll(() => desk.close());
beforeEach(() => clearMessages(desk));

async function openedBy(who: string, reference: string) {
  return shown(await desk.presses(who, 'view-case', { case: await desk.caseIdOf(reference) }), 'case-detail');
}

const taskedWith = (): string[] =>
  desk.chat.sent
    .filter(({ view }) => view.name === 'hand-off')
    .map(({ target }) => target)
    .sort();

describe('Ingol: an unsuitable site', () => {
  it('[I04] ICT leader and deputy are told at once, and the case carries the report to the authority', async () => {
    const { reference } = await desk.reports('teacher', SITE);
    await desk.deliver();
    expect(taskedWith()).toEqual(['deputy', 'ict']);
    for (const view of only(desk.chat.toPerson('ict'), 'hand-off')) {
      expect(view.urls).toEqual(['hxxp://bad[.]example']);
      expect(wordsOf(view)).not.toMatch(/Robin|betting/);
    }
    const detail = await openedBy('deputy', reference);
    expect(detail.guidance?.steps).toContain('Report it to the local authority, which filters');
    expect(detail.agencies).toEqual(['Local authority']);
    expect(wordsOf(detail)).toContain('Local authority');
  });

  it('[I06] of the two ways the policy gives, the one through ICT leader and deputy is used', async () => {
    await desk.reports('teacher', { ...SITE, type: 'pornography' });
    await desk.deliver();
    expect(taskedWith()).toEqual(['deputy', 'ict']);
    expect(desk.chat.toPerson('ict-team')).toEqual([]);
  });

  it('[I05] while the deputy is away the head receives it, lead and task', async () => {
    const away = await openSchool('ingol');
    try {
      const says = (who: string, values: Record<string, string>) =>
        away.submits(who, 'cover', { key: `cover-${Object.values(values).join()}` }, values);
      const form = shown(await away.says('deputy', '/esafety cover'), 'desk-form');
      const { from = '' } = form.values;
      const saved = shown(await says('deputy', { from, until: from }), 'cover');
      expect(saved).toMatchObject({ saved: true, gap: { left: 'head' } });
      expect(wordsOf(saved)).toContain('cases go to the head');

      const receipt = await away.reports('teacher', SITE);
      expect(receipt.readers).toEqual(['Headteacher']);
      await away.deliver();
      const handedOff = away.chat.sent.filter(({ view }) => view.name === 'hand-off').map(({ target }) => target);
      expect(handedOff.sort()).toEqual(['head', 'ict']);
      expect(only(away.chat.toPerson('head'), 'case-card').map(({ reason }) => reason)).toEqual(['on-duty']);
      expect(takeReached(away)).toEqual(['head', 'ict']);
      const data = { case: await away.caseIdOf(receipt.reference) };
      expect(await away.presses('head', 'view-case', data)).toMatchObject({ view: { name: 'case-detail' } });

      // Back early: the next one goes to the deputy at once.
      const [absence] = saved.away ?? [];
      expect(shown(await says('head', { end: absence?.absenceId ?? '' }), 'cover').away).toEqual([]);
      await away.reports('teacher', SITE);
      await away.deliver();
      expect(takeReached(away)).toEqual(['deputy', 'ict']);
    } finally {
      await away.close();
    }
  });
});

describe('Ingol: a complaint', () => {
  it('[I21] nobody has acknowledged goes on to the head after an hour, and then to whom the reporter can ring', async () => {
    const own = await openSchool('ingol');
    try {
      const { reference } = await own.reports('teacher', { type: 'complaint', what: 'A parent complains.' });
      await own.deliver();
      expect(takeReached(own)).toEqual(['deputy']);
      own.clock.forwardMinutes(59);
      await own.tick();
      expect(takeReached(own)).toEqual([]);
      own.clock.forwardMinutes(1);
      await own.tick();
      expect(only(own.chat.toPerson('head'), 'case-card')).toMatchObject([{ reference, reason: 'escalated' }]);
      expect(takeReached(own)).toEqual(['head']);
      own.clock.forwardMinutes(60);
      await own.tick();
      expect(takeReached(own)).toEqual(['deputy', 'head', 'teacher']);
      await own.presses('head', 'acknowledge', { case: await own.caseIdOf(reference) });
      await own.deliver();
      expect(takeReached(own)).toEqual(['teacher']);
      own.clock.forwardMinutes(7 * 24 * 60);
      await own.tick();
      // The ladder has ended; whoever has it in hand is reminded of it.
      expect(own.chat.sent.map(({ target, view }) => `${target}: ${view.name}`)).toEqual(['head: reminder']);
    } finally {
      await own.close();
    }
  });
});

describe('Ingol: what can be reported', () => {
  it('[I10] hacking can be chosen, and police and Cyber Choices are listed', async () => {
    const form = shown(await desk.says('teacher', 'report'), 'report-form');
    expect(optionsOf(form, 'type')).toContain('hacking');
    const { reference } = await desk.reports('teacher', { type: 'hacking' });
    const words = wordsOf(await openedBy('deputy', reference));
    expect(words).toContain('Ask the police for advice on 101');
    expect(words).toContain('Cyber Choices');
  });

  it('[I14] a shared login can be chosen, and its first step is the password', async () => {
    expect(await firstStepFor('account_misuse')).toBe('Reset the password of the account');
  });

  it('[I20] a personal phone in school can be chosen, with what to do with it', async () => {
    expect(await firstStepFor('device_breach')).toBe('Ask the pupil to hand the phone to the teacher');
  });

  it('[I13] friends with pupils on a social network: to the head alone, as a low-level concern', async () => {
    await expectLowLevelConcern('Made friends with pupils on a social network.');
  });

  it('[I18] photographs on a personal device: to the head alone, as a low-level concern', async () => {
    await expectLowLevelConcern('Keeps photographs of pupils on his own telephone.');
  });

  async function firstStepFor(type: string): Promise<string | undefined> {
    const form = shown(await desk.says('teacher', 'report'), 'report-form');
    expect(optionsOf(form, 'type')).toContain(type);
    const { reference } = await desk.reports('teacher', { type });
    const detail = await openedBy('deputy', reference);
    expect(detail.type).toBe(type);
    return detail.guidance?.steps[0];
  }

  async function expectLowLevelConcern(what: string): Promise<void> {
    const values = { adult: 'yes', adultPerson: await desk.personId('cleaner'), type: 'staff_low_level', what };
    const receipt = await desk.reports('teacher', values);
    expect(receipt).toMatchObject({ restricted: true, readers: ['Headteacher'] });
    await desk.deliver();
    expect(takeReached(desk)).toEqual(['head']);
    const detail = await openedBy('head', receipt.reference);
    expect(detail).toMatchObject({ type: 'staff_low_level', handleAs: 'discipline', what });
    const data = { case: await desk.caseIdOf(receipt.reference) };
    expect(await desk.presses('deputy', 'view-case', data)).toMatchObject({ view: { notice: 'no-such-case' } });
  }
});

describe('Ingol: the policy', () => {
  it('[I02] every member of staff and every governor gets its link, version and state privately', async () => {
    const url = 'https://ingol.example/safer-internet-policy';
    const published = await openSchool('ingol', {
      change: (profile) => ({ ...profile, policies: profile.policies.map((policy) => ({ ...policy, url })) }),
    });
    try {
      for (const who of everybodyIn('ingol')) {
        const reply = await published.says(who, '/esafety policy');
        expect(reply.kind, who).toBe('show');
        const view = shown(reply, 'policies');
        expect(view.schools[0]?.policies, who).toMatchObject([
          {
            title: 'Safer Internet Policy',
            version: null,
            nextReview: null,
            overdue: false,
            approval: 'not-evidenced',
            url,
          },
        ]);
        expect(wordsOf(view), who).toContain(url);
      }
      expect(published.chat.sent).toEqual([]);
    } finally {
      await published.close();
    }
  });

  it('[I02] says so where no link was given yet', async () => {
    const view = shown(await desk.says('governor', 'policy'), 'policies');
    expect(wordsOf(view)).toContain('No link given yet');
    expect(wordsOf(view)).toContain('Not evidenced');
  });
});

describe('Ingol: the quick report', () => {
  it('[I25] has three questions, and answering them is enough', async () => {
    const form = shown(await desk.opens('teacher', 'quick-report'), 'report-form');
    const card = describeView(form);
    const fields = card.kind === 'form' ? fieldsOf(card) : [];
    expect(fields.map((field) => field.id)).toEqual(['adult', 'what', 'danger']);
    const values = { adult: 'no', what: 'A betting page on laptop 4.', danger: 'no' };
    const receipt = shown(await desk.submits('teacher', 'quick-report', { key: form.formKey }, values), 'receipt');
    await desk.deliver();
    expect(takeReached(desk)).toEqual(['deputy']);
    expect(await openedBy('deputy', receipt.reference)).toMatchObject({
      what: 'A betting page on laptop 4.',
      category: 'content',
      place: 'school',
      occurred: '2026-11-10',
    });
  });

  it('[I22] whoever the school named as incident lead gets what no other route takes', async () => {
    const receipt = await desk.reports('teacher', { type: 'other' });
    expect(receipt.readers[0]).toBe('Senior member of staff for incidents');
    await desk.deliver();
    expect(takeReached(desk)).toEqual(['deputy']);
  });
});
