import { CLASSES, classRank, VETTED_FROM } from '../../contract/label.ts'
import type { PersonRow, PostingBody } from '../store/reports.ts'

const DAY_MS = 86_400_000

export interface DormantAccount {
  readonly person: string
  readonly lastSignIn: string | null
  /** Whole days since the last sign-in, or since the account was made where there was none. */
  readonly days: number
}

/** Active accounts nobody signed in with for `days` days. */
export function dormantReport(people: readonly PersonRow[], at: Date, days: number): DormantAccount[] {
  return people
    .filter((p) => p.person.state === 'active')
    .map((p) => ({
      person: p.id,
      lastSignIn: p.lastSignIn?.toISOString() ?? null,
      days: Math.floor((at.getTime() - (p.lastSignIn ?? p.madeAt).getTime()) / DAY_MS),
    }))
    .filter((p) => p.days >= days)
    .sort((a, b) => b.days - a.days)
}

export type AccessFinding =
  | { readonly kind: 'no-posting' }
  | { readonly kind: 'roles-beyond'; readonly roles: readonly string[] }
  | { readonly kind: 'clearance-beyond'; readonly held: string; readonly post: string }
  | { readonly kind: 'unit-differs'; readonly unit: string; readonly post: string }
  | { readonly kind: 'vetting-lapsed'; readonly until: string | null }
  | { readonly kind: 'appointed-alone' }

export interface AccessAgainstPosting {
  readonly person: string
  readonly findings: readonly AccessFinding[]
}

/** Where the rights held go beyond what the person's current postings entitle to. People without a finding are left out. */
export function accessReport(
  people: readonly PersonRow[],
  postings: readonly PostingBody[],
  at: Date,
): AccessAgainstPosting[] {
  const now = at.getTime()
  const current = postings.filter(
    (p) => Date.parse(p.from) <= now && (p.to === null || now < Date.parse(p.to)),
  )
  return people
    .filter((p) => p.person.state === 'active')
    .map((p) => ({
      person: p.id,
      findings: findingsOf(
        p,
        current.filter((c) => c.person === p.id),
        now,
      ),
    }))
    .filter((p) => p.findings.length > 0)
}

function findingsOf(row: PersonRow, held: readonly PostingBody[], now: number): AccessFinding[] {
  const { rights, unit } = row.person
  const found: AccessFinding[] = []
  const rank = classRank(rights.clearance)
  if (row.appointedAlone) found.push({ kind: 'appointed-alone' })
  if (
    rank >= classRank(VETTED_FROM) &&
    (rights.vettedUntil === null || Date.parse(rights.vettedUntil) <= now)
  )
    found.push({ kind: 'vetting-lapsed', until: rights.vettedUntil })
  const [first] = held
  if (first === undefined) {
    const holdsSomething =
      rights.roles.length > 0 || rank > 0 || rights.handling.length > 0 || rights.oversight
    return holdsSomething ? [...found, { kind: 'no-posting' }] : found
  }
  const beyond = rights.roles.filter((role) => !held.some((p) => p.roles.includes(role)))
  if (beyond.length > 0) found.push({ kind: 'roles-beyond', roles: beyond })
  const entitled = Math.max(...held.map((p) => classRank(p.clearance)))
  if (rank > entitled)
    found.push({ kind: 'clearance-beyond', held: rights.clearance, post: CLASSES[entitled] ?? 'public' })
  if (!held.some((p) => p.unit === unit)) found.push({ kind: 'unit-differs', unit, post: first.unit })
  return found
}
