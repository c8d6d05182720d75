import type { Tx } from '../../store/store.ts'
import { recordFromRow } from '../../record/row.ts'
import type { RecordDeclaration } from '../../contract/record.ts'
import type { PersonBody } from '../records/person.ts'
import { person } from '../records/person.ts'

/** What sign-in knows of an account. Sealed texts are opened by the node's identity key. */
export interface Account {
  readonly id: string
  readonly person: PersonBody
  readonly password: string | null
  readonly mustChange: boolean
  readonly totp: string | null
  readonly totpPending: string | null
  readonly totpStep: number
  readonly passkeys: number
  readonly recoveryCodes: number
}

export interface AccountKey {
  readonly name?: string
  readonly person?: string
  readonly passkey?: string
  readonly issuer?: string
  readonly subject?: string
}

interface AccountRow {
  readonly person: string
  readonly version: number
  readonly body: Record<string, unknown>
  readonly password: string | null
  readonly must_change: boolean
  readonly totp: string | null
  readonly totp_pending: string | null
  readonly totp_step: string
  readonly passkeys: string
  readonly recovery_codes: string
}

/** A body stored by an older version, lifted to this one. */
export function liftBody<T>(decl: unknown, version: number, body: Record<string, unknown>): T {
  const declaration = decl as RecordDeclaration
  const stamp = new Date(0)
  const row = {
    id: '',
    rev: 1,
    version,
    title: '',
    body,
    created_at: stamp,
    created_by: '',
    updated_at: stamp,
    updated_by: '',
    supersedes: null,
  }
  return recordFromRow<T>(declaration, row).body
}

export async function findAccount(tx: Tx, key: AccountKey): Promise<Account | null> {
  const { rows } = await tx.client.query<AccountRow>(
    'SELECT * FROM basinet.identity_account($1, $2, $3, $4, $5)',
    [key.name ?? null, key.person ?? null, key.passkey ?? null, key.issuer ?? null, key.subject ?? null],
  )
  const row = rows[0]
  if (row === undefined) return null
  return {
    id: row.person,
    person: liftBody<PersonBody>(person, row.version, row.body),
    password: row.password,
    mustChange: row.must_change,
    totp: row.totp,
    totpPending: row.totp_pending,
    totpStep: Number(row.totp_step),
    passkeys: Number(row.passkeys),
    recoveryCodes: Number(row.recovery_codes),
  }
}

export interface ColleagueName {
  readonly id: string
  readonly name: string
  readonly rank: string
  readonly unit: string | null
}

/** Names for a list of ids; runs as whoever asks. */
export async function colleagueNames(tx: Tx, ids: readonly string[]): Promise<ColleagueName[]> {
  const { rows } = await tx.client.query<ColleagueName>('SELECT * FROM basinet.identity_names($1)', [ids])
  return rows
}

/** Which of these are people of this nation, and whether each is active. */
export async function knownPeople(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, boolean>> {
  const { rows } = await tx.client.query<{ id: string; active: boolean }>(
    'SELECT id, active FROM basinet.identity_known($1)',
    [ids],
  )
  return new Map(rows.map(({ id, active }) => [id, active]))
}

/** Active colleagues whose name holds the words, by name, with the unit's id. */
export async function findColleagues(
  tx: Tx,
  words: string,
  most: number,
): Promise<(ColleagueName & { unitId: string | null })[]> {
  const { rows } = await tx.client.query<ColleagueName & { unitId: string | null }>(
    'SELECT * FROM basinet.identity_colleagues($1, $2)',
    [words, most],
  )
  return rows
}

/** How many people ever held the role of administrator, and how many active ones do. */
export async function administratorCounts(tx: Tx): Promise<{ ever: number; active: number }> {
  const { rows } = await tx.client.query<{ ever: string; active: string }>(
    'SELECT * FROM basinet.identity_administrators()',
  )
  return { ever: Number(rows[0]?.ever ?? 0), active: Number(rows[0]?.active ?? 0) }
}
