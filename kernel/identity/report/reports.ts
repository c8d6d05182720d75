import { fail, ok, type Failure, type Result } from '../../contract/result.ts'
import type { Subject } from '../../contract/subject.ts'
import { sealedSubject, type Core } from '../../record/core.ts'
import { nationValue } from '../commands/nation-parameter.ts'
import { asNode } from '../context.ts'
import { DORMANT_DAYS } from '../records/nation-parameter.ts'
import { readDuties, readPeople, readPostings } from '../store/reports.ts'
import { accessReport, dormantReport, type AccessAgainstPosting, type DormantAccount } from './accounts.ts'
import { dutiesReport, type DutiesReport } from './duties.ts'

/** People, postings and decisions looked at for one report; a report that was cut says so. */
export const REPORT_ROWS_MAX = 50_000

export interface Reports {
  /** Errors of all: `identity.denied`. */
  duties(subject: Subject, from: Date, to: Date): Promise<Result<DutiesReport & { cut: boolean }>>
  /** Also `identity.parameter-unset` where neither the caller nor the nation says how many days. */
  dormant(
    subject: Subject,
    days?: number,
  ): Promise<Result<{ days: number; items: DormantAccount[]; cut: boolean }>>
  access(subject: Subject): Promise<Result<{ items: AccessAgainstPosting[]; cut: boolean }>>
}

/** Those who watch see all three; administrators see what they have to tidy, not the check on themselves. */
const MAY: Readonly<Record<keyof Reports, readonly string[]>> = {
  duties: ['auditor', 'oversight'],
  dormant: ['auditor', 'oversight', 'administrator'],
  access: ['auditor', 'oversight', 'administrator'],
}

/** The reports of issue and law: who both made and approved, dormant accounts, access against posting. Each is logged. */
export function createReports(core: Core): Reports {
  const denied = (subject: Subject, report: keyof Reports): { ok: false; error: Failure } | null =>
    MAY[report].some((role) => subject.roles.includes(role))
      ? null
      : fail('identity.denied', `this report is for: ${MAY[report].join(', ')}`)
  const log = (subject: Subject, report: string, count: number, details: object) =>
    core.audit.write({
      kind: 'report.read',
      at: core.now(),
      actor: subject.person,
      session: subject.session,
      purpose: subject.purpose,
      outcome: 'done',
      count,
      details: { report, ...details },
    })
  return {
    async duties(subject, from, to) {
      const no = denied(subject, 'duties')
      if (no !== null) return no
      const rows = await asNode(core, (tx) => readDuties(tx, from, to, REPORT_ROWS_MAX))
      await log(subject, 'duties', rows.length, { from: from.toISOString(), to: to.toISOString() })
      return ok({ ...dutiesReport(rows), cut: rows.length === REPORT_ROWS_MAX })
    },
    async dormant(subject, days) {
      const no = denied(subject, 'dormant')
      if (no !== null) return no
      const at = core.now()
      const set = days ?? (await nationDays(core, subject, at))
      if (set === null)
        return fail('identity.parameter-unset', `the nation has not set ${DORMANT_DAYS}`, 'days')
      const people = await asNode(core, (tx) => readPeople(tx, REPORT_ROWS_MAX))
      const items = dormantReport(people, at, set)
      await log(subject, 'dormant', items.length, { days: set })
      return ok({ days: set, items, cut: people.length === REPORT_ROWS_MAX })
    },
    async access(subject) {
      const no = denied(subject, 'access')
      if (no !== null) return no
      const [people, postings] = await asNode(core, async (tx) => [
        await readPeople(tx, REPORT_ROWS_MAX),
        await readPostings(tx, REPORT_ROWS_MAX),
      ])
      const items = accessReport(people, postings, core.now())
      await log(subject, 'access', items.length, {})
      return ok({ items, cut: people.length === REPORT_ROWS_MAX || postings.length === REPORT_ROWS_MAX })
    },
  }
}

async function nationDays(core: Core, subject: Subject, at: Date): Promise<number | null> {
  const set = await core.store.run(sealedSubject(core, subject, at), { readOnly: true }, (tx) =>
    nationValue(tx, DORMANT_DAYS),
  )
  return set?.value ?? null
}
