import type { ImageAlertView } from '../src/core/views.ts';
import type { Card } from './model.ts';

/** Words of a card. */
export function describeImageAlert(view: ImageAlertView): Card {
  return { kind: 'card', name: view.name, title: 'ImageAlert', summary: 'ImageAlert', blocks: [], actions: [] };
}
