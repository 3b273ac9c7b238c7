import { describe, expect, it } from 'vitest';
import { REPORT } from '../report-values.ts';
import type { Traits } from '../traits.ts';
import { factOf, referenceIn, type Scene } from './scene.ts';

const LONGEST_ACCOUNT = 10_000;
const FULL: Record<string, string> = {
  ...REPORT,
  what: 'The account.\n\nIts second part.',
  category: 'contact',
  who: 'Robin Invented, Year 4\nWren Invented, Year 5',
  date: '2026-11-09',
  time: '08:05',
  place: 'outside',
  type: 'cyberbullying',
  childWords: '“They said I stink.”',
  urls: 'https://one.example/a?b=c\nhttp://two.example',
  device: 'Own phone',
  actionTaken: 'Sat with her.',
  onBehalfOf: 'parent',
  victim: 'pupil',
  purpose: 'deliberate',
  noticedDate: '2026-11-10',
};

const HARD_TEXTS: [string, string][] = [
  ['emoji', '👩‍👩‍👧‍👦 waved 👍🏽 at 🇬🇧 🏴󠁧󠁢󠁷󠁬󠁳󠁿 🦜'],
  ['Arabic and Hebrew', 'قالت لي שלום ואז بكت (then) 12:30'],
  ['combining marks', 'Zoë, Zoe\u0308, n\u0303, ก็, நி and क्षि'],
  ['markup', '*bold* _italic_ ~struck~ `code` **both** __under__ ||hidden|| > quote # heading - list 1. first'],
  ['mentions', '@here @everyone <!channel> <!here> <@U12345> <@&99> <#C1> <users/all> @Tess Teacher'],
  ['links and HTML', '[x](http://y.example) <http://z.example|z> <b>b</b> <script>alert(1)</script> &amp; &lt; &#39;'],
  ['signs', `a|b \\ \\n "double" 'single' {json: "no"} $\{x} %s %00 -- ; drop table cases`],
];

/** That what is typed arrives in the record as typed. */
export function describeFields(scene: Scene, traits: Traits): void {
  describe('what is typed into the form', () => {
    const detailOf = async (values: Record<string, string>): Promise<string> => {
      const { root } = await scene.reportsAndPosts('Tess', values);
      return scene.readsDetail('Dana', root);
    };

    it('every kind of field arrives in the record', async () => {
      const detail = await detailOf(FULL);
      for (const words of [
        'The account.',
        'Its second part.',
        'Robin Invented, Year 4',
        'Wren Invented, Year 5',
        '“They said I stink.”',
        'one[.]example/a?b=c',
        'two[.]example',
        'Sat with her.',
      ])
        expect(detail).toContain(words);
      for (const [label, value] of [
        ['Category', 'Contact'],
        ['Kind', 'Bullying online'],
        ['Happened', 'Monday 9 November 2026, 8.05\u00a0am'],
        ['Noticed', 'Tuesday 10 November 2026'],
        ['Place', 'Outside school'],
        ['Device', 'Own phone'],
        ['Reported for', 'A parent or carer'],
        ['Harmed or upset', 'A pupil'],
        ['Done', 'On purpose'],
      ] as const)
        expect(detail).toMatch(factOf(label, value));
    });

    it('what is left out, and the answers "Not sure" and "Not known", are left out of the record', async () => {
      const detail = await detailOf({ ...REPORT, time: '', place: '', who: '', type: '', purpose: '' });
      expect(detail).toContain('Nobody was named.');
      expect(detail).toMatch(factOf('Happened', 'Tuesday 10 November 2026'));
      for (const label of ['Kind:', 'Done:', 'Device:', 'Place:', 'Noticed:']) expect(detail).not.toContain(label);
    });

    it('an answer can be taken back on the form that is shown again', async () => {
      const form = await scene.driver.says('Tess', '/esafety report');
      const again = await scene.driver.fills('Tess', form, { ...FULL, date: '2099-01-01' });
      expect(again.values).toMatchObject({ ...FULL, date: '2099-01-01' });
      const taken = { date: '2026-11-09', type: '', purpose: '', device: '' };
      const reference = referenceIn(await scene.driver.fills('Tess', again, taken));
      await scene.driver.delivered();
      const detail = await scene.readsDetail('Dana', await scene.rootOf(reference));
      for (const words of ['Bullying online', 'On purpose', 'Own phone']) expect(detail).not.toContain(words);
      expect(detail).toContain('“They said I stink.”');
    });

    it('a person is chosen, and the choice stands on the form that is shown again', async () => {
      const adultPerson = await scene.personId('Dev');
      const form = await scene.driver.says('Tess', '/esafety report');
      const values = { ...REPORT, adult: 'yes', adultPerson, date: '2099-01-01' };
      const again = await scene.driver.fills('Tess', form, values);
      expect(again.errors.date).toContain('This date is in the future');
      expect(again.values.adultPerson).toBe(adultPerson);
      const reference = referenceIn(await scene.driver.fills('Tess', again, { date: '2026-11-10' }));
      await scene.driver.delivered();
      const [alert] = await scene.toldOf('Hope', reference);
      if (!alert) throw new Error('not told');
      expect(await scene.readsDetail('Hope', alert)).toMatch(factOf('Adult concerned', 'Dev Deputy (deputy DSL)'));
    });

    it.each(HARD_TEXTS)('%s arrive as typed, in an account, a name and a note', async (_, text) => {
      const { root } = await scene.reportsAndPosts('Tess', { what: `Before\n${text}\nafter`, who: text });
      const form = await scene.driver.presses('Dana', root, 'Add note');
      await scene.driver.fills('Dana', form, { note: text });
      const lines = (await scene.readsDetail('Dana', root)).split('\n');
      expect(lines.filter((line) => line.includes(text)).length).toBeGreaterThanOrEqual(3);
    });

    it.each(HARD_TEXTS)('%s stand on the form that is shown again as they were typed', async (_, text) => {
      const form = await scene.driver.says('Tess', '/esafety report');
      const wrong = { ...REPORT, what: text, actionTaken: `${text}\n${text}`, date: '2099-01-01' };
      const again = await scene.driver.fills('Tess', form, wrong);
      expect(again.values).toMatchObject(wrong);
    });

    it(`an account of ${traits.longestAccount.toLocaleString('en-GB')} characters arrives whole`, async () => {
      const words = Array.from({ length: Math.floor(traits.longestAccount / 6) }, (_, index) =>
        String(index).padStart(5, 'w'),
      );
      const what = words.join(' ');
      expect(what.length).toBeGreaterThan(traits.longestAccount - 8);
      const { root } = await scene.reportsAndPosts('Tess', { what });
      const shown = new Set((await scene.readsDetail('Dana', root)).split(/[^w\d]+/));
      expect(words.filter((word) => !shown.has(word))).toEqual([]);
      if (traits.longestAccount >= LONGEST_ACCOUNT) return;
      // Where the field is shorter than the record allows, the form says so and the rest goes into a second one.
      const form = await scene.driver.says('Tess', '/esafety report');
      expect(form.text).toContain(traits.longestAccount.toLocaleString('en-GB'));
    });
  });
}
