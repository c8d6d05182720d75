import type { ClientBase } from 'pg'
import type { Keyring } from '../keys/keyring.ts'

const PAGE = 500

export interface Rewrapped {
  readonly looked: number
  readonly rewrapped: number
  /** Files whose key no key of the ring opens. */
  readonly lost: readonly string[]
}

/**
 * Wraps the key of every evidence file with the evidence key in use; the content, encrypted by the file's own key, stays as
 * it is. To be run after that key was rotated and before the old one is retired.
 * @param client a login that row-level security does not bind
 */
export async function rewrapEvidence(
  client: ClientBase,
  keyring: Pick<Keyring, 'seal' | 'open' | 'sealedVersion' | 'activeVersion'>,
): Promise<Rewrapped> {
  const lost: string[] = []
  let looked = 0
  let rewrapped = 0
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const { rows } = await client.query<{ id: string; wrapped: string }>(
      `SELECT id::text, wrapped_key AS wrapped FROM basinet.evidence_file
       WHERE wrapped_key IS NOT NULL AND id > $1 ORDER BY id LIMIT ${PAGE}`,
      [after],
    )
    for (const { id, wrapped } of rows) {
      looked += 1
      const version = keyring.sealedVersion(wrapped)
      if (version.ok && version.value === keyring.activeVersion('evidence')) continue
      const key = keyring.open('evidence', id, wrapped)
      if (!key.ok) {
        lost.push(id)
        continue
      }
      await client.query(
        'UPDATE basinet.evidence_file SET wrapped_key = $2 WHERE id = $1 AND wrapped_key = $3',
        [id, keyring.seal('evidence', id, key.value), wrapped],
      )
      rewrapped += 1
    }
    if (rows.length < PAGE) return { looked, rewrapped, lost }
    after = rows.at(-1)?.id ?? after
  }
}
