import { encodeCustomId } from '../../../adapters/discord/custom-id.ts';
import type { RawResponse } from '../../../src/http-types.ts';
import type { SentComponent } from '../../contract/discord/discord-state.ts';
import { listButtons, readTexts } from '../../contract/discord/show.ts';
import { IDS, readRaw } from './fixtures.ts';

export interface Body {
  type: number;
  data: { flags?: number; components: SentComponent[]; title?: string };
}
export const bodyOf = ({ body = '{}' }: RawResponse): Body => JSON.parse(String(body));
export const textOf = (response: RawResponse): string => readTexts(bodyOf(response).data.components).join('\n');
export const buttonsOf = (response: RawResponse): string[] =>
  listButtons(bodyOf(response).data.components).map(({ label }) => label);
/** A modal that was filled in. */
export const page = (at: number, values: Record<string, string>, message?: object): Record<string, unknown> => ({
  data: {
    custom_id: encodeCustomId({ act: 'page', name: 'report', ids: { key: IDS.key }, page: at }),
    components: Object.entries(values).map(([id, value], index) => ({
      type: 18,
      id: index * 2 + 1,
      component: { type: 4, id: index * 2 + 2, custom_id: id, value },
    })),
  },
  ...(message ? { message } : {}),
});
export const SECOND = { category: 'conduct', who: '', date: '10/11/2026', time: '', danger: 'no' };
export const FIRST = { adult: 'no', what: 'Quetzalmark cried.' };
export const EPHEMERAL_MESSAGE = readRaw('component.send.ephemeral').message as object;
