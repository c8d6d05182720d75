import { fail, ok, type Result } from '../contract/result.ts'
import type { Tx } from '../store/store.ts'

/** A record that a court document repeats. */
export interface CourtItem {
  readonly type: string
  readonly id: string
}

/** The decision of an owner's central authority that made an item evidence here. */
interface Conversion {
  readonly decision: string
  readonly caseNumber: string
  readonly uses: readonly string[]
  readonly conditions: string
  readonly certificate: Readonly<Record<string, string | null>> | null
  readonly decidedAt: string
  readonly validUntil: string | null
}

/** What of a court document came from abroad, and by what it is evidence. */
export interface Foreign {
  readonly type: string
  readonly id: string
  readonly owner: string
  readonly conversion: Conversion
}

interface Material extends Omit<Foreign, 'id' | 'conversion'> {
  /** Null: the label names the nation as a source, and no record of it was found. */
  readonly id: string | null
  readonly conversion: Conversion | null
}

/** A document for a court is asked for this use of the conversion. */
const COURT = 'court'
const ITEMS_MAX = 200

/**
 * Stands in the way of every court document: what came from abroad is intelligence only until its owner's central authority made it
 * evidence for a court. Asked of all records the document repeats, in the transaction that reads them; the answer is what the document
 * must print: conditions, limits of use, certificates. Errors: `court.unconverted` (which items of whom), `court.use`,
 * `court.unknown` (not there, or too much hangs on it to be looked through).
 */
export async function courtReady(tx: Tx, items: readonly CourtItem[]): Promise<Result<readonly Foreign[]>> {
  if (items.length > ITEMS_MAX) return fail('court.unknown', `a document of at most ${ITEMS_MAX} records`)
  const foreign = new Map<string, Foreign>()
  const open = new Map<string, Material>()
  for (const { type, id } of items) {
    const { rows } = await tx.client.query<{ material: readonly Material[] | null }>(
      'SELECT basinet.court_material($1, $2) AS material',
      [type, id],
    )
    const material = rows[0]?.material ?? null
    if (material === null)
      return fail('court.unknown', `where ${type} ${id} comes from could not be looked through`)
    for (const one of material) {
      const key = `${one.type}/${one.id ?? ''}/${one.owner}`
      if (one.conversion === null || one.id === null) open.set(key, one)
      else foreign.set(key, { ...one, id: one.id, conversion: one.conversion })
    }
  }
  if (open.size > 0) {
    const named = [...open.values()].map(({ type, owner }) => `${type} of ${owner}`)
    return fail(
      'court.unconverted',
      `intelligence only, until the owner’s central authority makes it evidence: ${[...new Set(named)].join(', ')}`,
    )
  }
  const beyond = [...foreign.values()].find(({ conversion }) => !conversion.uses.includes(COURT))
  if (beyond !== undefined)
    return fail(
      'court.use',
      `${beyond.type} of ${beyond.owner} may be used for ${beyond.conversion.uses.join(', ')} only`,
    )
  return ok([...foreign.values()])
}
