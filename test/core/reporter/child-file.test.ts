import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExportsDesk, openExportsDesk } from '../../exports/exports-desk.ts';

let scene: ExportsDesk;
beforeAll(async () => {
  scene = await openExportsDesk();
});
afterAll(() => scene.close());

describe('the file of the case of a child at risk in a concern about an adult', () => {
  it('names no adult, and the one of the concern does', async () => {
    const { desk } = scene;
    const adultPerson = await desk.personId('colleague');
    const receipt = await desk.reports('teacher', {
      adult: 'yes',
      adultPerson,
      childNeeds: 'Robin Invented is afraid.',
    });
    const fileOf = async (who: string, reference: string | undefined): Promise<string> => {
      const { token, code } = await scene.link(who, await desk.caseIdOf(reference ?? ''), 'case-data');
      return (await scene.post(token, code)).body.toString('utf8');
    };
    const child = await fileOf('lead', receipt.child?.reference);
    expect(child).toContain('Robin Invented is afraid.');
    expect(child).not.toMatch(/Staff colleague|ES-R-/);
    expect(child).not.toContain(adultPerson);
    expect(await fileOf('head', receipt.reference)).toContain('Staff colleague');
  });
});
