import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSchools } from '../../src/load-schools.ts';
import { openSchool } from '../support/five-schools.ts';
import type { TestDesk } from '../support/test-desk.ts';

let desk: TestDesk;

beforeAll(async () => {
  desk = await openSchool('writtle');
});
afterAll(() => desk.close());

/** What `esafety load` prints for a profile, with its lines joined. */
async function printed(name: string): Promise<string> {
  return (await loadSchools(desk.program, [`examples/${name}.yaml`])).replaceAll(/\s+/g, ' ');
}

describe('what is printed when one of the five schools is loaded', () => {
  it('[W09] Writtle: the guidance of 2019 is superseded', async () => {
    expect(await printed('writtle')).toMatch(/DfE guidance 2019 Keeping Safe in Education.*superseded/);
  });

  it('[W18] Writtle: Hangouts is retired, and Google Chat serves the school', async () => {
    expect(await printed('writtle')).toMatch(/retired Hangouts/);
    expect(desk.program.schools.get('writtle-infant')?.platform.adapter).toBe('google-chat');
  });

  it("[A02] St Andrew's: not evidenced as approved", async () => {
    expect(await printed('st-andrews')).toContain('not evidenced as approved');
  });

  it('[X01] Wessex: two dates of the next review, of which the earlier one is used', async () => {
    expect(await printed('wessex')).toContain('The earlier one, 2025-05-31, is used');
  });

  it('[X22] Wessex: CLEOPS is unrecognised', async () => {
    expect(await printed('wessex')).toContain("'CLEOPS' is unrecognised (did you mean CEOP?)");
  });

  it('[X09] Wessex: Office 365 is served through Teams', async () => {
    await printed('wessex');
    for (const id of ['wessex-school-a', 'wessex-school-b']) {
      expect(desk.program.schools.get(id)?.platform).toMatchObject({ says: 'Office 365', adapter: 'teams' });
    }
  });

  it('[M01] Milverton: the review is overdue since the end of December 2024', async () => {
    expect(await printed('milverton')).toMatch(/review-overdue\].*2024-12-31/);
  });

  it('[M02] Milverton: two dates of the last review, unresolved until somebody picks one', async () => {
    expect(await printed('milverton')).toMatch(/2023-12-31.*2023-07-31.*unresolved until somebody picks one/);
  });

  it('[M20] Milverton: Microsoft 365 is served through Teams', async () => {
    await printed('milverton');
    const platform = desk.program.schools.get('milverton-primary')?.platform;
    expect(platform).toMatchObject({ says: 'Microsoft 365', adapter: 'teams' });
  });

  it('[M22] Milverton: the Act of 1998 is repealed', async () => {
    expect(await printed('milverton')).toMatch(/Data Protection Act 1998.*repealed/);
  });

  it('[M27] Milverton: the alternates of a head who is also the DSL have to be set before going live', async () => {
    const text = await printed('milverton');
    expect(text).toMatch(/Before going live\..*head-is-dsl-no-chair.*head-is-dsl-no-lado/);
  });

  it('[I01] Ingol: no date, version or review cycle', async () => {
    expect(await printed('ingol')).toContain('no date, version or review cycle');
  });

  it('[I06] Ingol: two routes for the same concerns, of which the first is used', async () => {
    expect(await printed('ingol')).toMatch(
      /'Unsuitable site' and 'Unsuitable site, through the ICT Team'.*the first is used/,
    );
  });
});
