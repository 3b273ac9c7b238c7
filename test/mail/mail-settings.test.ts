import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../../src/config/environment.ts';

const given = { SMTP_URL: 'smtps://login:password@mail.school.example', ESAFETY_MAIL_FROM: 'esafety@school.example' };

describe('the settings of mail', () => {
  it('are an address of the server and one that letters come from, or none', () => {
    expect(readEnvironment(given).mail).toEqual({ url: given.SMTP_URL, from: given.ESAFETY_MAIL_FROM });
    expect(readEnvironment({}).mail).toBeNull();
  });

  it('are refused by halves and in other shapes, with what to write instead', () => {
    expect(() => readEnvironment({ SMTP_URL: given.SMTP_URL })).toThrow('set it to the address that e-mail comes from');
    expect(() => readEnvironment({ ESAFETY_MAIL_FROM: given.ESAFETY_MAIL_FROM })).toThrow('SMTP_URL is not');
    expect(() => readEnvironment({ ...given, SMTP_URL: 'mail.school.example' })).toThrow('smtps://login:password@');
    for (const SMTP_URL of [
      'smtp://login:secret#1@mail.school.example',
      'smtps://login:secret/1@mail.school.example',
    ]) {
      expect(() => readEnvironment({ ...given, SMTP_URL })).toThrow('%23');
      expect(() => readEnvironment({ ...given, SMTP_URL })).not.toThrow('secret');
    }
    expect(() => readEnvironment({ ...given, ESAFETY_MAIL_FROM: 'esafety' })).toThrow('one address');
  });
});
