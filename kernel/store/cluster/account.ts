import { readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { fail, ok } from '../../contract/result.ts'
import type { Result } from '../../contract/result.ts'

/** The operating system account the server runs as. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

/** PostgreSQL refuses to run as root; the first of these accounts that exists is taken. */
const ACCOUNTS_FOR_ROOT = ['postgres', 'basinet', 'nobody'] as const

export function runningAsRoot(): boolean {
  return process.getuid?.() === 0
}

/**
 * Whom the server runs as: ourselves, or for root an unprivileged account.
 * An existing cluster keeps the account its files belong to, also when a better one is installed later.
 * @param pgData directory of an existing cluster, or null for a new one
 */
export function serverAccount(pgData: string | null): Result<Account> {
  const self = { uid: process.getuid?.() ?? -1, gid: process.getgid?.() ?? -1 }
  const files = pgData === null ? undefined : statSync(pgData)
  if (!runningAsRoot()) {
    if (files !== undefined && files.uid !== self.uid) {
      return fail(
        'cluster.user',
        `the database in ${pgData ?? ''} belongs to user number ${files.uid}; start as that user or as root`,
      )
    }
    return ok(self)
  }
  if (files !== undefined && files.uid !== 0) return ok({ uid: files.uid, gid: files.gid })
  const passwd = readFileSync('/etc/passwd', 'utf8')
  for (const name of ACCOUNTS_FOR_ROOT) {
    const account = accountIn(passwd, name)
    if (account !== null) return ok(account)
  }
  return fail(
    'cluster.user',
    `PostgreSQL does not run as root and none of the accounts ${ACCOUNTS_FOR_ROOT.join(', ')} exists; ` +
      'create one (useradd --system basinet), start as an ordinary user, or set DATABASE_URL and DATABASE_ADMIN_URL',
  )
}

/** Looks a name up in the text of passwd(5). */
export function accountIn(passwd: string, name: string): Account | null {
  for (const line of passwd.split('\n')) {
    const [user, , uid, gid] = line.split(':')
    if (user === name && uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) }
  }
  return null
}

/** True when the account may pass through every directory down to and including `path`. */
export function mayReach(path: string, account: Account): boolean {
  for (let at = path; ; at = dirname(at)) {
    if (!mayEnter(at, account)) return false
    if (at === dirname(at)) return true
  }
}

/** True when the account has the search permission on this one directory. */
export function mayEnter(directory: string, account: Account): boolean {
  const stat = statSync(directory)
  const bit = stat.uid === account.uid ? 0o100 : stat.gid === account.gid ? 0o010 : 0o001
  return (stat.mode & bit) !== 0
}
