import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/config/config-error.ts';
import { readEnvironment } from '../../src/config/environment.ts';

const KEY = Buffer.alloc(32, 7).toString('base64');
const teams = { TEAMS_APP_ID: 'app', TEAMS_APP_PASSWORD: 'secret-word', TEAMS_TENANT_ID: 'tenant' };
const database = { DATABASE_URL: 'postgres://app:secret-word@db:5432/esafety', ESAFETY_MASTER_KEY: KEY };
const production = { NODE_ENV: 'production', ...teams, ...database };
const anonymous = { TEAMS_ANONYMOUS: 'loopback' };

function refusalOf(variables: Record<string, string | undefined>): string {
  try {
    readEnvironment(variables);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).message;
  }
  throw new Error('it was not refused');
}

describe('the settings', () => {
  it('are the demo school on this computer alone when nothing is set', () => {
    expect(readEnvironment({})).toEqual({
      production: false,
      host: '127.0.0.1',
      port: 3978,
      publicUrl: null,
      dataDir: resolve('data'),
      logLevel: 'silent',
      databaseUrl: null,
      migrationUrl: null,
      masterKey: null,
      masterKeyFile: null,
      profiles: [],
      teams: null,
      slack: null,
      googleChat: null,
      discord: null,
      mail: null,
      demo: true,
    });
  });

  it('are read from every variable', () => {
    const environment = readEnvironment({
      ...production,
      PORT: '8080',
      HOST: '0.0.0.0',
      ESAFETY_PUBLIC_URL: 'https://esafety.school.example',
      ESAFETY_DATA_DIR: '/var/esafety',
      LOG_LEVEL: 'debug',
      DATABASE_MIGRATION_URL: 'postgresql://owner:pw@db/esafety',
      ESAFETY_MASTER_KEY_FILE: '/run/secrets/key',
      ESAFETY_PROFILES: ' one.yaml, ,two.yaml ',
      SMTP_URL: 'smtps://mail.school.example',
      ESAFETY_MAIL_FROM: 'esafety@school.example',
    });
    expect(environment).toEqual({
      production: true,
      host: '0.0.0.0',
      port: 8080,
      publicUrl: 'https://esafety.school.example',
      dataDir: '/var/esafety',
      logLevel: 'debug',
      databaseUrl: production.DATABASE_URL,
      migrationUrl: 'postgresql://owner:pw@db/esafety',
      masterKey: KEY,
      masterKeyFile: '/run/secrets/key',
      profiles: ['one.yaml', 'two.yaml'],
      teams: {
        appId: 'app',
        appPassword: 'secret-word',
        tenantId: 'tenant',
        openIdMetadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
        tokenIssuer: 'https://api.botframework.com',
        loginUrl: 'https://login.microsoftonline.com',
        anonymousLoopback: false,
      },
      slack: null,
      googleChat: null,
      discord: null,
      mail: { url: 'smtps://mail.school.example', from: 'esafety@school.example' },
      demo: false,
    });
  });

  it('count a variable that is empty or blank as one that is not set', () => {
    const names = Object.keys({
      ...production,
      PORT: '',
      HOST: '',
      LOG_LEVEL: '',
      ESAFETY_PUBLIC_URL: '',
      ...anonymous,
    });
    for (const blank of ['', '  ', '\t']) {
      const variables = Object.fromEntries(names.map((name) => [name, blank]));
      expect(readEnvironment(variables)).toEqual(readEnvironment({}));
    }
  });

  it('log from "info" on with a platform, and nothing beside the demo school unless asked', () => {
    expect(readEnvironment({ ...teams }).logLevel).toBe('info');
    expect(readEnvironment({ LOG_LEVEL: 'trace' }).logLevel).toBe('trace');
  });

  it('ignore what belongs to others', () => {
    expect(readEnvironment({ PATH: '/bin', npm_config_x: 'y' })).toEqual(readEnvironment({}));
  });
});

describe('a value that cannot be used is refused by its name, with what to write instead', () => {
  it.each([
    ['PORT', 'x', 'from 0 to 65535'],
    ['PORT', '65536', 'from 0 to 65535'],
    ['PORT', '-1', 'from 0 to 65535'],
    ['PORT', '80.5', 'from 0 to 65535'],
    ['ESAFETY_PUBLIC_URL', 'esafety.school.example', 'https://'],
    ['ESAFETY_PUBLIC_URL', 'ftp://esafety.school.example', 'https://'],
    ['LOG_LEVEL', 'loud', 'trace, debug, info'],
    ['DATABASE_URL', 'localhost/secret-word', 'postgres://'],
    ['DATABASE_URL', 'mysql://secret-word@db/x', 'postgres://'],
    ['DATABASE_MIGRATION_URL', 'secret-word', 'postgres://'],
    ['TEAMS_OPENID_METADATA_URL', 'nowhere', 'https://'],
    ['TEAMS_TOKEN_ISSUER', 'nowhere', 'https://'],
    ['TEAMS_LOGIN_URL', 'nowhere', 'https://'],
    ['TEAMS_ANONYMOUS', 'yes', 'loopback'],
  ])('%s=%s', (name, value, fix) => {
    const message = refusalOf({ [name]: value });
    expect(message).toMatch(new RegExp(`^${name}: `));
    expect(message).toContain(fix);
    expect(message).not.toContain('secret-word');
  });

  it('all of them at once', () => {
    const message = refusalOf({ PORT: 'x', LOG_LEVEL: 'loud' });
    expect(message.split('\n').map((line) => line.split(':')[0])).toEqual(['PORT', 'LOG_LEVEL']);
  });
});

