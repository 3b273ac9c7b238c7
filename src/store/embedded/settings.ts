import { createServer } from 'node:net';

/**
 * The server's settings, given on its command line, where no file in the cluster and no ALTER SYSTEM overrides them.
 * The log settings keep every statement, parameter and value out of what the server prints: only FATAL and PANIC
 * lines are left, and those are read until the server is ready and then thrown away.
 */
export function listServerSettings(port: number, fsync: boolean): string[] {
  const settings: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 100,
    shared_buffers: '128MB',
    timezone: 'UTC',
    jit: 'off',
    password_encryption: 'scram-sha-256',
    logging_collector: 'off',
    log_destination: 'stderr',
    log_min_messages: 'fatal',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_statement: 'none',
    log_duration: 'off',
    log_min_duration_statement: -1,
    log_min_duration_sample: -1,
    log_transaction_sample_rate: 0,
    log_autovacuum_min_duration: -1,
    log_parameter_max_length: 0,
    log_parameter_max_length_on_error: 0,
    debug_print_parse: 'off',
    debug_print_plan: 'off',
    debug_print_rewritten: 'off',
    // On unless a test says otherwise; the three belong together.
    fsync: fsync ? 'on' : 'off',
    synchronous_commit: fsync ? 'on' : 'off',
    full_page_writes: fsync ? 'on' : 'off',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** A port of 127.0.0.1 that is free now: the wished one if it is, else one the system picks. */
export async function findFreePort(wished: number | undefined): Promise<number> {
  return (wished !== undefined && (await tryPort(wished))) || (await tryPort(0)) || findFreePort(undefined);
}

/** The port when it can be listened on, else 0. */
function tryPort(port: number): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(0));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      const found = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(found));
    });
  });
}
