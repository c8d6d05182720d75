/** What a cluster is for. Tests trade durability for speed; nothing else may. */
export type Purpose = 'service' | 'tests'

const MIB = 2 ** 20
const SHARED_BUFFERS_MIB = { min: 64, max: 512 }
/** One part in sixteen leaves room for the node, its workers and a browser on a small machine. */
const SHARED_BUFFERS_SHARE = 16

/** Text of `basinet.conf`, included from postgresql.conf and rewritten before each start. */
export function serverSettings(
  purpose: Purpose,
  place: { readonly socketDir: string; readonly logDir: string },
  memoryBytes: number,
): string {
  const buffersMib = Math.round(memoryBytes / MIB / SHARED_BUFFERS_SHARE)
  const buffers = Math.min(SHARED_BUFFERS_MIB.max, Math.max(SHARED_BUFFERS_MIB.min, buffersMib))
  const lines = [
    '# Written by Basinet before each start. Own settings belong in postgresql.conf, below the include line.',
    "listen_addresses = ''",
    'port = 5432',
    `unix_socket_directories = ${quote(place.socketDir)}`,
    'unix_socket_permissions = 0700',
    `shared_buffers = ${buffers}MB`,
    `effective_cache_size = ${buffers * 4}MB`,
    // Parallel hash joins must fit in the 64 MB of /dev/shm that a container gets.
    'work_mem = 8MB',
    'maintenance_work_mem = 64MB',
    'random_page_cost = 1.1',
    'jit = off',
    'max_parallel_workers_per_gather = 1',
    "timezone = 'UTC'",
    "log_timezone = 'UTC'",
    "lc_messages = 'C'",
    // A log file let go is deleted: renamed for use again it would keep what was expunged until it is written over.
    'wal_recycle = off',
    ...LOGGING,
    `log_directory = ${quote(place.logDir)}`,
    ...(purpose === 'service' ? DURABLE : FAST_AND_LOSSY),
  ]
  return `${lines.join('\n')}\n`
}

/**
 * No content of a record may reach the log: neither statements nor bind values, and no DETAIL (a unique violation
 * prints the row there), nor the text of an ERROR (a bad literal is quoted in it; the application logs the code instead).
 */
const LOGGING = [
  'logging_collector = on',
  // One file a weekday, overwritten after a week.
  "log_filename = 'postgresql-%a.log'",
  'log_rotation_age = 1d',
  'log_rotation_size = 0',
  'log_truncate_on_rotation = on',
  "log_line_prefix = '%m [%p] '",
  'log_statement = none',
  'log_min_messages = log',
  'log_min_error_statement = panic',
  'log_min_duration_statement = -1',
  'log_parameter_max_length = 0',
  'log_parameter_max_length_on_error = 0',
  'log_error_verbosity = terse',
  'log_checkpoints = off',
]

const DURABLE = [
  'max_connections = 60',
  'fsync = on',
  'full_page_writes = on',
  'synchronous_commit = on',
  'wal_level = replica',
  'wal_compression = on',
  'min_wal_size = 80MB',
  'max_wal_size = 1GB',
  'checkpoint_timeout = 10min',
]

const FAST_AND_LOSSY = [
  // Several test runs of one user, each with several processes and pools, share one server.
  'max_connections = 300',
  'fsync = off',
  'full_page_writes = off',
  'synchronous_commit = off',
  'wal_level = minimal',
  'max_wal_senders = 0',
  'max_wal_size = 1GB',
  'checkpoint_timeout = 30min',
]

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
