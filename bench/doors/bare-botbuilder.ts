import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CloudAdapter, ConfigurationBotFrameworkAuthentication, type Response } from 'botbuilder';
import { openBareStore } from './bare-store.ts';

// A bare botbuilder app: its own adapter checks the token, an invoke is answered after one insert.
const { insertOne } = openBareStore();
const env = process.env;
const authentication = new ConfigurationBotFrameworkAuthentication({
  MicrosoftAppId: env.TEAMS_APP_ID,
  MicrosoftAppPassword: env.TEAMS_APP_PASSWORD,
  MicrosoftAppTenantId: env.TEAMS_TENANT_ID,
  MicrosoftAppType: 'SingleTenant',
  ToBotFromChannelOpenIdMetadataUrl: env.TEAMS_OPENID_METADATA_URL,
  ToBotFromEmulatorOpenIdMetadataUrl: env.TEAMS_OPENID_METADATA_URL,
  ToBotFromChannelTokenIssuer: env.TEAMS_TOKEN_ISSUER,
  ToChannelFromBotLoginUrl: env.TEAMS_LOGIN_URL,
  ToChannelFromBotOAuthScope: 'https://api.botframework.com',
  OAuthUrl: 'https://token.botframework.com',
  CallerId: '',
  ValidateAuthority: true,
});
const adapter = new CloudAdapter(authentication);

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const body = JSON.parse(Buffer.concat(parts).toString('utf8'));
    const answer: Response = {
      socket: response.socket,
      status: (code: number) => {
        response.statusCode = code;
        return answer;
      },
      header: (name: string, value: unknown) => {
        response.setHeader(name, String(value));
        return answer;
      },
      send: (sent: unknown) => {
        const text = sent === undefined ? '' : JSON.stringify(sent);
        response.setHeader('content-length', Buffer.byteLength(text));
        response.write(text);
        return answer;
      },
      end: () => {
        response.end();
        return answer;
      },
    };
    const given = { body, headers: request.headers, method: request.method };
    void adapter.process(given, answer, async (context) => {
      await insertOne(JSON.stringify(context.activity.value));
      await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body: { statusCode: 200 } } });
    });
  });
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
