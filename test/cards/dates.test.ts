import { describe, expect, it } from 'vitest';
import { writeDate, writeMoment } from '../../cards/dates.ts';

describe('dates as people say them', () => {
  it('writes an instant in London time, winter and summer', () => {
    expect(writeMoment('2026-11-02T08:30:00.000Z')).toBe('Monday 2 November 2026, 8.30\u00a0am');
    expect(writeMoment('2026-06-22T23:30:00.000Z')).toBe('Tuesday 23 June 2026, 12.30\u00a0am');
    expect(writeMoment('2026-06-22T13:05:00+02:00')).toBe('Monday 22 June 2026, 12.05\u00a0pm');
  });

  it('takes a time without an offset as the school’s own', () => {
    expect(writeMoment('2026-07-01T14:20')).toBe('Wednesday 1 July 2026, 2.20\u00a0pm');
    expect(writeMoment('2026-07-01 14:20')).toBe('Wednesday 1 July 2026, 2.20\u00a0pm');
  });

  it('spells out midnight and noon, which "12.00" would leave open', () => {
    expect(writeMoment('2026-11-02T00:00:00Z')).toBe('Monday 2 November 2026, midnight');
    expect(writeMoment('2026-11-02T12:00:00Z')).toBe('Monday 2 November 2026, noon');
  });

  it('keeps a date a date', () => {
    expect(writeMoment('2026-02-28')).toBe('Saturday 28 February 2026');
    expect(writeDate('2026-06-22T23:30:00.000Z')).toBe('Tuesday 23 June 2026');
  });

  it('writes both sides of the hour the clocks change', () => {
    expect(writeMoment('2026-10-25T00:59:00Z')).toBe('Sunday 25 October 2026, 1.59\u00a0am');
    expect(writeMoment('2026-10-25T01:00:00Z')).toBe('Sunday 25 October 2026, 1.00\u00a0am');
  });

  it('leaves words and impossible dates as they are', () => {
    expect(writeMoment('Monday 8.30 am')).toBe('Monday 8.30 am');
    expect(writeMoment('2026-02-30')).toBe('2026-02-30');
    expect(writeDate('last week')).toBe('last week');
  });
});
