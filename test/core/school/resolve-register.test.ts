import { describe, expect, it } from 'vitest';
import { resolveRegister } from '../../../src/core/school/resolve-register.ts';

const SCHOOL = { incident_log_names: ['Online Safety Issues log', 'Online Safety Incident Log'] };

describe('the register of incidents', () => {
  it('[M11] is one, whichever name is used, in any case and spacing', () => {
    for (const name of ['Online Safety Issues log', 'ONLINE SAFETY INCIDENT LOG', ' online  safety incident log ']) {
      expect(resolveRegister(SCHOOL, name)).toBe('Online Safety Issues log');
    }
  });

  it('is not found under a name the school does not use', () => {
    expect(resolveRegister(SCHOOL, 'Behaviour log')).toBeNull();
  });
});
