import type { Tx } from '@basinet/kernel/store'
import type { LedgerEntry } from '@basinet/funding/contract'
import type { Published } from '@basinet/results/contract'
import type { ReadEntry, SheetRecords } from './compose.ts'
import type { ReadResult } from './results.ts'

/** A sheet of two pages prints far fewer. */
const ENTRIES_MAX = 2000

/** Public entries and results that the sheet of a place may tell. */
export async function readPublic(tx: Tx, place: string): Promise<SheetRecords> {
  return { entries: await readEntries(tx, place), results: await readResults(tx, place) }
}

/** Public entries in force of a place and of the region. Throws past the bound: a sheet that leaves figures out is not printed. */
async function readEntries(tx: Tx, place: string): Promise<ReadEntry[]> {
  const { rows } = await tx.client.query<{ id: string; body: LedgerEntry; exercise: boolean }>(
    `SELECT id, body, exercise FROM basinet.r_ledger_entry
     WHERE class = 0 AND f_state = 'posted' AND (f_nation IS NULL OR f_nation = $1)
     ORDER BY f_reference LIMIT ${ENTRIES_MAX + 1}`,
    [place],
  )
  if (rows.length > ENTRIES_MAX) throw new Error(`more than ${ENTRIES_MAX} public figures of ${place}`)
  return rows.map(({ id, body, exercise }) => ({ id, body, label: { class: 'public', exercise } }))
}

const RESULTS_MAX = 2000

/** The newest public results of a place, of all nations for the region. Older ones past the bound are on no sheet. */
async function readResults(tx: Tx, place: string): Promise<ReadResult[]> {
  const { rows } = await tx.client.query<{ id: string; body: Published; exercise: boolean; owner: string }>(
    `SELECT id, body, exercise, owner FROM basinet.r_published_result
     WHERE class = 0 AND f_state = 'published' AND owner = f_nation AND (f_nation = $1 OR $1 = 'REGION')
     ORDER BY f_period DESC, f_code, f_nation LIMIT ${RESULTS_MAX}`,
    [place],
  )
  return rows.map(({ id, body, exercise, owner }) => ({
    id,
    body,
    label: { class: 'public', exercise, owner },
  }))
}
