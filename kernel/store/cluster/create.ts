import { randomBytes } from 'node:crypto'
import {
  appendFileSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fail, ok } from '../../contract/result.ts'
import type { Result } from '../../contract/result.ts'
import type { Account } from './account.ts'
import { runningAsRoot } from './account.ts'
import type { Binaries } from './binaries.ts'
import type { Place } from './place.ts'
import { writePointer } from './place.ts'
import { readOrNull } from './process-identity.ts'
import { runProgram } from './programs.ts'
import type { ClusterLog } from './types.ts'
import type { Purpose } from './settings.ts'

const PASSWORD_BYTES = 32
const SCRATCH_PREFIX = 'creating-'
/** The builtin provider, whose order never changes with the C library, came with 17. */
const BUILTIN_PROVIDER_SINCE = 17
export const SUPERUSER = 'postgres'

/** Makes the cluster when there is none; refuses one of another major version. */
export async function ensureCreated(
  place: Place,
  binaries: Binaries,
  purpose: Purpose,
  log: ClusterLog,
): Promise<Result<null>> {
  const found = readOrNull(join(place.pgData, 'PG_VERSION'))?.trim()
  if (found === undefined) {
    log.info('preparing the database (once)')
    const made = await initialise(place, binaries, purpose)
    if (!made.ok) return made
  } else if (found !== String(binaries.major)) {
    return fail(
      'cluster.version',
      `the database in ${place.pgData} was made by PostgreSQL ${found}, and this is PostgreSQL ${binaries.major}. ` +
        `Start the version of Basinet that brought PostgreSQL ${found}, make a backup there and restore it here`,
    )
  }
  if (!existsSync(join(place.control, 'home'))) writePointer(place)
  return ok(null)
}

/** The password is kept from before the cluster exists: a creation cut short is then repeated with the same one. */
export function superuserPassword(place: Place): string {
  const kept = readOrNull(place.passwordFile)?.trim()
  if (kept !== undefined && kept !== '') return kept
  const password = randomBytes(PASSWORD_BYTES).toString('base64url')
  writeFileSync(place.passwordFile, `${password}\n`, { mode: 0o600 })
  return password
}

/** initdb works in a directory beside the final one, so that what has the final name is always complete. */
async function initialise(place: Place, binaries: Binaries, purpose: Purpose): Promise<Result<null>> {
  removeUnfinished(place.home)
  const scratch = mkdtempSync(join(place.home, SCRATCH_PREFIX))
  const data = join(scratch, 'cluster')
  const passwordFile = join(scratch, 'password')
  try {
    mkdirSync(data, { mode: 0o700 })
    writeFileSync(passwordFile, superuserPassword(place), { mode: 0o600 })
    giveTo(place.account, scratch, data, passwordFile)
    const failure = await initdb(place, binaries, purpose, data, passwordFile)
    if (failure !== null) return fail('cluster.initdb', `the database could not be prepared: ${failure}`)
    appendFileSync(join(data, 'postgresql.conf'), "\ninclude = 'basinet.conf'\n")
    renameSync(data, place.pgData)
    flushDirectory(place.home)
    return ok(null)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** @returns what went wrong, or null */
async function initdb(
  place: Place,
  binaries: Binaries,
  purpose: Purpose,
  data: string,
  passwordFile: string,
): Promise<string | null> {
  const program = join(binaries.root, 'bin', 'initdb')
  let output = ''
  for (const ctype of ['C.UTF-8', 'C']) {
    const args = initdbArguments(binaries.major, purpose, data, passwordFile, ctype)
    const run = await runProgram({ program, args, account: place.account, cwd: place.home })
    if (run.code === 0) return null
    output = run.output
    if (!output.includes('invalid locale name')) break
  }
  return output
}

/**
 * Collation is the builtin C.UTF-8. The character classes of the text search parser still come from LC_CTYPE of the C
 * library: under plain C it takes the marks around « Éclair » and “Ñandú” for letters, so C is only the second choice, for
 * systems that have no C.UTF-8.
 */
export function initdbArguments(
  major: number,
  purpose: Purpose,
  data: string,
  passwordFile: string,
  ctype: string,
): string[] {
  const builtin = major >= BUILTIN_PROVIDER_SINCE
  return [
    `--pgdata=${data}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    ...(builtin ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : []),
    '--locale=C',
    `--lc-ctype=${ctype}`,
    `--lc-collate=${builtin ? 'C' : ctype}`,
    '--text-search-config=simple',
    '--data-checksums',
    ...(purpose === 'tests' ? ['--no-sync'] : []),
  ]
}

/** Left by a creation that was killed. */
function removeUnfinished(home: string): void {
  for (const name of readdirSync(home)) {
    if (name.startsWith(SCRATCH_PREFIX)) rmSync(join(home, name), { recursive: true, force: true })
  }
}

/** The pointer is written next; it must never reach the disk before the cluster it points to. */
function flushDirectory(path: string): void {
  const directory = openSync(path, 'r')
  fsyncSync(directory)
  closeSync(directory)
}

function giveTo(account: Account, ...paths: readonly string[]): void {
  if (!runningAsRoot()) return
  for (const path of paths) chownSync(path, account.uid, account.gid)
}
