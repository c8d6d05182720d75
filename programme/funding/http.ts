import type { FastifyInstance } from 'fastify'
import { logRead, readAs, requireSubject, subjectOf } from '@basinet/kernel/http'
import { listRecords, type Core } from '@basinet/kernel/record'
import type { Tx } from '@basinet/kernel/store'
import { ledgerEntry, type LedgerEntry } from './contract/ledger-entry.ts'
import { CAPABILITY, LINE } from './contract/words.ts'
import { groupEntries, type Group } from './group.ts'

const PAGE = 200
/** More entries than this are asked for by filter. */
const ENTRIES_MAX = 200_000

/** Every entry in force that the subject may read, exercises left out, each with the id of its record. */
export async function readLedger(tx: Tx): Promise<(LedgerEntry & { readonly id: string })[]> {
  const found: (LedgerEntry & { readonly id: string })[] = []
  for (let cursor: string | undefined; found.length < ENTRIES_MAX;) {
    const page = await listRecords<LedgerEntry>(tx, ledgerEntry, {
      filters: [{ name: 'state', op: 'eq', value: 'posted' }],
      limit: PAGE,
      ...(cursor === undefined ? {} : { cursor }),
    })
    if (!page.ok) throw new Error(`BUG: ${page.error.message}`)
    for (const { id, body, label } of page.value.items) if (!label.exercise) found.push({ ...body, id })
    if (page.value.next === null) break
    cursor = page.value.next
  }
  return found
}

/** `GET /api/v1/funding/table`: the ledger in rows that may be read together; unlike bases stand apart, conflicts side by side. */
export function fundingRoutes(app: FastifyInstance, core: Core): void {
  app.get(
    '/api/v1/funding/table',
    {
      preHandler: requireSubject,
      schema: {
        operationId: 'table-of-funding',
        summary: 'Ledger entries in force by basis, years, nation, area and account',
        tags: [`${LINE}/${CAPABILITY}`],
      },
    },
    async (request): Promise<{ rows: Group[] }> => {
      const subject = subjectOf(request)
      const entries = await readAs(core, subject, readLedger)
      await logRead(core, subject, {
        kind: 'record.list',
        type: ledgerEntry.type,
        count: entries.length,
        details: { table: true },
      })
      return { rows: groupEntries(entries) }
    },
  )
}
