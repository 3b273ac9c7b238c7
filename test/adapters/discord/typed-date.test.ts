import { describe, expect, it } from 'vitest';
import { readTypedDate, readTypedTime, writeTypedDate } from '../../../adapters/discord/typed-date.ts';

describe('a typed date', () => {
  it.each([
    ['2026-11-09', '2026-11-09'],
    ['09/11/2026', '2026-11-09'],
    ['9/11/26', '2026-11-09'],
    [' 9.11.2026 ', '2026-11-09'],
    ['9-11-2026', '2026-11-09'],
    ['31/02/2026', '2026-02-31'],
    ['yesterday', 'yesterday'],
    ['', ''],
  ])('"%s" is passed on as "%s"', (typed, read) => {
    expect(readTypedDate(typed)).toBe(read);
  });

  it('is shown in British order and comes back the same', () => {
    expect(writeTypedDate('2026-11-09')).toBe('09/11/2026');
    expect(readTypedDate(writeTypedDate('2026-11-09'))).toBe('2026-11-09');
    expect(writeTypedDate('last week')).toBe('last week');
  });
});

describe('a typed time', () => {
  it.each([
    ['14:30', '14:30'],
    ['9:05', '09:05'],
    ['9.05', '09:05'],
    ['2:30 pm', '14:30'],
    ['12:15am', '00:15'],
    ['2pm', '14:00'],
    ['25:00', '25:00'],
    ['1430', '1430'],
    ['after lunch', 'after lunch'],
    ['', ''],
  ])('"%s" is passed on as "%s"', (typed, read) => {
    expect(readTypedTime(typed)).toBe(read);
  });
});
