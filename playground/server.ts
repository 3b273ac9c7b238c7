import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Envelope } from './activities.ts';
import { connectBot } from './bot-link.ts';
import { serveBrowserApi } from './browser-api.ts';
import { PersonClient } from './client.ts';
import { readCommands } from './commands.ts';
import { serveConnector } from './connector.ts';
import type { MemberTrouble } from './connector-members.ts';
import { Faults } from './faults.ts';
import { hasLoopbackHost, isFromForeignPage, isLoopback, sendJson } from './http-helpers.ts';
import { installEverywhere, setTeamMembers, uninstall } from './installation.ts';
import { createIssuer, type SigningChoice } from './issuer.ts';
import { LiveUpdates } from './live-updates.ts';
import { serveLogin } from './login.ts';
import type { OpenDialog } from './outcomes.ts';
import { findManifestFolders, listMissingLibraries, serveStaticFile } from './static-files.ts';
import type { ConnectorCall, PlaygroundClient, PlaygroundClock, PlaygroundWorld } from './types.ts';
import { WorldState } from './world-state.ts';

export type { PlaygroundClient, PlaygroundClock, PlaygroundPerson, PlaygroundTeam, PlaygroundWorld } from './types.ts';

/** How to start a playground. */
export interface PlaygroundOptions {
  world: PlaygroundWorld;
  /** 0 takes any free port. */
  port: number;
  /** The bot's messaging endpoint, e.g. `http://127.0.0.1:3978/api/messages`. */
  botUrl: string;
  /** Where the pictures in the bot's cards lie, if it gives them another address than its own. */
  picturesFrom?: string;
  botAppId: string;
  botAppPassword: string;
  botName: string;
  /** Set where the visitor can put the clock forward. */
  clock?: PlaygroundClock;
}

/** A running playground. */
export interface Playground {
  /** The page for people. */
  url: string;
  port: number;
  openIdMetadataUrl: string;
  tokenIssuer: string;
  loginUrl: string;
  serviceUrl: string;
  /** Installs the app for every person and team, as an administrator does for a school; throws when the bot refuses. */
  install(): Promise<void>;
  /** Takes the app away from one person or team; calls about it then answer 403. */
  uninstall(personOrTeamId: string): Promise<void>;
  close(): Promise<void>;
  /** The Teams client of one person; throws for an unknown id. */
  as(personId: string): PlaygroundClient;
  /** A token for the bot, forged as a test needs it: claims set to undefined are left out. */
  issueToken(claimsOverrides?: Record<string, unknown>, choice?: SigningChoice): string;
  /** Failures for the bot's next connector calls. */
  faults: Faults;
  /** Changes who is in a team and tells the bot, as Teams does. */
  setTeamMembers(teamId: string, memberIds: string[]): Promise<void>;
  /** Sends member lists in pages of at most this many. */
  setLargestMemberPage(size: number): void;
  /** Has something be wrong with member lists from now on; undefined puts them right. */
  setMemberTrouble(trouble: MemberTrouble | undefined): void;
  /** What the bot called at the connector, oldest first. */
  calls: ConnectorCall[];
}

/** Starts a local stand-in for Microsoft Teams on 127.0.0.1; throws when the port is taken or its libraries are missing. */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const missing = listMissingLibraries();
  if (missing.length > 0)
    throw new Error(`The playground needs ${missing.join(' and ')}: run "npm install" without --omit=dev.`);
  if (!isLoopback(new URL(options.botUrl).hostname))
    throw new Error('The playground talks to a bot on this computer only: botUrl must be a loopback address.');
  const issuer = await createIssuer();
  const server = createServer();
  const port = await listen(server, options.port);
  const url = `http://127.0.0.1:${port}`;
  const addresses = { serviceUrl: `${url}/connector/`, tokenIssuer: `${url}/issuer`, loginUrl: `${url}/login` };

  const { botAppId, botName, botUrl, world } = options;
  const picturesFrom = new URL(options.picturesFrom ?? botUrl).origin;
  const state = new WorldState(world, botAppId, options.clock);
  const envelope: Envelope = { state, serviceUrl: addresses.serviceUrl, botAppId, botName };
  const bot = connectBot(issuer, { botUrl, botAppId, ...addresses });
  const updates = new LiveUpdates(state);
  const faults = new Faults();
  const calls: ConnectorCall[] = [];
  const dialogs = new Map<string, OpenDialog>();
  let largestMemberPage: number | undefined;
  let memberTrouble: MemberTrouble | undefined;

  const clientOf = (personId: string): PersonClient => {
    const person = state.findPerson(personId);
    if (!person) throw new Error(`There is no person ${personId} in the playground.`);
    return new PersonClient(person, { envelope, bot, dialogs });
  };
  const connector = {
    ...{ state, issuer, faults, calls, botAppId },
    serviceUrl: addresses.serviceUrl,
    largestMemberPage: () => largestMemberPage,
    memberTrouble: () => memberTrouble,
  };
  const browser = {
    envelope,
    clock: options.clock,
    updates,
    clientOf,
    commands: () => readCommands(findManifestFolders()),
  };
  const login = { tenantId: world.tenantId, botAppId, botAppPassword: options.botAppPassword };

  const serve = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const at = new URL(req.url ?? '/', url);
    const { pathname } = at;
    if (!hasLoopbackHost(req)) return sendJson(res, 421, { message: 'This address serves this computer only.' });
    if (req.method !== 'GET' && isFromForeignPage(req))
      return sendJson(res, 403, { message: 'Pages of other addresses may not write here.' });
    if (pathname === '/issuer/.well-known/openidconfiguration')
      return sendJson(res, 200, issuer.metadata(addresses.tokenIssuer));
    if (pathname === '/issuer/.well-known/keys') return sendJson(res, 200, issuer.keySet());
    if (pathname.startsWith('/login/')) return serveLogin(req, res, pathname.slice('/login'.length), issuer, login);
    if (pathname.startsWith('/connector/'))
      return serveConnector(req, res, at, pathname.slice('/connector'.length), connector);
    if (pathname.startsWith('/api/')) return serveBrowserApi(req, res, at, browser);
    serveStaticFile(res, pathname, picturesFrom);
  };
  server.on('request', (req, res) => {
    serve(req, res).catch(() => {
      if (res.headersSent) res.destroy();
      else sendJson(res, 500, { message: 'The playground failed.' });
    });
  });

  return {
    ...addresses,
    url: `${url}/`,
    port,
    openIdMetadataUrl: `${addresses.tokenIssuer}/.well-known/openidconfiguration`,
    faults,
    calls,
    install: () => installEverywhere(envelope, bot),
    uninstall: (id) => uninstall(envelope, bot, id),
    as: clientOf,
    issueToken: bot.issueToken,
    setTeamMembers: (teamId, memberIds) => setTeamMembers(envelope, bot, teamId, memberIds),
    setLargestMemberPage: (size) => {
      largestMemberPage = size;
    },
    setMemberTrouble: (trouble) => {
      memberTrouble = trouble;
    },
    close: async () => {
      updates.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
