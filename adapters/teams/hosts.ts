/**
 * Hosts of Microsoft's connector that a bot is called from and calls back, in the public and the government clouds.
 * A bot's token is worth its whole identity, so nobody else is ever sent one.
 */
const MICROSOFT_HOSTS = [
  'smba.trafficmanager.net',
  '*.botframework.com',
  'smba.infra.gcc.teams.microsoft.com',
  'smba.infra.gov.teams.microsoft.us',
  'smba.infra.dod.teams.microsoft.us',
  '*.botframework.azure.us',
];

/** True for `localhost`, 127.0.0.0/8 and ::1, also as IPv4 mapped into IPv6. */
export function isLoopbackHost(host: string): boolean {
  const name = host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/^::ffff:(?=\d+\.)/, '');
  return name === 'localhost' || name === '::1' || /^127(\.\d{1,3}){3}$/.test(name);
}

/** Which service addresses may be answered. */
export interface ServiceHostRules {
  /** Tokens come from an issuer on this computer, so that only this computer may be called. */
  loopbackOnly: boolean;
  allowed?: string[];
}

/** Says whether the connector at `serviceUrl` may be sent the bot's token. */
export function isAllowedServiceUrl(serviceUrl: string, rules: ServiceHostRules): boolean {
  if (!URL.canParse(serviceUrl)) return false;
  const { protocol, hostname, username, password } = new URL(serviceUrl);
  if (username || password) return false;
  if (rules.loopbackOnly) return (protocol === 'http:' || protocol === 'https:') && isLoopbackHost(hostname);
  return protocol === 'https:' && (rules.allowed ?? MICROSOFT_HOSTS).some((pattern) => matchesHost(hostname, pattern));
}

function matchesHost(host: string, pattern: string): boolean {
  return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern;
}
