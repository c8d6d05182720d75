import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { logRead, readAs, requireSubject, subjectOf } from '@basinet/kernel/http'
import { listRecords, type Core } from '@basinet/kernel/record'
import type { Tx } from '@basinet/kernel/store'
import { instrument, type Instrument } from './contract/instrument.ts'
import { ledgerEntry } from './contract/ledger-entry.ts'
import type { DonorPortal } from './contract/wire.ts'
import { CAPABILITY, LINE, PORTAL } from './contract/words.ts'
import { readEntries } from './store.ts'

const ENTRIES_MAX = 500
const DONORS_MAX = 20
const Paging = Type.Object(
  { offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })) },
  { additionalProperties: false },
)

interface RegisteredDonor {
  readonly name: string
  readonly representatives: readonly string[]
}

/**
 * `GET /api/v1/funding/portal`: what the donors whose representative one is fund. The node reads it under the reader's own label
 * and clearance, with the right to these types that the role alone does not give, and only rows of those donors.
 */
export function portalRoutes(app: FastifyInstance, core: Core): void {
  app.get(
    '/api/v1/funding/portal',
    {
      preHandler: requireSubject,
      schema: {
        operationId: 'portal-of-funding',
        summary: 'What the donors one speaks for fund',
        tags: [`${LINE}/${CAPABILITY}`],
        querystring: Paging,
      },
    },
    async (request): Promise<DonorPortal> => {
      const subject = subjectOf(request)
      const { offset = 0 } = request.query as { offset?: number }
      const found = await readAs(core, { ...subject, roles: [...subject.roles, PORTAL] }, (tx) =>
        readPortal(core, tx, subject.person, offset),
      )
      await logRead(core, subject, {
        kind: 'record.list',
        type: ledgerEntry.type,
        count: found.entries.length + found.instruments.length,
        details: { portal: found.donors },
      })
      return found
    },
  )
}

/** What the donors this person speaks for fund; entries newest first, each donor's from `offset` on. */
async function readPortal(core: Core, tx: Tx, person: string, offset: number): Promise<DonorPortal> {
  const register = core.registry.record('donor')
  if (register === undefined) return { donors: [], entries: [], next: null, instruments: [] }
  const page = await listRecords<RegisteredDonor>(tx, register, {
    filters: [{ name: 'state', op: 'eq', value: 'active' }],
    limit: 500,
  })
  if (!page.ok) throw new Error(`BUG: ${page.error.message}`)
  const donors = page.value.items
    .filter(({ body }) => body.representatives.includes(person))
    .map(({ body }) => body.name)
    .slice(0, DONORS_MAX)
  const entries = []
  const instruments = []
  let next: number | null = null
  for (const donor of donors) {
    // One more than is shown tells whether more follow; each donor is paged by the same step.
    const own = { limit: ENTRIES_MAX + 1, offset }
    const read = await readEntries(tx, { donor }, core.mode === 'demo', own)
    if (read.length > ENTRIES_MAX) next = offset + ENTRIES_MAX
    entries.push(...read.slice(0, ENTRIES_MAX))
    const under = await listRecords<Instrument>(tx, instrument, {
      filters: [{ name: 'donor', op: 'eq', value: donor }],
      limit: ENTRIES_MAX,
    })
    if (!under.ok) throw new Error(`BUG: ${under.error.message}`)
    instruments.push(...under.value.items.map(({ id, body }) => ({ id, body })))
  }
  return { donors, entries, next, instruments }
}
