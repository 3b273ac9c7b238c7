import type { PupilView } from '../src/core/views.ts';
import type { Card } from './model.ts';

/** Words of a card. */
export function describePupil(view: PupilView): Card {
  return { kind: 'card', name: view.name, title: 'Pupil', summary: 'Pupil', blocks: [], actions: [] };
}
