import type { Tx } from '@basinet/kernel/store'
import type { LedgerEntry } from '@basinet/funding/contract'
import type { ReadEntry } from './compose.ts'

/** A sheet of two pages prints far fewer. */
const ENTRIES_MAX = 2000

/** Public entries in force of a place and of the region. Throws past the bound: a sheet that leaves figures out is not printed. */
export async function readPublic(tx: Tx, place: string): Promise<ReadEntry[]> {
  const { rows } = await tx.client.query<{ id: string; body: LedgerEntry; exercise: boolean }>(
    `SELECT id, body, exercise FROM basinet.r_ledger_entry
     WHERE class = 0 AND f_state = 'posted' AND (f_nation IS NULL OR f_nation = $1)
     ORDER BY f_reference LIMIT ${ENTRIES_MAX + 1}`,
    [place],
  )
  if (rows.length > ENTRIES_MAX) throw new Error(`more than ${ENTRIES_MAX} public figures of ${place}`)
  return rows.map(({ id, body, exercise }) => ({ id, body, label: { class: 'public', exercise } }))
}
