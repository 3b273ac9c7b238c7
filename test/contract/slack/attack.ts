import type { Attack } from '../driver.ts';
import { makeInteraction, type SlackRequest, signRequest } from './payloads.ts';

type Json = Record<string, unknown>;

const FORM = 'application/x-www-form-urlencoded';
const HOUR_SECONDS = 3600;

/** The sending of a form as Slack would deliver it, with something wrong in it. */
export function makeAttack(attack: Exclude<Attack, 'replayed'>, payload: Json, secret: string): SlackRequest {
  const body = makeInteraction(payload);
  const signed = signRequest(body, FORM, secret);
  switch (attack) {
    case 'forged':
      return signRequest(body, FORM, 'another-secret');
    case 'unsigned':
      return { body, headers: { 'content-type': FORM } };
    case 'stale':
      return signRequest(body, FORM, secret, Math.floor(Date.now() / 1000) - HOUR_SECONDS);
    // Slack signs for every workspace of an app with one secret: a payload of a workspace that is not served is another's.
    case 'wrong-audience': {
      const view = { ...(payload.view as Json), team_id: 'T0ANOTHER1', app_installed_team_id: 'T0ANOTHER1' };
      const elsewhere = { ...payload, team: { id: 'T0ANOTHER1', domain: 'another' }, view };
      return signRequest(makeInteraction(elsewhere), FORM, secret);
    }
    case 'other-body':
      return { body, headers: signRequest(makeInteraction({ ...payload, actions: [] }), FORM, secret).headers };
  }
  return signed;
}
