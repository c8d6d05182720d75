import type { Keyring } from '../../keys/keyring.ts'
import { asNode, type NodeCore } from '../context.ts'
import { readSealed, replaceSeal, type SealedColumn, type SealedRow } from '../store/credentials.ts'

type Vault = Pick<Keyring, 'seal' | 'open' | 'sealedVersion' | 'activeVersion'>

const PAGE = 200
const COLUMNS: readonly SealedColumn[] = ['password', 'totp', 'totp_pending']

export interface Resealed {
  readonly looked: number
  readonly resealed: number
  /** Seals no key of the ring opens: those people need an invitation. */
  readonly lost: readonly string[]
}

/**
 * Seals every password hash and TOTP secret with the identity key in use. To be run after that key was rotated and before
 * the old one is retired: what is still sealed by a retired key nobody can open again.
 */
export async function resealIdentity(core: NodeCore, vault: Vault): Promise<Resealed> {
  let looked = 0
  let resealed = 0
  const lost: string[] = []
  let after: string | null = null
  for (;;) {
    const from: string | null = after
    const page: SealedRow[] = await asNode(core, (tx) => readSealed(tx, from, PAGE))
    for (const row of page) {
      for (const column of COLUMNS) {
        const outcome = await resealOne(core, vault, row, column)
        if (outcome !== 'none') looked++
        if (outcome === 'done') resealed++
        if (outcome === 'lost') lost.push(row.person)
      }
    }
    after = page.at(-1)?.person ?? null
    if (page.length < PAGE) return { looked, resealed, lost }
  }
}

async function resealOne(
  core: NodeCore,
  vault: Vault,
  row: SealedRow,
  column: SealedColumn,
): Promise<'none' | 'current' | 'done' | 'lost'> {
  const sealed = row[column]
  if (sealed === null) return 'none'
  const version = vault.sealedVersion(sealed)
  if (version.ok && version.value === vault.activeVersion('identity')) return 'current'
  const id = `${column === 'password' ? 'password' : 'totp'}:${row.person}`
  const opened = vault.open('identity', id, sealed)
  if (!opened.ok) return 'lost'
  const fresh = vault.seal('identity', id, opened.value)
  return (await asNode(core, (tx) => replaceSeal(tx, row.person, column, sealed, fresh))) ? 'done' : 'current'
}
