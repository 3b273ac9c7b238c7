import type { RawRequest } from '../../src/http-types.ts';
import { isLoopbackHost } from './hosts.ts';
import { isLoopbackUrl } from './settings.ts';

const FORWARDED = /^(forwarded|x-forwarded-.*|x-real-ip|via)$/i;

/**
 * True for a request that began on this computer: a loopback socket, no trace of a proxy in front of it, and a service
 * address on this computer too. A tunnel that adds no header looks the same, which is why the anonymous mode is for trials only.
 */
export function isLocalRequest(request: RawRequest, serviceUrl: string): boolean {
  const forwarded = Object.entries(request.headers).some(
    ([name, value]) => value !== undefined && FORWARDED.test(name),
  );
  return isLoopbackHost(request.remoteAddress) && !forwarded && isLoopbackUrl(serviceUrl);
}
