import { randomBytes } from 'node:crypto'
import type { SqlTx } from '../streams/index.ts'
import type { Parts } from './parts.ts'

const SECRET_BYTES = 32

/** Secrets that are in the database already, by node: a record each asks for one. */
const secrets = new WeakMap<Parts, Map<string, Buffer>>()

/** What names under an agreement are made with: of references that are hidden, and of readers. */
export async function aliasSecret(parts: Parts, tx: SqlTx, agreement: string): Promise<Buffer> {
  const known = secrets.get(parts) ?? new Map<string, Buffer>()
  secrets.set(parts, known)
  const there = known.get(agreement) ?? (await readSecret(tx, agreement))
  if (there !== null) {
    known.set(agreement, there)
    return there
  }
  await tx.db.client.query(
    'INSERT INTO basinet.network_alias_key (agreement, secret) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    [agreement, randomBytes(SECRET_BYTES)],
  )
  // Not remembered before it is committed: the next look finds it.
  const made = await readSecret(tx, agreement)
  if (made === null) throw new Error('BUG: the secret of the agreement was made')
  return made
}

async function readSecret(tx: SqlTx, agreement: string): Promise<Buffer | null> {
  const { rows } = await tx.db.client.query<{ secret: Buffer }>(
    'SELECT secret FROM basinet.network_alias_key WHERE agreement = $1',
    [agreement],
  )
  return rows[0]?.secret ?? null
}
