import type { Static } from 'typebox'
import type { RecordDeclaration, StoredRecord } from '../contract/record.ts'
import type { Subject } from '../contract/subject.ts'
import type { Need, NeedsSource } from '../http/needs.ts'
import { sealedSubject, type Core } from '../record/core.ts'
import { listRecords, type Filter } from '../record/list.ts'
import { breakGlass, type BreakGlassBody } from './records/break-glass.ts'
import { dataSubjectRequest } from './records/data-subject-request.ts'
import { clockState } from './records/request-clock.ts'

type RequestBody = Static<typeof dataSubjectRequest.body>

const ITEMS_MAX = 100

async function list<T>(
  core: Core,
  subject: Subject,
  at: Date,
  decl: unknown,
  filters: Filter[],
): Promise<readonly StoredRecord<T>[]> {
  const page = await core.store.run(sealedSubject(core, subject, at), { readOnly: true }, (tx) =>
    listRecords<T>(tx, decl as RecordDeclaration, { filters, limit: ITEMS_MAX }),
  )
  return page.ok ? page.value.items : []
}

/** Emergency access to be reviewed, one's own while it is open, and data-subject requests with their clock. */
export const identityNeeds: NeedsSource = async (core, subject) => {
  const at = core.now()
  const needs: Need[] = []
  if (subject.roles.includes('break-glass-approver')) {
    const due = await list<BreakGlassBody>(core, subject, at, breakGlass, [
      { name: 'review', op: 'eq', value: 'due' },
    ])
    needs.push(...due.filter((r) => r.body.person !== subject.person).map((r) => reviewNeed(r, at)))
  }
  if (subject.roles.includes('officer')) {
    const own = await list<BreakGlassBody>(core, subject, at, breakGlass, [
      { name: 'person', op: 'eq', value: subject.person },
      { name: 'state', op: 'eq', value: 'open' },
      { name: 'until', op: 'gte', value: at.toISOString() },
    ])
    needs.push(...own.map(openNeed))
  }
  if (subject.roles.includes('data-protection')) {
    const open = await list<RequestBody>(core, subject, at, dataSubjectRequest, [
      { name: 'state', op: 'in', value: ['received', 'in-work'] },
    ])
    needs.push(...open.map((r) => requestNeed(r, at)))
  }
  return needs
}

function reviewNeed(record: StoredRecord<BreakGlassBody>, at: Date): Need {
  const due = record.body.reviewDue ?? record.body.until
  const late = Date.parse(due) < at.getTime()
  return {
    kind: 'review',
    title: {
      key: late ? 'needs.break-glass-overdue' : 'needs.break-glass-review',
      params: { person: record.body.person },
    },
    at: record.body.from,
    dueAt: due,
    severity: late ? 'critical' : 'warning',
    link: `/records/break-glass/${record.id}`,
  }
}

function openNeed(record: StoredRecord<BreakGlassBody>): Need {
  return {
    kind: 'deadline',
    title: { key: 'needs.break-glass-open', params: { until: record.body.until } },
    at: record.body.from,
    dueAt: record.body.until,
    severity: 'info',
    link: `/records/break-glass/${record.id}`,
  }
}

const SEVERITY = {
  'no-time-set': 'warning',
  'in-time': 'info',
  near: 'warning',
  overdue: 'critical',
  closed: 'info',
} as const

function requestNeed(record: StoredRecord<RequestBody>, at: Date): Need {
  const state = clockState(record.body, at)
  return {
    kind: 'deadline',
    title: { key: `needs.data-subject-request-${state}`, params: { reference: record.body.reference } },
    at: record.body.receivedAt,
    ...(record.body.dueAt === null ? {} : { dueAt: record.body.dueAt }),
    severity: SEVERITY[state],
    link: `/records/data-subject-request/${record.id}`,
  }
}
