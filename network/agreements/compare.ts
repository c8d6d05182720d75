import { CLASSES, ONWARD } from '@basinet/kernel/contract'
import { MODES, type AgreementText } from './text.ts'

/** Which way a change goes for the data of those who give it. */
export type Effect = 'wider' | 'narrower' | 'other'

export interface Change {
  /** Dotted path of the field; a kind is named by its type. */
  readonly field: string
  readonly before: unknown
  readonly after: unknown
  readonly effect: Effect
}

type Judge = (before: never, after: never) => Effect

const ladder =
  (steps: readonly string[]): Judge =>
  (before: string, after: string) =>
    steps.indexOf(after) > steps.indexOf(before) ? 'wider' : 'narrower'
const more: Judge = (before: number | null, after: number | null) =>
  (after ?? Number.POSITIVE_INFINITY) > (before ?? Number.POSITIVE_INFINITY) ? 'wider' : 'narrower'
const flag: Judge = (_before: boolean, after: boolean) => (after ? 'wider' : 'narrower')
const set: Judge = (before: readonly string[] | null, after: readonly string[] | null) => {
  if (after === null) return 'wider'
  if (before === null) return 'narrower'
  if (before.every((x) => after.includes(x))) return 'wider'
  return after.every((x) => before.includes(x)) ? 'narrower' : 'other'
}
const units: Judge = (before: object[] | null, after: object[] | null) => {
  const names = (list: object[] | null) => list?.map((u) => JSON.stringify(u)) ?? null
  return set(names(before) as never, names(after) as never)
}

/** Fields whose change has a direction; the rest is shown as changed. */
const JUDGES: Readonly<Record<string, Judge>> = {
  parties: set,
  givers: set,
  purposes: set,
  classCeiling: ladder(CLASSES),
  releaseCeiling: set,
  handling: set,
  personal: flag,
  juvenile: flag,
  'onward.rule': ladder(ONWARD.toReversed()),
  'onward.to': set,
  retentionDays: more,
  leaseDays: more,
  graceDays: more,
  units,
  humanRelease: ladder(['always', 'personal', 'never']),
  validUntil: more,
}

/** Every difference between two versions of an agreement, in the order of the text, each with its direction. */
export function compareTexts(before: AgreementText, after: AgreementText): Change[] {
  const changes: Change[] = []
  for (const field of Object.keys(before) as (keyof AgreementText)[]) {
    if (field === 'v' || field === 'id' || field === 'version') continue
    if (field === 'kinds') changes.push(...compareKinds(before, after))
    else if (field === 'onward' || field === 'clocks')
      changes.push(...compareInside(field, before[field], after[field]))
    else push(changes, field, before[field], after[field])
  }
  return changes
}

function compareInside(field: string, before: object, after: object): Change[] {
  const changes: Change[] = []
  for (const [name, value] of Object.entries(before))
    push(changes, `${field}.${name}`, value, (after as Record<string, unknown>)[name])
  return changes
}

function push(changes: Change[], field: string, before: unknown, after: unknown): void {
  if (plain(before) === plain(after)) return
  const judge = JUDGES[field]
  changes.push({ field, before, after, effect: judge?.(before as never, after as never) ?? 'other' })
}

function compareKinds(before: AgreementText, after: AgreementText): Change[] {
  const changes: Change[] = []
  const types = new Set([...before.kinds, ...after.kinds].map((k) => k.type))
  for (const type of types) {
    const [old, next] = [before, after].map((text) => text.kinds.find((k) => k.type === type) ?? null)
    if (old === undefined || next === undefined) continue
    const field = `kinds.${type}`
    if (old === null) changes.push({ field, before: null, after: next, effect: 'wider' })
    else if (next === null) changes.push({ field, before: old, after: null, effect: 'narrower' })
    else {
      if (old.mode !== next.mode) {
        const effect = ladder(MODES)(old.mode as never, next.mode as never)
        changes.push({ field: `${field}.mode`, before: old.mode, after: next.mode, effect })
      }
      if (plain(old.fields) !== plain(next.fields)) {
        const effect = set(old.fields as never, next.fields as never)
        changes.push({ field: `${field}.fields`, before: old.fields, after: next.fields, effect })
      }
    }
  }
  return changes
}

function plain(value: unknown): string {
  return JSON.stringify(value, (_key, v: unknown) =>
    v instanceof Uint8Array ? Buffer.from(v).toString('hex') : v,
  )
}
