import { createIssuer } from '../../playground/issuer.ts';
import { wireRequest } from '../load.ts';
import { type Door, TYPED } from './door.ts';
import { startFakeApi } from './fake-api.ts';

const APP_ID = '6f1d2c3b-0a1b-4c2d-8e3f-4a5b6c7d8e9f';
const TENANT_ID = '1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9';

/** Teams: tokens of a local issuer, really checked. */
export async function openTeamsDoor(): Promise<Door> {
  const issuer = await createIssuer();
  const api = await startFakeApi((path, url) => {
    if (path === '/issuer/metadata') return issuer.metadata(`${url}/issuer`);
    if (path.endsWith('/keys')) return issuer.keySet();
    if (path.endsWith('/token')) return { access_token: 'token', expires_in: 3600, token_type: 'Bearer' };
    return { id: '1700000000001' };
  });
  const serviceUrl = `${api.url}/connector/`;
  const now = Math.floor(Date.now() / 1000);
  const token = issuer.signForBot({
    iss: `${api.url}/issuer`,
    aud: APP_ID,
    serviceurl: serviceUrl,
    nbf: now - 300,
    exp: now + 3_300,
  });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  return {
    platform: 'teams',
    workspaceId: TENANT_ID,
    variables: {
      TEAMS_APP_ID: APP_ID,
      TEAMS_APP_PASSWORD: 'not-a-secret',
      TEAMS_TENANT_ID: TENANT_ID,
      TEAMS_OPENID_METADATA_URL: `${api.url}/issuer/metadata`,
      TEAMS_TOKEN_ISSUER: `${api.url}/issuer`,
      TEAMS_LOGIN_URL: `${api.url}/login`,
    },
    expected: 'ES-20\\d\\d-',
    bare: [{ name: 'bare botbuilder, token checked, one insert', file: 'bare-botbuilder.ts', goal: 1.5 }],
    submit: ({ accountId, address }, number) =>
      wireRequest(
        '/api/messages',
        headers,
        JSON.stringify({
          channelId: 'msteams',
          serviceUrl,
          type: 'invoke',
          name: 'adaptiveCard/action',
          id: `f:${number}`,
          from: { id: accountId, name: 'Staff Member', aadObjectId: accountId },
          recipient: { id: `28:${APP_ID}`, name: 'e-safety' },
          conversation: { id: `a:${address}`, conversationType: 'personal', tenantId: TENANT_ID },
          channelData: { tenant: { id: TENANT_ID }, source: { name: 'message' } },
          replyToId: '1772442900456',
          value: {
            action: {
              type: 'Action.Execute',
              title: 'Send',
              data: { esafety: { act: 'submit', name: 'report', key: `form-${number}` }, ...TYPED },
            },
            trigger: 'manual',
          },
        }),
      ),
    stop: api.stop,
  };
}
