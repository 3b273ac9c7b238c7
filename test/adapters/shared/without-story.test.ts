import { describe, expect, it } from 'vitest';
import { withoutStory } from '../../../adapters/shared/without-story.ts';
import { describe as describeView } from '../../../cards/describe.ts';
import { everyExampleView } from '../../cards/example-views.ts';

describe('what a message may show', () => {
  it.each(everyExampleView())('is the view itself unless it is a case’s detail: $name', ({ view }) => {
    const shown = withoutStory(view);
    if (view.name !== 'case-detail') return expect(shown).toBe(view);
    const text = JSON.stringify(describeView(shown));
    expect(text).not.toContain(JSON.stringify(view.what).slice(1, -1));
    expect(text).toContain('View detail');
    expect(text).toContain(view.reference);
  });
});
