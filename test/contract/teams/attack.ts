import { randomUUID } from 'node:crypto';
import type { Playground } from '../../../playground/server.ts';
import type { Activity } from '../../../playground/types.ts';
import type { Attack, Shown } from '../driver.ts';
import { ATTACK_VALUES } from '../report-values.ts';
import { buttonsOf, type TeamsRef } from './show.ts';

const HOUR_SECONDS = 3600;

/** Sending the open form as Teams would, with something wrong in it. */
export function makeAttack(
  attack: Exclude<Attack, 'replayed'>,
  given: { form: Shown; typed: Activity; playground: Playground },
): { activity: Activity; token: string | null } {
  const { form, typed, playground } = given;
  const ref = form.ref as TeamsRef;
  const [send] = ref.at !== 'nowhere' && ref.card ? buttonsOf(ref.card) : [];
  if (ref.at !== 'message' || !send) throw new Error('no form was opened');
  const { text: _, textFormat: __, attachments: ___, ...common } = typed;
  const data = { ...(send.data as object), ...ATTACK_VALUES };
  const activity: Activity = {
    ...common,
    type: 'invoke',
    name: 'adaptiveCard/action',
    id: `f:${randomUUID()}`,
    replyToId: ref.messageId,
    value: { action: { ...send, data }, trigger: 'manual' },
  };
  const nowSeconds = Math.floor(Date.now() / 1000);
  switch (attack) {
    case 'forged':
      return { activity, token: playground.issueToken({}, { key: 'impostor' }) };
    case 'unsigned':
      return { activity, token: null };
    case 'stale':
      return {
        activity,
        token: playground.issueToken({ nbf: nowSeconds - 2 * HOUR_SECONDS, exp: nowSeconds - HOUR_SECONDS }),
      };
    case 'wrong-audience':
      return { activity, token: playground.issueToken({ aud: randomUUID() }) };
    // A token covers no body, but it names the address that answers go to.
    case 'other-body':
      return { activity: { ...activity, serviceUrl: 'http://127.0.0.1:9/stolen/' }, token: playground.issueToken() };
  }
}
