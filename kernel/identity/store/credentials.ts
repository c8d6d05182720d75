import type { Tx } from '../../store/store.ts'

async function truth(tx: Tx, call: string, values: unknown[]): Promise<boolean> {
  const { rows } = await tx.client.query<{ done: boolean }>(`SELECT basinet.${call} AS done`, values)
  return rows[0]?.done === true
}

export async function setPassword(
  tx: Tx,
  person: string,
  sealed: string,
  changeNext: boolean,
): Promise<void> {
  await tx.client.query('SELECT basinet.identity_password_set($1, $2, $3, $4)', [
    person,
    sealed,
    tx.at,
    changeNext,
  ])
}

export async function beginTotp(tx: Tx, person: string, sealed: string): Promise<void> {
  await tx.client.query('SELECT basinet.identity_totp_begin($1, $2)', [person, sealed])
}

/** False when another secret has been begun meanwhile. */
export const confirmTotp = (tx: Tx, person: string, pending: string, step: number, recovery: Buffer[]) =>
  truth(tx, 'identity_totp_confirm($1, $2, $3, $4)', [person, pending, step, recovery])

/** True for the first to use this time step or a later one. */
export const useTotp = (tx: Tx, person: string, step: number) =>
  truth(tx, 'identity_totp_use($1, $2)', [person, step])

export async function setRecoveryCodes(tx: Tx, person: string, hashes: Buffer[]): Promise<void> {
  await tx.client.query('SELECT basinet.identity_recovery_set($1, $2)', [person, hashes])
}

export const useRecoveryCode = (tx: Tx, person: string, hash: Buffer) =>
  truth(tx, 'identity_recovery_use($1, $2)', [person, hash])

export interface StoredPasskey {
  readonly id: string
  readonly person: string
  readonly name: string
  readonly publicKey: Buffer
  readonly counter: number
  readonly transports: readonly string[]
  readonly deviceType: string
  readonly backedUp: boolean
  readonly madeAt: Date
  readonly usedAt: Date | null
}

interface PasskeyRow {
  readonly id: string
  readonly person: string
  readonly name: string
  readonly public_key: Buffer
  readonly counter: string
  readonly transports: string[]
  readonly device_type: string
  readonly backed_up: boolean
  readonly made_at: Date
  readonly used_at: Date | null
}

/** Those of a person, or the one of an id. */
export async function readPasskeys(
  tx: Tx,
  key: { readonly person?: string; readonly id?: string },
): Promise<StoredPasskey[]> {
  const { rows } = await tx.client.query<PasskeyRow>('SELECT * FROM basinet.identity_passkeys($1, $2)', [
    key.person ?? null,
    key.id ?? null,
  ])
  return rows.map((row) => ({
    id: row.id,
    person: row.person,
    name: row.name,
    publicKey: row.public_key,
    counter: Number(row.counter),
    transports: row.transports,
    deviceType: row.device_type,
    backedUp: row.backed_up,
    madeAt: row.made_at,
    usedAt: row.used_at,
  }))
}

/** False when the authenticator is enrolled already. */
export const addPasskey = (tx: Tx, key: Omit<StoredPasskey, 'madeAt' | 'usedAt'>) =>
  truth(tx, 'identity_passkey_add($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
    key.id,
    key.person,
    key.name,
    key.publicKey,
    key.counter,
    key.transports,
    key.deviceType,
    key.backedUp,
    tx.at,
  ])

/** False when the counter did not grow: a copy of the authenticator may be about. */
export const usePasskey = (tx: Tx, id: string, counter: number) =>
  truth(tx, 'identity_passkey_used($1, $2, $3)', [id, counter, tx.at])

export const removePasskey = (tx: Tx, id: string, person: string) =>
  truth(tx, 'identity_passkey_remove($1, $2)', [id, person])

/** False when this subject or this person is bound already at that issuer. */
export const bindOidc = (tx: Tx, issuer: string, subject: string, person: string, by: string) =>
  truth(tx, 'identity_oidc_bind($1, $2, $3, $4, $5)', [issuer, subject, person, tx.at, by])

export interface NewLink {
  readonly hash: Buffer
  readonly person: string
  readonly kind: 'demo' | 'invitation'
  /** Approved invitation it is made from; null for the demonstration. */
  readonly grant: string | null
  readonly until: Date
  readonly madeBy: string
}

export const addLink = (tx: Tx, link: NewLink) =>
  truth(tx, 'identity_link_add($1, $2, $3, $4, $5, $6, $7)', [
    link.hash,
    link.person,
    link.kind,
    link.grant,
    link.until,
    link.madeBy,
    tx.at,
  ])

export async function takeLink(
  tx: Tx,
  hash: Buffer,
  demoAllowed: boolean,
): Promise<{ person: string; kind: 'demo' | 'invitation' } | null> {
  const { rows } = await tx.client.query<{ person: string; kind: 'demo' | 'invitation' }>(
    'SELECT * FROM basinet.identity_link_take($1, $2, $3)',
    [hash, tx.at, demoAllowed],
  )
  return rows[0] ?? null
}

/** True for the first to spend a challenge; kept until its end. */
export const spendChallenge = (tx: Tx, hash: Buffer, until: Date) =>
  truth(tx, 'identity_challenge_spend($1, $2, $3)', [hash, until, tx.at])

export type SealedColumn = 'password' | 'totp' | 'totp_pending'
export type SealedRow = { readonly person: string } & Readonly<Record<SealedColumn, string | null>>

export async function readSealed(tx: Tx, after: string | null, most: number): Promise<SealedRow[]> {
  const { rows } = await tx.client.query<SealedRow>('SELECT * FROM basinet.identity_sealed($1, $2)', [
    after,
    most,
  ])
  return rows
}

/** False when the secret was changed meanwhile. */
export const replaceSeal = (tx: Tx, person: string, what: SealedColumn, before: string, after: string) =>
  truth(tx, 'identity_reseal($1, $2, $3, $4)', [person, what, before, after])
