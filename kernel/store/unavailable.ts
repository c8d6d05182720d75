import type { Failure } from '../contract/result.ts'

/** A database or disk that cannot serve now: the caller repeats later, with the same command id, and nothing is done twice. */
export const DISK_FULL: Failure = {
  code: 'node.disk-full',
  message: 'the disk of the node is full: nothing was changed; tell the administrator and try again later',
}
const AWAY: Failure = {
  code: 'node.database-away',
  message: 'the database is away for the moment: try again with the same command id',
}
const BUSY: Failure = {
  code: 'node.database-busy',
  message: 'the database has no room for this now: try again with the same command id',
}

/** SQLSTATE (PostgreSQL appendix A) and system error codes (errno(3)). */
const BY_CODE: ReadonlyMap<string, Failure> = new Map([
  ['53100', DISK_FULL], // disk_full
  ['ENOSPC', DISK_FULL],
  ['EDQUOT', DISK_FULL],
  ['53000', BUSY], // insufficient_resources
  ['53200', BUSY], // out_of_memory
  ['53300', BUSY], // too_many_connections
  ['53400', BUSY], // configuration_limit_exceeded
  ['57014', BUSY], // query_canceled: it ran into statement_timeout
  ['25P03', AWAY], // idle_in_transaction_session_timeout
  ['57P01', AWAY], // admin_shutdown
  ['57P02', AWAY], // crash_shutdown
  ['57P03', AWAY], // cannot_connect_now
  ['57P05', AWAY], // idle_session_timeout
  ['ECONNREFUSED', AWAY],
  ['ECONNRESET', AWAY],
  ['EPIPE', AWAY],
  ['ETIMEDOUT', AWAY],
  ['EHOSTUNREACH', AWAY],
  ['ENETUNREACH', AWAY],
  ['ENOTFOUND', AWAY],
  ['EAI_AGAIN', AWAY],
])
/** connection_exception and its kin */
const CONNECTION_CLASS = '08'
/** node-postgres gives these no code (pg 8: client.js, pg-pool). */
const DRIVER_MESSAGES =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout exceeded when trying to connect|timeout expired|Cannot use a pool after calling end)/

/** The server only repeats what another writes (PostgreSQL 27.4, hot standby): the address leads to the wrong one now. */
export class StandbyServer extends Error {
  readonly code = '57P03'
  constructor() {
    super('the database server is a standby')
  }
}

/** What an error of the database driver or the file system means for a caller; null: it is something else, perhaps a bug. */
export function unavailability(error: unknown): Failure | null {
  if (!(error instanceof Error)) return null
  const { code, syscall } = error as { code?: unknown; syscall?: unknown }
  if (typeof code === 'string') {
    // A missing socket file is a server that is down; a missing file elsewhere is not ours to explain.
    if (code === 'ENOENT' && syscall === 'connect') return AWAY
    return BY_CODE.get(code) ?? (code.startsWith(CONNECTION_CLASS) ? AWAY : null)
  }
  return DRIVER_MESSAGES.test(error.message) ? AWAY : null
}

/** True when the connection must not be used again although it may still answer. */
export function connectionSpent(error: unknown): boolean {
  return unavailability(error)?.code === AWAY.code
}
