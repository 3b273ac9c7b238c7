import type { Route } from './http-types.ts';
import type { Database } from './store/scope.ts';
import { outboxDepth, ping } from './store/upkeep.ts';

/** The health pages: alive, ready, and counts without personal data. */
export function healthRoutes(database: Database, state: { stopping: boolean }): Route[] {
  const json = (status: number, value: unknown) => ({
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(value),
  });
  return [
    { method: 'GET', path: '/healthz', handle: async () => json(200, { status: 'ok' }) },
    {
      method: 'GET',
      path: '/readyz',
      handle: async () => {
        if (state.stopping) return json(503, { status: 'stopping' });
        try {
          await ping(database);
          return json(200, { status: 'ready' });
        } catch {
          return json(503, { status: 'database away' });
        }
      },
    },
    {
      method: 'GET',
      path: '/metrics',
      handle: async () => {
        const depth = await outboxDepth(database).catch(() => null);
        if (!depth) return json(503, { status: 'database away' });
        const { pending, dead } = depth;
        const body = [
          '# TYPE esafety_outbox_pending gauge',
          `esafety_outbox_pending ${pending}`,
          '# TYPE esafety_outbox_dead gauge',
          `esafety_outbox_dead ${dead}`,
          '',
        ].join('\n');
        return { status: 200, headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }, body };
      },
    },
  ];
}
