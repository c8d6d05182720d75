import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { logRead, readAs, requireSubject, subjectOf } from '@basinet/kernel/http'
import { published, type Published } from '@basinet/results/contract'
import { listRecords, type Core } from '@basinet/kernel/record'
import type { Tx } from '@basinet/kernel/store'
import { instrument, type Instrument } from '../contract/instrument.ts'
import { ledgerEntry, type LedgerEntry } from '../contract/ledger-entry.ts'
import { CAPABILITY, LINE } from '../contract/words.ts'
import { resultActivities } from './results.ts'
import { activitiesFile, organisationFile, type Activity, type Publisher } from './publish.ts'

const PAGE = 500
const INSTRUMENTS_MAX = 2000
const ENTRIES_MAX = 5000

const publisher = Type.Object(
  {
    /** Identifier of the publisher, by registration agency and number; nobody's by default. */
    ref: Type.String({ pattern: '^[A-Z]{2,}-[A-Za-z0-9-]{2,60}$' }),
    name: Type.String({ minLength: 2, maxLength: 160 }),
    type: Type.String({ pattern: '^[1-9][0-9]$', description: 'IATI codelist OrganisationType' }),
  },
  { additionalProperties: false },
)

/** IATI 2.03 files of the node's own public records; a demonstration's are marked as a test in their name. */
export function iatiRoutes(app: FastifyInstance, core: Core): void {
  const get = (
    path: string,
    operationId: string,
    summary: string,
    file: (tx: Tx, by: Publisher) => Promise<string>,
  ): void => {
    app.get(
      `/api/v1/iati/${path}`,
      {
        preHandler: requireSubject,
        schema: { operationId, summary, tags: [`${LINE}/${CAPABILITY}`], querystring: publisher },
      },
      async (request, reply) => {
        const subject = subjectOf(request)
        const text = await readAs(core, subject, (tx) => file(tx, request.query as Publisher))
        await logRead(core, subject, {
          kind: 'record.list',
          type: instrument.type,
          count: 1,
          details: { iati: path },
        })
        return reply.type('application/xml; charset=utf-8').send(text)
      },
    )
  }
  get(
    'activities.xml',
    'iati-activities',
    'Public instruments and their transactions as IATI 2.03',
    async (tx, by) => {
      const demo = core.mode === 'demo'
      const results = resultActivities(
        by,
        await readResults(core, tx, demo),
        core.now().toISOString().slice(0, 10),
      )
      return activitiesFile(by, await readActivities(tx, demo), core.now(), results)
    },
  )
  get('organisation.xml', 'iati-organisation', 'The publisher as IATI 2.03', (_, by) =>
    Promise.resolve(organisationFile(by, core.now())),
  )
}

/** Public instruments in force or closed, with their public entries; exercises only where everything is one. */
async function readActivities(tx: Tx, exercises: boolean): Promise<Activity[]> {
  const found: Activity[] = []
  for (let cursor: string | null = ''; cursor !== null && found.length < INSTRUMENTS_MAX;) {
    const page: Awaited<ReturnType<typeof listRecords<Instrument>>> = await listRecords<Instrument>(
      tx,
      instrument,
      {
        filters: [{ name: 'state', op: 'in', value: ['active', 'closed'] }],
        limit: PAGE,
        ...(cursor === '' ? {} : { cursor }),
      },
    )
    if (!page.ok) throw new Error(`BUG: ${page.error.message}`)
    for (const { id, body, label, updatedAt } of page.value.items)
      if (label.class === 'public' && (exercises || !label.exercise))
        found.push({ id, body, updatedAt, entries: await entriesOf(tx, id, exercises) })
    cursor = page.value.next
  }
  return found
}

async function entriesOf(tx: Tx, id: string, exercises: boolean): Promise<Activity['entries']> {
  const { rows } = await tx.client.query<{ id: string; body: LedgerEntry }>(
    `SELECT id, body FROM basinet.r_ledger_entry WHERE f_instrument = $1 AND f_state = 'posted' AND class = 0
       AND (NOT exercise OR $2) ORDER BY created_at, id LIMIT ${ENTRIES_MAX}`,
    [id, exercises],
  )
  if (rows.length === ENTRIES_MAX)
    throw new Error(`BUG: ${ledgerEntry.type} of one instrument past the bound`)
  return rows
}

const RESULTS_MAX = 20_000

/** What the nation itself published of its results, where this node keeps results at all. */
async function readResults(core: Core, tx: Tx, exercises: boolean): Promise<Published[]> {
  if (core.registry.record(published.type) === undefined) return []
  const { rows } = await tx.client.query<{ body: Published }>(
    `SELECT body FROM basinet.r_published_result WHERE class = 0 AND f_state = 'published' AND owner = $1 AND f_nation = $1
       AND (NOT exercise OR $2) ORDER BY f_code, f_period LIMIT ${RESULTS_MAX}`,
    [core.nation, exercises],
  )
  return rows.map((row) => row.body)
}
