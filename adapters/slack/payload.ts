import { z } from 'zod';

const text = z.string().nullish();
const named = z.looseObject({ id: z.string() });

/** A slash command. */
export const slashCommand = z.looseObject({
  command: z.string(),
  text: z.string().default(''),
  team_id: z.string(),
  user_id: z.string(),
  channel_id: z.string(),
  channel_name: text,
  trigger_id: z.string(),
  response_url: text,
});

/** A command on a message that somebody wrote. */
export const messageShortcut = z.looseObject({
  type: z.literal('message_action'),
  callback_id: z.string(),
  trigger_id: z.string(),
  response_url: text,
  team: named.nullish(),
  user: z.looseObject({ id: z.string(), team_id: text }),
  channel: z.looseObject({ id: z.string(), name: text }),
  message: z.looseObject({ text, ts: text, thread_ts: text }),
});

/** A view as it comes back. */
const view = z.looseObject({
  id: z.string(),
  type: z.string(),
  hash: text,
  callback_id: text,
  private_metadata: text,
  previous_view_id: text,
  app_installed_team_id: text,
});

/** A pressed button. */
export const blockActions = z.looseObject({
  type: z.literal('block_actions'),
  trigger_id: text,
  response_url: text,
  team: named.nullish(),
  user: z.looseObject({ id: z.string(), team_id: text }),
  channel: z.looseObject({ id: z.string(), name: text }).nullish(),
  container: z.looseObject({
    type: z.string(),
    message_ts: text,
    thread_ts: text,
    channel_id: text,
    is_ephemeral: z.boolean().nullish(),
  }),
  message: z.looseObject({ thread_ts: text }).nullish(),
  view: view.nullish(),
  actions: z.array(z.looseObject({ action_id: z.string(), value: text, action_ts: text })).min(1),
});

const entered = z.looseObject({
  value: text,
  selected_option: z.looseObject({ value: text }).nullish(),
  selected_date: text,
  selected_time: text,
});

/** What was entered in one input of a view. */
export type Entered = z.infer<typeof entered>;

/** A sent form. */
export const viewSubmission = z.looseObject({
  type: z.literal('view_submission'),
  trigger_id: text,
  team: named.nullish(),
  user: z.looseObject({ id: z.string(), team_id: text }),
  view: z.looseObject({
    ...view.shape,
    state: z.looseObject({ values: z.record(z.string(), z.record(z.string(), entered)) }),
  }),
});

/** Something that happened in the workspace. */
export const eventCallback = z.looseObject({
  type: z.literal('event_callback'),
  team_id: z.string(),
  event_id: z.string(),
  event_time: z.number().nullish(),
  authorizations: z.array(z.looseObject({ team_id: text, user_id: text })).nullish(),
  event: z.looseObject({
    type: z.string(),
    subtype: text,
    user: z.unknown().optional(),
    channel: z.unknown().optional(),
    channel_type: text,
    bot_id: text,
    text,
    ts: text,
    thread_ts: text,
    tab: text,
    inviter: text,
    edited: z.unknown().optional(),
    files: z.array(z.unknown()).nullish(),
    tokens: z.looseObject({ bot: z.array(z.string()).nullish() }).nullish(),
  }),
});

/** A payload of Slack's, read no further than that it is one. */
export type Payload = Record<string, unknown>;

/** The workspace a payload says it is from: where the app is installed, not where a guest comes from. */
export function teamOf(payload: Payload): string | null {
  const {
    view: shown,
    team,
    team_id: id,
    user,
  } = payload as {
    view?: { app_installed_team_id?: unknown };
    team?: { id?: unknown };
    team_id?: unknown;
    user?: { team_id?: unknown };
  };
  const named = shown?.app_installed_team_id ?? team?.id ?? id ?? user?.team_id;
  return typeof named === 'string' && named !== '' ? named : null;
}

/** Whether a payload comes from an installation for a whole organisation. */
export function isOrganisationWide({ is_enterprise_install: wide, authorizations }: Payload): boolean {
  const [first] = Array.isArray(authorizations) ? (authorizations as { is_enterprise_install?: unknown }[]) : [];
  return wide === true || wide === 'true' || first?.is_enterprise_install === true;
}
