import { describe, expect, it } from 'vitest';
import { makeDialog, makeMessage } from '../../adapters/teams/message.ts';
import { describe as describeView } from '../../cards/describe.ts';
import { everyExampleView } from '../cards/example-views.ts';
import { keepPayload } from '../support/payload-sink.ts';

describe('every example view on Teams', () => {
  it.each(everyExampleView())('fits into a message and a dialog: $name', ({ view }) => {
    const showable = describeView(view);
    const message = makeMessage(showable);
    keepPayload('teams', 'activity', message);
    expect(message.summary).toBe(showable.summary);
    const dialog = makeDialog(showable);
    keepPayload('teams', 'task-response', dialog);
    // Teams refuses a question without anything to choose.
    expect(JSON.stringify([message, dialog])).not.toContain('"choices":[]');
    expect(dialog).toHaveProperty('task.type', 'continue');
  });
});
