import type { Tx } from '../../store/store.ts'
import type { LockoutPolicy } from '../sign-in/lockout.ts'

/** What an attempt counts under. */
export interface AttemptKeys {
  readonly account: Buffer
  readonly address: Buffer
}

export type Attempt =
  | { readonly locked: true; readonly until: Date }
  | {
      readonly locked: false
      readonly accountCount: number
      readonly addressCount: number
      /** Lock that stands if this attempt is refused. */
      readonly lockNext: Date | null
    }

interface AttemptRow {
  readonly locked_until: Date | number | null
  readonly account_count: number
  readonly address_count: number
  readonly lock_next: Date | number | null
}

/** node-postgres reads `infinity` as the number; ECMAScript's last date stands for it. */
const LAST_DATE_MS = 8.64e15
const dateOf = (value: Date | number | null): Date | null =>
  typeof value === 'number' ? new Date(LAST_DATE_MS) : value

/** Counts the attempt before it is judged. */
export async function beginAttempt(tx: Tx, keys: AttemptKeys, policy: LockoutPolicy): Promise<Attempt> {
  const { rows } = await tx.client.query<AttemptRow>(
    'SELECT * FROM basinet.identity_attempt($1, $2, $3, $4, $5, $6)',
    [keys.account, keys.address, tx.at, policy.account, policy.address, policy.addressWindowSeconds],
  )
  const row = rows[0]
  if (row === undefined) throw new Error('BUG: an attempt was not counted')
  const until = dateOf(row.locked_until)
  return until === null
    ? {
        locked: false,
        accountCount: row.account_count,
        addressCount: row.address_count,
        lockNext: dateOf(row.lock_next),
      }
    : { locked: true, until }
}

export async function undoAttempt(
  tx: Tx,
  keys: AttemptKeys,
  attempt: Attempt & { locked: false },
  success: boolean,
): Promise<void> {
  await tx.client.query('SELECT basinet.identity_attempt_undo($1, $2, $3, $4, $5)', [
    keys.account,
    attempt.accountCount,
    keys.address,
    attempt.addressCount,
    success,
  ])
}

export async function unlockAccount(tx: Tx, account: Buffer): Promise<void> {
  await tx.client.query('SELECT basinet.identity_unlock($1)', [account])
}
