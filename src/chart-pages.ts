import { chartOf } from '../cards/digest-charts.ts';
import { DIGEST_CHARTS } from './core/digests/digest-charts.ts';
import type { DigestStore } from './core/digests/digest-store.ts';
import type { RawRequest, RawResponse, Route } from './http-types.ts';
import { describeError, type Log } from './log.ts';
import { runApart } from './run-apart.ts';

/** A picture takes half a second; what takes longer will never end. */
const LONGEST_MILLISECONDS = 30_000;
/** A platform asks for a picture once for each reader; those of a term's digests fit in a few megabytes. */
const MOST_KEPT = 40;

const NOT_THERE: RawResponse = { status: 404, body: 'Not found' };

/**
 * The pictures of digests, for the platforms to fetch: of figures that are safe to publish, behind addresses nobody can make up.
 * Nothing of them is stored; they are drawn when they are asked for, and kept in memory for whoever asks next.
 */
export function chartRoutes({ digests, log }: { digests: Pick<DigestStore, 'findChart'>; log: Log }): Route[] {
  const drawn = new Map<string, Promise<Buffer>>();

  async function showChart({ query }: RawRequest): Promise<RawResponse> {
    const token = new URLSearchParams(query).get('t') ?? '';
    try {
      const found = await digests.findChart(token);
      const chart = DIGEST_CHARTS.find(({ name }) => name === found?.chart);
      if (!found || !chart?.isShown(found.digest.content)) return NOT_THERE;
      const known = drawn.get(token);
      const picture = known ?? drawApart(chartOf(found.digest.content, chart.name));
      if (!known) keep(token, picture);
      return { status: 200, headers: HEADERS, body: await picture };
    } catch (error) {
      drawn.delete(token);
      log.error('picture not drawn', { path: '/chart', ...describeError(error) });
      return { status: 503, body: 'Not now' };
    }
  }

  function keep(token: string, picture: Promise<Buffer>): void {
    const [oldest] = drawn.keys();
    if (drawn.size >= MOST_KEPT && oldest !== undefined) drawn.delete(oldest);
    drawn.set(token, picture);
  }

  return [{ method: 'GET', path: '/chart', handle: showChart }];
}

async function drawApart(model: ReturnType<typeof chartOf>): Promise<Buffer> {
  const png = await runApart<typeof model, Uint8Array>('./charts/draw-chart', 'drawChart', model, LONGEST_MILLISECONDS);
  return Buffer.from(png);
}

const HEADERS = {
  'content-type': 'image/png',
  // A digest's figures never change: a correction is another digest.
  'cache-control': 'public, max-age=86400',
  // Chat clients show it on pages of their own.
  'cross-origin-resource-policy': 'cross-origin',
  'x-robots-tag': 'noindex, nofollow',
};
