import type { EquipmentItem } from '../contract/item.ts'

export const FINDINGS = [
  'lost',
  'grounded',
  'overdue-stops',
  'overdue',
  'hours-unknown',
  'defect',
  'fuel-unknown',
  'parts-short',
  'inspection-due',
] as const

/** Something that stands against the use of an item; `text` names the defect, task or part. */
export interface Finding {
  readonly code: (typeof FINDINGS)[number]
  readonly text: string
}
export type Readiness = 'ready' | 'limited' | 'down'

const STOPS: ReadonlySet<Finding['code']> = new Set(['lost', 'grounded', 'overdue-stops'])
/** Told, and no hindrance to a tasking. */
const TOLD: ReadonlySet<Finding['code']> = new Set(['parts-short', 'inspection-due'])
const DAY_MS = 86_400_000

/** Everything that stands against an item at a moment, what stops it first. */
export function findingsOf(item: EquipmentItem, atMs: number): Finding[] {
  const found: Finding[] = [
    ...(item.state === 'active' ? [] : [{ code: 'lost', text: item.name } as const]),
    ...item.defects
      .filter((d) => d.closedAt === null)
      .map(({ grounding, text }) => ({ code: grounding ? 'grounded' : 'defect', text }) as const),
    ...item.plan.flatMap((task) => overdue(task, item.engineHours, atMs)),
    ...(item.fuelPerHourL !== null && item.fuelL === null
      ? [{ code: 'fuel-unknown', text: item.name } as const]
      : []),
    ...item.parts
      .filter(({ held, least }) => held < least)
      .map(({ part, name }) => ({ code: 'parts-short', text: `${part} ${name}` }) as const),
    ...(inspectionDue(item, atMs)
      ? [{ code: 'inspection-due', text: item.grant?.donor ?? '' } as const]
      : []),
  ]
  return found.toSorted((a, b) => FINDINGS.indexOf(a.code) - FINDINGS.indexOf(b.code))
}

function overdue(task: EquipmentItem['plan'][number], hours: number | null, atMs: number): Finding[] {
  const days = task.everyDays === null ? null : daysLeft(task.lastOn, task.everyDays, atMs)
  if (task.everyHours !== null && hours === null && !(days !== null && days <= 0))
    return [{ code: 'hours-unknown', text: task.task }]
  // Never done here counts from an hour meter at nought.
  const left = task.everyHours === null ? null : (task.lastHours ?? 0) + task.everyHours - (hours ?? 0)
  const late = (left !== null && left <= 0) || (days !== null && days <= 0)
  return late ? [{ code: task.stops ? 'overdue-stops' : 'overdue', text: task.task }] : []
}

/** Whole days until something that repeats is due; what was never done is due. */
function daysLeft(last: string | null, every: number, atMs: number): number {
  return last === null ? 0 : Math.ceil((Date.parse(last) + every * DAY_MS - atMs) / DAY_MS)
}

/** The day of the next end-use inspection; null where none was agreed. */
export function inspectionOn({ grant, inspections }: EquipmentItem): string | null {
  if (grant === null) return null
  const last = inspections.reduce((latest, { on }) => (on > latest ? on : latest), grant.since)
  return new Date(Date.parse(last) + grant.inspectEveryDays * DAY_MS).toISOString().slice(0, 10)
}

function inspectionDue(item: EquipmentItem, atMs: number): boolean {
  const on = inspectionOn(item)
  return on !== null && Date.parse(on) <= atMs
}

/** Down: must not be used. Limited: may be used, with something to be known. */
export function readinessOf(findings: readonly Finding[]): Readiness {
  if (findings.some(({ code }) => STOPS.has(code))) return 'down'
  return findings.some(({ code }) => !TOLD.has(code)) ? 'limited' : 'ready'
}

/** How long the tank lasts, hours; null where the fuel or the consumption is not known. */
export function fuelHours({ fuelL, fuelPerHourL }: EquipmentItem): number | null {
  return fuelL === null || fuelPerHourL === null ? null : fuelL / fuelPerHourL
}