describe('what is missing is named', () => {
  it.each(Object.keys(teams))('Teams is switched on, but not by %s', (left) => {
    const message = refusalOf({ ...teams, [left]: undefined });
    expect(message).toContain(`${left} is not set`);
    expect(message).toContain('docs/teams.md');
  });

  it.each(['TEAMS_APP_ID', 'TEAMS_TENANT_ID', 'TEAMS_LOGIN_URL'])('only %s is set: no demo school instead', (name) => {
    const value = name.endsWith('URL') ? 'https://login.microsoftonline.us' : 'something';
    expect(refusalOf({ [name]: value })).toContain('Teams is switched on but');
  });

  it('a database without its master key', () => {
    const message = refusalOf({ DATABASE_URL: database.DATABASE_URL });
    expect(message).toContain('ESAFETY_MASTER_KEY or ESAFETY_MASTER_KEY_FILE is not set');
    expect(message).toContain('openssl rand -base64 32');
    expect(readEnvironment({ DATABASE_URL: database.DATABASE_URL, ESAFETY_MASTER_KEY_FILE: 'k' }).masterKeyFile).toBe(
      'k',
    );
  });

  it('an owner to migrate with, but no database to work in', () => {
    const message = refusalOf({ DATABASE_MIGRATION_URL: database.DATABASE_URL, ESAFETY_MASTER_KEY: KEY });
    expect(message).toContain('DATABASE_MIGRATION_URL is set but DATABASE_URL is not');
  });
});

describe('production', () => {
  it('is refused without a platform, and says which variables were looked for', () => {
    const message = refusalOf({ NODE_ENV: 'production', ...database });
    for (const name of ['TEAMS_APP_ID', 'TEAMS_APP_PASSWORD', 'TEAMS_TENANT_ID']) expect(message).toContain(name);
  });

  it('is refused without a database of its own, and without a master key', () => {
    expect(refusalOf({ ...production, DATABASE_URL: undefined })).toContain('DATABASE_URL is not set');
    expect(refusalOf({ ...production, ESAFETY_MASTER_KEY: undefined })).toContain('ESAFETY_MASTER_KEY');
  });

  it('is production however it is written', () => {
    expect(readEnvironment({ ...production, NODE_ENV: 'Production ' }).production).toBe(true);
  });

  it.each([
    ['TEAMS_TOKEN_ISSUER', 'https://issuer.example'],
    ['TEAMS_OPENID_METADATA_URL', 'https://issuer.example/openid'],
    ['TEAMS_LOGIN_URL', 'http://127.0.0.1:3979'],
    // One setting of another cloud among those of the public one.
    ['TEAMS_TOKEN_ISSUER', 'https://api.botframework.us'],
  ])("believes no issuer but Microsoft's own (%s=%s)", (name, value) => {
    expect(refusalOf({ ...production, [name]: value })).toContain("must be those of one of Microsoft's clouds");
    expect(readEnvironment({ ...teams, [name]: value }).teams).not.toBeNull();
  });

  it("believes another of Microsoft's clouds when all three settings are its own", () => {
    const government = {
      TEAMS_OPENID_METADATA_URL: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
      TEAMS_TOKEN_ISSUER: 'https://api.botframework.us',
      TEAMS_LOGIN_URL: 'https://login.microsoftonline.us',
    };
    expect(readEnvironment({ ...production, ...government }).teams).toMatchObject({
      tokenIssuer: 'https://api.botframework.us',
      loginUrl: 'https://login.microsoftonline.us',
    });
  });
});

describe('answering without a token', () => {
  it('is possible on this computer alone', () => {
    for (const HOST of [undefined, '127.0.0.1', '::1', 'localhost']) {
      expect(readEnvironment({ ...anonymous, HOST }).teams).toMatchObject({ anonymousLoopback: true, appId: '' });
    }
  });

  it.each([
    ['in production', { ...database, NODE_ENV: 'production' }],
    ['with ESAFETY_PUBLIC_URL', { ESAFETY_PUBLIC_URL: 'https://esafety.school.example' }],
    ['with TEAMS_APP_ID', { TEAMS_APP_ID: 'app' }],
    ['with ESAFETY_PROFILES', { ESAFETY_PROFILES: 'school.yaml' }],
    ['when HOST is not loopback', { HOST: '0.0.0.0' }],
    ['when HOST is not loopback', { HOST: '192.168.1.7' }],
    ['when HOST is not loopback', { HOST: '127.0.0.1.example' }],
    ['when HOST is not loopback', { HOST: '::' }],
  ])('is refused %s', (why, variables) => {
    const message = refusalOf({ ...anonymous, ...variables });
    expect(message).toContain('TEAMS_ANONYMOUS=loopback');
    expect(message).toContain(`refused ${why}`);
    expect(message).toContain('unset it');
  });
});
