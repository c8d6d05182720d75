import { lstatSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { must } from '../../contract/result.ts'
import type { Result } from '../../contract/result.ts'
import { isLiving, ownHolderText, readHolder, takeLock } from './file-lock.ts'
import { openFor } from './open-cluster.ts'
import { findPlace, lockFileIn, makeControlDirectory } from './place.ts'
import { stopPostmaster } from './postmaster.ts'
import { systemClock } from './system-clock.ts'
import type { Cluster } from './types.ts'

/** Raise it when clusters of an older layout must not be used any more. */
const LAYOUT = 1
const LOCK_WAIT_MS = 60_000
/** Set by the test run that holds the cluster for all its workers. */
const HELD = 'BASINET_TEST_CLUSTER_HELD'

const quiet = { info: () => undefined, warn: () => undefined }

/**
 * One throw-away PostgreSQL for all test runs of this user on this machine, in the temporary directory, with fsync off:
 * a test database may be lost at any time. Each run holds it while it lasts and the last one to let go stops it.
 */
export async function openTestCluster(): Promise<Cluster> {
  const dataDir = testClusterDirectory()
  if (process.env[HELD] === undefined) holdTestCluster()
  const options = { dataDir, log: quiet, clock: systemClock }
  let opened = await openFor('tests', options)
  if (!opened.ok && isWorthless(opened)) {
    // Left by a power cut (fsync is off) or half removed by a cleaner of the temporary directory.
    rmSync(join(dataDir, 'database'), { recursive: true, force: true })
    opened = await openFor('tests', options)
  }
  const cluster = must(opened)
  // Ends only the watch: the server outlives this process, which need not stay awake for it.
  await cluster.stop()
  return cluster
}

/** Called by a run before its workers start; they then need not hold the cluster one by one. */
export function holdTestCluster(): void {
  const holders = holdersDirectory()
  mkdirSync(holders, { recursive: true, mode: 0o700 })
  writeFileSync(join(holders, String(process.pid)), ownHolderText(), { mode: 0o600 })
  process.env[HELD] = String(process.pid)
}

/** Lets go; stops the server unless another living run holds it. */
export async function releaseTestCluster(): Promise<void> {
  const holders = holdersDirectory()
  rmSync(join(holders, String(process.pid)), { force: true })
  const control = makeControlDirectory(testClusterDirectory())
  // A run that begins now holds first and then waits for this lock, so either we see it or it finds the server stopped.
  const release = must(await takeLock(lockFileIn(control), systemClock, LOCK_WAIT_MS))
  try {
    if (livingHolders(holders) > 0) return
    const place = must(await findPlace(testClusterDirectory(), quiet, systemClock))
    await stopPostmaster(place.pgData, systemClock)
  } finally {
    release()
  }
}

function isWorthless(opened: Result<Cluster>): boolean {
  return !opened.ok && ['cluster.start', 'cluster.connect', 'cluster.missing'].includes(opened.error.code)
}

function testClusterDirectory(): string {
  const uid = process.getuid?.() ?? 0
  const directory = join(tmpdir(), `basinet-test-${uid}-${LAYOUT}`)
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const stat = lstatSync(directory)
  if (!stat.isDirectory() || stat.uid !== uid) throw new Error(`${directory} must be a directory of ours`)
  return directory
}

function holdersDirectory(): string {
  return join(testClusterDirectory(), 'holders')
}

/** Counts them, and removes the notes of runs that were killed. */
function livingHolders(holders: string): number {
  let living = 0
  for (const name of readdirSync(holders)) {
    const path = join(holders, name)
    const holder = readHolder(path)
    if (holder !== null && isLiving(holder)) living++
    else rmSync(path, { force: true })
  }
  return living
}
