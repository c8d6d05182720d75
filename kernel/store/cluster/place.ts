import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fail, ok } from '../../contract/result.ts'
import type { Result } from '../../contract/result.ts'
import type { Account } from './account.ts'
import { mayEnter, mayReach, runningAsRoot, serverAccount } from './account.ts'
import { isSystemError, readOrNull } from './process-identity.ts'
import { SOCKET_NAME, stopPostmaster } from './postmaster.ts'
import type { ClusterClock, ClusterLog } from './types.ts'

/** sun_path is 108 bytes on Linux and 104 on macOS, with the closing zero byte (unix(7), unix(4)). */
const SOCKET_PATH_BYTES_MAX = 103
const ROOT_HOME = '/var/lib/basinet'

/** Every path the manager uses for one data directory. */
export interface Place {
  /** `BASINET_DATA/database`: what belongs to us and not to the server's account. */
  readonly control: string
  /** Holds the cluster, its log and socket; equal to `control` unless the server's account cannot reach that. */
  readonly home: string
  readonly pgData: string
  readonly logDir: string
  readonly socketDir: string
  readonly passwordFile: string
  readonly lockFile: string
  readonly ownerFile: string
  /** Where program copies go when node_modules cannot be used. */
  readonly copyRoot: string
  readonly account: Account
}

/** Made before anything is decided: the opening lock lies in it. */
export function makeControlDirectory(dataDir: string): string {
  const control = controlDirectory(dataDir)
  // Missing parents get the ordinary mode: a closed one would lock out the server's account.
  mkdirSync(dirname(resolve(dataDir)), { recursive: true })
  mkdirSync(control, { recursive: true, mode: 0o700 })
  return control
}

export function lockFileIn(control: string): string {
  return join(control, 'opening.lock')
}

function controlDirectory(dataDir: string): string {
  return join(resolve(dataDir), 'database')
}

/** Decides where the cluster of a data directory lives and makes the directories. Call under the opening lock. */
export async function findPlace(
  dataDir: string,
  log: ClusterLog,
  clock: ClusterClock,
): Promise<Result<Place>> {
  const data = resolve(dataDir)
  const control = controlDirectory(dataDir)
  const home = await chooseHome(data, control, log, clock)
  if (!home.ok) return home
  const pgData = join(home.value, 'cluster')
  const account = serverAccount(existsSync(pgData) ? pgData : null)
  if (!account.ok) return account
  const socketDir = socketDirectory(home.value, account.value)
  const logDir = join(home.value, 'log')
  for (const directory of [logDir, socketDir]) {
    const made = makePrivate(directory, account.value)
    if (!made.ok) return made
  }
  return ok({
    control,
    home: home.value,
    pgData,
    logDir,
    socketDir,
    passwordFile: join(control, 'superuser.password'),
    lockFile: lockFileIn(control),
    ownerFile: join(control, 'owner'),
    copyRoot: runningAsRoot() ? ROOT_HOME : control,
    account: account.value,
  })
}

/**
 * The pointer file holds the home as an absolute path, or `.` for inside the data directory, which may then be moved.
 * It is written once the cluster is complete, so a missing home is a loss and never an unfinished creation.
 */
export function writePointer(place: Place): void {
  const home = place.home === place.control ? '.' : place.home
  writeFileSync(join(place.control, 'home'), `${home}\n`, { mode: 0o600 })
  writeFileSync(join(place.home, 'belongs-to'), `${place.control}\n`, { mode: 0o644 })
}

async function chooseHome(
  data: string,
  control: string,
  log: ClusterLog,
  clock: ClusterClock,
): Promise<Result<string>> {
  const pointer = readOrNull(join(control, 'home'))?.trim()
  if (pointer !== undefined) return pointedHome(control, resolve(control, pointer))
  if (!runningAsRoot()) return ok(control)
  const account = serverAccount(null)
  if (!account.ok) return account
  if (makeReachable(data, control, account.value)) return ok(control)

  const home = join(ROOT_HOME, createHash('sha256').update(control).digest('hex').slice(0, 16))
  // No password beside us means that the data directory was emptied: what is there belongs to nobody we know.
  if (existsSync(join(home, 'cluster')) && !existsSync(join(control, 'superuser.password'))) {
    await stopPostmaster(join(home, 'cluster'), clock)
    setAside(home, log)
  }
  mkdirSync(home, { recursive: true, mode: 0o711 })
  for (const directory of [ROOT_HOME, home]) chmodSync(directory, 0o711)
  return ok(home)
}

function pointedHome(control: string, home: string): Result<string> {
  if (!existsSync(join(home, 'cluster', 'PG_VERSION'))) {
    const lost = `the database of ${control} is expected in ${home} and is not there`
    return fail(
      'cluster.missing',
      `${lost}; bring it back or restore a backup. Nothing new is made in its place`,
    )
  }
  const other = readOrNull(join(home, 'belongs-to'))?.trim()
  if (home !== control && other !== undefined && other !== control && existsSync(join(other, 'home'))) {
    return fail(
      'cluster.busy',
      `the database in ${home} belongs to ${other}; ${control} is a copy without its own`,
    )
  }
  return ok(home)
}

/** Directories of our own are opened for passing through (not for listing); those above are left as they are. */
function makeReachable(data: string, control: string, account: Account): boolean {
  if (!mayReach(dirname(data), account)) return false
  for (const directory of [data, control]) {
    const stat = statSync(directory)
    if (!mayEnter(directory, account)) chmodSync(directory, (stat.mode & 0o7777) | 0o011)
  }
  return true
}

function setAside(home: string, log: ClusterLog): void {
  for (let number = 1; ; number++) {
    const aside = `${home}.set-aside-${number}`
    if (existsSync(aside)) continue
    renameSync(home, aside)
    log.warn(
      `a database whose data directory was emptied is kept in ${aside}; delete it when it is not wanted`,
    )
    return
  }
}

function socketDirectory(home: string, account: Account): string {
  const inside = join(home, 'run')
  if (Buffer.byteLength(join(inside, SOCKET_NAME)) <= SOCKET_PATH_BYTES_MAX) return inside
  return `/tmp/basinet-${account.uid}-${createHash('sha256').update(home).digest('hex').slice(0, 16)}`
}

/** In /tmp somebody else may have made the name first: then it is refused, not used. */
function makePrivate(directory: string, account: Account): Result<null> {
  try {
    mkdirSync(directory, { mode: 0o700 })
    if (runningAsRoot()) chownSync(directory, account.uid, account.gid)
  } catch (error) {
    if (!isSystemError(error, 'EEXIST')) throw error
  }
  const stat = lstatSync(directory)
  if (stat.isDirectory() && stat.uid === account.uid && (stat.mode & 0o077) === 0) return ok(null)
  return fail(
    'cluster.user',
    `${directory} must be a directory of user number ${account.uid} that nobody else may enter`,
  )
}
