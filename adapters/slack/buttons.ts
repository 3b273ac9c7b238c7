import { z } from 'zod';
import type { Action } from '../../cards/model.ts';
import type { PressedButton } from '../shared/buttons.ts';
import { plain, type SlackBlock } from './block-kit.ts';
import { requireButton } from './limits.ts';

const ACTION_ID = /^esafety:(press|open):([a-z-]+)(?::\d+)?$/;
const identifiers = z.record(z.string(), z.string());

/**
 * A button: what it does stands in its id, the identifiers it carries in its value.
 * @param index its place in the row, because ids must differ within one
 */
export function makeButton(action: Action, index: number): SlackBlock {
  const value = action.kind === 'link' ? action.url : JSON.stringify(action.data);
  requireButton(action.label, value);
  return {
    type: 'button',
    text: plain(action.label),
    action_id: `esafety:${action.kind}:${action.name}:${index}`,
    ...(action.kind === 'link' ? { url: value } : { value }),
    ...(action.style === 'primary' ? { style: 'primary' } : {}),
    ...(action.style === 'destructive' ? { style: 'danger' } : {}),
  };
}

/** What a pressed button says it is; null for one that is not ours. */
export function readButton({
  action_id,
  value,
}: {
  action_id: string;
  value?: string | null | undefined;
}): PressedButton | null {
  const [, act, name] = ACTION_ID.exec(action_id) ?? [];
  const ids = identifiers.safeParse(readJson(value ?? '{}')).data;
  return name && ids ? { act: act as PressedButton['act'], name, ids } : null;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
