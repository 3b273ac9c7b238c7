import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { COMMAND, REPORT_MESSAGE } from '../../../adapters/slack/parse.ts';
import { BOT_EVENTS, BOT_SCOPES } from '../../../adapters/slack/scopes.ts';
import { projectRoot } from '../../../src/project-root.ts';

const text = readFileSync(join(projectRoot, 'adapters', 'slack', 'manifest.yaml'), 'utf8');
const manifest = parse(text);
const guide = readFileSync(join(projectRoot, 'docs', 'slack.md'), 'utf8');

describe('the app manifest', () => {
  it('asks for what the program uses, and nothing else', () => {
    expect([...manifest.oauth_config.scopes.bot].sort()).toEqual([...BOT_SCOPES].sort());
    expect([...manifest.settings.event_subscriptions.bot_events].sort()).toEqual([...BOT_EVENTS].sort());
    expect(manifest.oauth_config.scopes.user).toBeUndefined();
  });

  it('names the command and the shortcut that the program answers', () => {
    expect(manifest.features.slash_commands.map(({ command }: { command: string }) => command)).toEqual([COMMAND]);
    expect(manifest.features.shortcuts).toMatchObject([{ type: 'message', callback_id: REPORT_MESSAGE }]);
  });

  it('leads everything to the one address', () => {
    const { event_subscriptions, interactivity } = manifest.settings;
    const [command] = manifest.features.slash_commands;
    for (const url of [event_subscriptions.request_url, interactivity.request_url, command.url])
      expect(new URL(url).pathname).toBe('/slack/events');
    expect(manifest.oauth_config.redirect_urls.map((url: string) => new URL(url).pathname)).toEqual([
      '/slack/oauth_redirect',
    ]);
  });

  it('keeps to Slack’s lengths', () => {
    const { name, description, long_description } = manifest.display_information;
    expect(name.length).toBeLessThanOrEqual(35);
    expect(description.length).toBeLessThanOrEqual(140);
    expect(long_description.length).toBeGreaterThanOrEqual(175);
    expect(long_description.length).toBeLessThanOrEqual(4000);
    for (const shortcut of manifest.features.shortcuts) {
      expect(shortcut.name.length).toBeLessThanOrEqual(24);
      expect(shortcut.description.length).toBeLessThanOrEqual(150);
    }
    for (const command of manifest.features.slash_commands)
      expect(command.description.length).toBeLessThanOrEqual(2000);
  });

  it('says why it asks for each permission, there and in the guide', () => {
    const lines = text.split('\n');
    for (const scope of BOT_SCOPES) {
      const at = lines.findIndex((line) => line.trim() === `- ${scope}`);
      expect(lines[at - 1]?.trim(), scope).toMatch(/^# \w/);
      expect(guide).toContain(`\`${scope}\``);
    }
  });
});
