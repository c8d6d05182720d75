import type pg from 'pg'
import type { Keyring } from '../keys/keyring.ts'

/** Seals the node's network keys with the identity key in use; like the network, under the name of each key. */
export async function resealNetwork(
  client: pg.Client,
  keyring: Pick<Keyring, 'seal' | 'open'>,
): Promise<{ readonly resealed: number; readonly lost: readonly string[] }> {
  const { rows: there } = await client.query<{ there: boolean }>(
    `SELECT to_regclass('basinet.network_key') IS NOT NULL AS there`,
  )
  if (there[0]?.there !== true) return { resealed: 0, lost: [] }
  const { rows } = await client.query<{ key_id: string; sealed: string }>(
    'SELECT key_id, sealed FROM basinet.network_key ORDER BY key_id',
  )
  const lost: string[] = []
  for (const { key_id, sealed } of rows) {
    const name = `network/${key_id}`
    const opened = keyring.open('identity', name, sealed)
    if (!opened.ok) {
      lost.push(name)
      continue
    }
    const fresh = keyring.seal('identity', name, opened.value)
    await client.query('UPDATE basinet.network_key SET sealed = $2 WHERE key_id = $1', [key_id, fresh])
  }
  return { resealed: rows.length - lost.length, lost }
}

/** The same for the key that signs certificates, kept by programme/training. */
export async function resealCredentialKey(
  client: pg.Client,
  keyring: Pick<Keyring, 'seal' | 'open'>,
): Promise<{ readonly resealed: number; readonly lost: readonly string[] }> {
  const { rows: there } = await client.query<{ there: boolean }>(
    `SELECT to_regclass('basinet.credential_key') IS NOT NULL AS there`,
  )
  if (there[0]?.there !== true) return { resealed: 0, lost: [] }
  const { rows } = await client.query<{ sealed: string }>('SELECT sealed FROM basinet.credential_key')
  const [held] = rows
  if (held === undefined) return { resealed: 0, lost: [] }
  const opened = keyring.open('identity', 'credential', held.sealed)
  if (!opened.ok) return { resealed: 0, lost: ['credential'] }
  await client.query('UPDATE basinet.credential_key SET sealed = $1', [
    keyring.seal('identity', 'credential', opened.value),
  ])
  return { resealed: 1, lost: [] }
}
