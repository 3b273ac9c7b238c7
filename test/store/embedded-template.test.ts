import postgres from 'postgres';
import { expect, it } from 'vitest';
import { createTestDatabase } from '../support/database.ts';

it('gives every test file a database of its own that is gone after it', async () => {
  const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  const inOne = postgres(one.url, { max: 1 });
  const inOther = postgres(other.url, { max: 1 });
  await inOne`create table mine (n int)`;
  expect(await inOther`select to_regclass('mine') as found`).toEqual([{ found: null }]);
  await Promise.all([inOne.end(), inOther.end()]);
  await Promise.all([one.close(), other.close()]);
  const gone = postgres(one.url, { max: 1 });
  await expect(gone`select 1`).rejects.toMatchObject({ code: '3D000' });
  await gone.end();
});
