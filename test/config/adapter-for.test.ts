import { describe, expect, it } from 'vitest';
import { adapterFor } from '../../src/config/adapter-for.ts';

describe('the adapter a policy means', () => {
  it('[W18] serves Hangouts through Google Chat and says that it is retired', () => {
    const choice = adapterFor({ says: 'hangouts', adapter: null });
    expect(choice.adapter).toBe('google-chat');
    expect(choice.notice).toContain('1 November 2022');
  });

  it.each(['Office 365', ' microsoft 365 ', 'Microsoft Teams'])('[X09] [M20] serves %s through Teams', (says) => {
    expect(adapterFor({ says, adapter: null })).toEqual({ adapter: 'teams', notice: null });
  });

  it('prefers what the school chose, and finds nothing where nothing is named', () => {
    expect(adapterFor({ says: 'Office 365', adapter: 'slack' }).adapter).toBe('slack');
    expect(adapterFor({ says: null, adapter: null })).toEqual({ adapter: null, notice: null });
    expect(adapterFor({ says: 'carrier pigeon', adapter: null }).adapter).toBeNull();
  });
});
