import { rmSync, writeFileSync } from 'node:fs'
import { fail, ok } from '../../contract/result.ts'
import type { Result } from '../../contract/result.ts'
import { provideBinaries } from './binaries.ts'
import { socketUrl } from './connect.ts'
import { SUPERUSER, ensureCreated, superuserPassword } from './create.ts'
import { isLiving, ownHolderText, readHolder, takeLock } from './file-lock.ts'
import type { Place } from './place.ts'
import { findPlace, lockFileIn, makeControlDirectory } from './place.ts'
import { runningPostmaster, signalProcess, stopPostmaster } from './postmaster.ts'
import type { Server, ServerContext } from './server.ts'
import { ensureRunning } from './server.ts'
import type { Purpose } from './settings.ts'
import { superviseServer } from './supervise.ts'
import { OpeningStopped, stoppableClock } from './stoppable-clock.ts'
import type { Cluster, ClusterClock, ClusterEvent, ClusterOptions } from './types.ts'

/** Another process may be preparing the same cluster, which takes seconds, or recovering it, which takes longer. */
const LOCK_WAIT_MS = 120_000

/**
 * Makes, starts or adopts the embedded PostgreSQL of a data directory. The first process to open it owns it and ends it;
 * others share it while it lasts. A server whose owner was killed passes to whoever opens it next.
 *
 * Errors: `cluster.platform` no programs for this machine · `cluster.user` no account to run as, or files of another ·
 * `cluster.version` made by another major version · `cluster.missing` the data directory names a database that is gone ·
 * `cluster.busy` held by another process or directory · `cluster.initdb` · `cluster.start` · `cluster.connect` ·
 * `cluster.stopped` by the signal.
 */
export function openCluster(options: ClusterOptions): Promise<Result<Cluster>> {
  return openFor('service', options)
}

/** As `openCluster`, for a purpose; `tests` also leaves the server running when its opener ends. */
export async function openFor(purpose: Purpose, options: ClusterOptions): Promise<Result<Cluster>> {
  const clock = stoppableClock(options.clock, options.signal)
  try {
    const lock = await takeLock(lockFileIn(makeControlDirectory(options.dataDir)), clock, LOCK_WAIT_MS)
    if (!lock.ok) return lock
    try {
      const place = await findPlace(options.dataDir, options.log, clock)
      return place.ok ? await openLocked(purpose, options, place.value, clock) : place
    } finally {
      lock.value()
    }
  } catch (error) {
    if (error instanceof OpeningStopped) return fail('cluster.stopped', error.message)
    throw error
  }
}

async function openLocked(
  purpose: Purpose,
  options: ClusterOptions,
  place: Place,
  stoppable: ClusterClock,
): Promise<Result<Cluster>> {
  // A wish that is already there ends it before anything is made.
  await stoppable.sleep(0)
  const binaries = provideBinaries(place.account, place.copyRoot)
  if (!binaries.ok) return binaries
  const created = await ensureCreated(place, binaries.value, purpose, options.log)
  if (!created.ok) return created
  const { clock, log } = options
  const context = { place, binaries: binaries.value, purpose, password: superuserPassword(place), log, clock }
  const server = await runUnlessStopped(context, stoppable)
  if (!server.ok) return server
  return ok(asCluster(context, server.value, purpose === 'service' && becomeOwner(place)))
}

/** A server left by a killed owner, found starting when the opening was stopped, would otherwise stay behind. */
async function runUnlessStopped(context: ServerContext, stoppable: ClusterClock): Promise<Result<Server>> {
  try {
    return await ensureRunning({ ...context, clock: stoppable })
  } catch (error) {
    if (error instanceof OpeningStopped && !isOwned(context.place))
      await stopPostmaster(context.place.pgData, context.clock)
    throw error
  }
}

function isOwned(place: Place): boolean {
  const holder = readHolder(place.ownerFile)
  return holder !== null && isLiving(holder)
}

/** @returns false when a living process, or an earlier call in this one, owns the server */
function becomeOwner(place: Place): boolean {
  if (isOwned(place)) return false
  writeFileSync(place.ownerFile, ownHolderText(), { mode: 0o600 })
  return true
}

function asCluster(context: ServerContext, server: Server, owner: boolean): Cluster {
  const { place, clock, password, log } = context
  const listeners: ((event: ClusterEvent) => void)[] = []
  const supervision = superviseServer(context, server, owner, (event) => {
    for (const listener of listeners) listener(event)
  })
  // A node that ends without calling stop (an uncaught error) would otherwise leave a server in the background.
  const onExit = () => {
    const running = runningPostmaster(place.pgData)
    if (running !== null) signalProcess(running.pid, 'SIGINT')
  }
  if (owner) process.once('exit', onExit)

  const urlFor = (database: string) => socketUrl(server.socketDir, password, database)
  return {
    adminUrl: urlFor(SUPERUSER),
    directory: place.home,
    version: server.version,
    adopted: server.adopted,
    owner,
    urlFor,
    async stop() {
      await supervision.end()
      if (!owner) return
      process.removeListener('exit', onExit)
      if (!(await stopPostmaster(place.pgData, clock)))
        log.warn('the database has not ended; it is left as it is')
      rmSync(place.ownerFile, { force: true })
    },
    onCrash(listener) {
      listeners.push(listener)
    },
  }
}
