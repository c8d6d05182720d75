import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import {
  chownSync,
  closeSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { fail, ok } from '../../contract/result.ts'
import type { Result } from '../../contract/result.ts'
import { runningAsRoot } from './account.ts'
import type { Binaries } from './binaries.ts'
import { probe, socketUrl } from './connect.ts'
import { SUPERUSER } from './create.ts'
import type { Place } from './place.ts'
import { disarmStalePidFiles, runningPostmaster } from './postmaster.ts'
import { startDetached } from './programs.ts'
import type { Purpose } from './settings.ts'
import { serverSettings } from './settings.ts'
import type { ClusterClock, ClusterLog } from './types.ts'

const POLL_MS = 15
/** Replaying the log after a crash takes time; as long as the server lives it is given this long. */
const READY_MS = 10 * 60_000
const PATIENCE_MESSAGE_EVERY_MS = 5_000
/** Orphaned backends of a killed postmaster end within moments, and until then a new one refuses to start. */
const ORPHANS_MS = 15_000
const ORPHANS_RETRY_MS = 250
const OUTPUT_CHARACTERS_MAX = 2_000
const OUTPUT_LINES_MAX = 4

export interface Server {
  readonly pid: number
  readonly adopted: boolean
  readonly version: string
  readonly socketDir: string
  /** Only of a server that this process started. */
  readonly child: ChildProcess | null
}

export interface ServerContext {
  readonly place: Place
  readonly binaries: Binaries
  readonly purpose: Purpose
  readonly password: string
  readonly log: ClusterLog
  readonly clock: ClusterClock
}

/** Adopts the server that runs on the directory, or starts one, and waits until it answers. */
export async function ensureRunning(context: ServerContext): Promise<Result<Server>> {
  const adopted = await adopt(context)
  if (adopted !== null) return adopted
  const deadline = context.clock.now() + ORPHANS_MS
  for (;;) {
    const started = await start(context)
    const orphaned = !started.ok && started.error.message.includes('shared memory block')
    if (!orphaned || context.clock.now() >= deadline) return started
    await context.clock.sleep(ORPHANS_RETRY_MS)
  }
}

/** @returns null when nothing runs, also when what ran was just shutting down */
async function adopt(context: ServerContext): Promise<Result<Server> | null> {
  const { place, clock } = context
  const deadline = clock.now() + READY_MS
  let server = runningPostmaster(place.pgData)
  while (server !== null && server.status !== 'ready' && clock.now() < deadline) {
    await clock.sleep(POLL_MS)
    server = runningPostmaster(place.pgData)
  }
  if (server === null) return null
  return answer(context, { pid: server.pid, adopted: true, socketDir: server.socketDir, child: null })
}

async function start(context: ServerContext): Promise<Result<Server>> {
  const { place, binaries, clock, log } = context
  writeSettings(context)
  if (disarmStalePidFiles(place.pgData, place.socketDir))
    log.info('the last server ended without cleaning up; its log is replayed')
  const outputFile = join(place.control, 'start.log')
  const output = openSync(outputFile, 'w', 0o600)
  const program = join(binaries.root, 'bin', 'postgres')
  const run = { program, args: ['-D', place.pgData], account: place.account, cwd: place.home }
  const child = startDetached(run, output)
  closeSync(output)
  const fate: { ended?: string } = {}
  child.once('error', (error) => (fate.ended = error.message))
  child.once('exit', (code, signal) => (fate.ended ??= `it ended with ${signal ?? String(code)}`))

  const started = clock.now()
  let nextMessage = started + PATIENCE_MESSAGE_EVERY_MS
  for (;;) {
    await sleepOrAbandon(clock, child)
    if (fate.ended !== undefined) {
      const said = [outputFile, ...newestLog(place.logDir)].map(lastLines).join('\n').trim()
      return fail('cluster.start', `PostgreSQL did not start: ${fate.ended}. It said: ${said || 'nothing'}`)
    }
    const server = runningPostmaster(place.pgData)
    if (server?.status === 'ready' && server.pid === child.pid) {
      return answer(context, { pid: server.pid, adopted: false, socketDir: server.socketDir, child })
    }
    const waited = clock.now() - started
    if (waited > READY_MS)
      return fail('cluster.start', `PostgreSQL was not ready after ${READY_MS / 60_000} minutes`)
    if (clock.now() >= nextMessage) {
      log.info(`the database is recovering (${Math.round(waited / 1000)} s)`)
      nextMessage += PATIENCE_MESSAGE_EVERY_MS
    }
  }
}

/** A stopped opening takes the server that it began to start with it. */
async function sleepOrAbandon(clock: ClusterClock, child: ChildProcess): Promise<void> {
  try {
    await clock.sleep(POLL_MS)
  } catch (error) {
    if (child.exitCode === null && child.signalCode === null && child.kill('SIGINT')) {
      // Unreferenced at its start: without this nothing would keep us here until it has ended.
      child.ref()
      await once(child, 'exit')
    }
    throw error
  }
}

async function answer(context: ServerContext, server: Omit<Server, 'version'>): Promise<Result<Server>> {
  const { clock, place, password } = context
  const deadline = clock.now() + READY_MS
  for (;;) {
    const found = await probe(socketUrl(server.socketDir, password, SUPERUSER))
    if (found.kind === 'up') return ok({ ...server, version: found.version })
    if (found.kind === 'refused') {
      const hint = `the password in ${place.passwordFile} does not open it`
      return fail(
        'cluster.connect',
        `the database in ${place.pgData} refused us (${found.reason}); perhaps ${hint}`,
      )
    }
    if (clock.now() >= deadline || runningPostmaster(place.pgData) === null) {
      return fail('cluster.connect', `the database in ${place.pgData} does not answer: ${found.reason}`)
    }
    await clock.sleep(POLL_MS)
  }
}

/** Once the log collector runs, the reason of a failed start is in its file and not in the output. */
function newestLog(logDir: string): string[] {
  const files = readdirSync(logDir).map((name) => join(logDir, name))
  const newest = files.toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0]
  return newest === undefined ? [] : [newest]
}

function lastLines(file: string): string {
  const lines = readFileSync(file, 'utf8').slice(-OUTPUT_CHARACTERS_MAX).trim().split('\n')
  return lines.slice(-OUTPUT_LINES_MAX).join('\n')
}

function writeSettings({ place, purpose }: ServerContext): void {
  const path = join(place.pgData, 'basinet.conf')
  const draft = `${path}.new`
  writeFileSync(draft, serverSettings(purpose, place, totalmem()), { mode: 0o600 })
  if (runningAsRoot()) chownSync(draft, place.account.uid, place.account.gid)
  renameSync(draft, path)
}
