import { expect, it } from 'vitest';
import { isAllowedServiceUrl } from '../../../adapters/teams/hosts.ts';

const microsoft = { loopbackOnly: false };

it.each([
  'https://smba.trafficmanager.net/uk/',
  'https://webchat.botframework.com/',
  'https://smba.infra.gov.teams.microsoft.us/gcch/',
])('sends the bot’s token to Microsoft: %s', (url) => {
  expect(isAllowedServiceUrl(url, microsoft)).toBe(true);
});

it.each([
  'http://smba.trafficmanager.net/uk/',
  'https://smba.trafficmanager.net.example.com/',
  'https://evil-botframework.com/',
  'https://user@smba.trafficmanager.net/',
  'https://trafficmanager.net/',
  'http://127.0.0.1:3979/',
  'smba.trafficmanager.net',
  'file:///etc/hosts',
])('sends it to nobody else: %s', (url) => {
  expect(isAllowedServiceUrl(url, microsoft)).toBe(false);
});

it('sends a test’s token to this computer alone', () => {
  expect(isAllowedServiceUrl('http://127.0.0.1:3979/', { loopbackOnly: true })).toBe(true);
  expect(isAllowedServiceUrl('https://smba.trafficmanager.net/uk/', { loopbackOnly: true })).toBe(false);
});
