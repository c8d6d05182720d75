import { readAs } from '../http/reading.ts'
import type { Need, NeedsSource } from '../http/needs.ts'
import { listRecords, type Filter } from '../record/list.ts'
import type { Tx } from '../store/store.ts'
import { exhibit } from './contract/exhibit.ts'
import { OFFICER } from './contract/words.ts'
import type { ExhibitRecord } from './step.ts'

const SHOWN_MAX = 100

/** Exhibits on their way to this person, and for a keeper those of the unit that are late or must come back. */
export const custodyNeeds: NeedsSource = async (core, subject) => {
  if (!core.registry.typesOf(subject.roles).includes(exhibit.type)) return []
  const now = core.now().toISOString()
  return readAs(core, subject, async (tx) => {
    const toMe = await exhibits(tx, [{ name: 'receiver', op: 'eq', value: subject.person }])
    const needs = toMe.map((record) => need(record, 'needs.exhibit.receive', record.body.expectedAt, now))
    if (!subject.roles.includes(OFFICER)) return needs
    const unit: Filter = { name: 'unit', op: 'eq', value: subject.unit }
    const late = await exhibits(tx, [unit, { name: 'expectedAt', op: 'lte', value: now }])
    const lender: Filter = { name: 'lender', op: 'eq', value: subject.unit }
    const lent = await exhibits(tx, [lender, { name: 'dueBack', op: 'lte', value: now }])
    return [
      ...needs,
      ...late.map((record) => need(record, 'needs.exhibit.late', record.body.expectedAt, now)),
      ...lent.map((record) => need(record, 'needs.exhibit.overdue', record.body.dueBack, now)),
    ]
  })
}

async function exhibits(tx: Tx, filters: Filter[]): Promise<ExhibitRecord[]> {
  const page = await listRecords<ExhibitRecord['body']>(tx, exhibit, { filters, limit: SHOWN_MAX })
  if (!page.ok) throw new Error(`BUG: ${page.error.message}`)
  return page.value.items
}

function need(record: ExhibitRecord, key: string, dueAt: string | null, now: string): Need {
  return {
    kind: 'task',
    title: { key, params: { number: record.body.number } },
    at: record.updatedAt,
    ...(dueAt === null ? {} : { dueAt }),
    severity: dueAt !== null && dueAt < now ? 'critical' : 'warning',
    link: `/node/custody/exhibit/${record.id}`,
  }
}
