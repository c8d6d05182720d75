import fc from 'fast-check'
import type { ChainEvent, ChainHead } from './chain.ts'
import type { CustodyEvent, EventKind } from './contract/custody-event.ts'
import type { Holder } from './contract/words.ts'
import { eventHash } from './event-hash.ts'

/** Chains as the commands make them, for property tests: an interpreter that keeps to the rules. */
export interface Step {
  readonly kind: EventKind
  readonly who: number
  readonly minutes: number
  readonly amount: number
}

export const PEOPLE: readonly Holder[] = [
  { person: 'p-anna', name: 'Anna', unit: 'customs' },
  { person: 'p-ben', name: 'Ben', unit: 'store' },
  { person: 'p-cleo', name: 'Cleo', unit: 'laboratory' },
  { person: null, name: 'Registrar', unit: 'High Court' },
]

const START_MS = Date.parse('2026-11-24T08:00:00.000Z')
const MINUTE_MS = 60_000

const stepArbitrary: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom<EventKind>(
    'sealed',
    'opened',
    'transferred',
    'received',
    'declined',
    'analysed',
    'produced',
    'checked',
    'corrected',
    'destroyed',
  ),
  who: fc.integer({ min: 0, max: PEOPLE.length - 1 }),
  minutes: fc.integer({ min: 0, max: 600 }),
  amount: fc.double({ min: 0, max: 1, noNaN: true }),
})

export const chainArbitrary: fc.Arbitrary<ChainEvent[]> = fc
  .array(stepArbitrary, { minLength: 4, maxLength: 25 })
  .map(chainOf)

interface Model {
  holder: Holder
  to: Holder | null
  seal: string | null
  open: boolean
  grams: number
  seals: number
  ended: boolean
}

const person = (index: number): Holder => PEOPLE[index % PEOPLE.length] as Holder

function chainOf(steps: readonly Step[]): ChainEvent[] {
  const model: Model = {
    holder: person(0),
    to: null,
    seal: 'S-0',
    open: false,
    grams: 1000,
    seals: 0,
    ended: false,
  }
  const events = [
    link(null, { ...BLANK, kind: 'seized', to: model.holder, sealAfter: 'S-0', quantity: grams(1000) }, 0),
  ]
  let minutes = 0
  for (const step of steps) {
    const fields = advance(model, step)
    if (fields === null) continue
    minutes += step.minutes
    events.push(link(events.at(-1) ?? null, { ...BLANK, kind: step.kind, ...fields }, minutes))
  }
  return events
}

export function headOf(events: readonly ChainEvent[]): ChainHead {
  const last = events.at(-1)
  return { events: events.length, lastEvent: last?.id ?? '', lastEventHash: last?.hash ?? '' }
}

const grams = (value: number) => ({ value, unit: 'g' })

export const BLANK: CustodyEvent = {
  exhibit: '00000000-0000-4000-8000-000000000000',
  sequence: 1,
  kind: 'seized',
  at: '',
  by: 'p-anna',
  second: null,
  from: null,
  to: null,
  place: 'store',
  sealBefore: null,
  sealAfter: null,
  condition: null,
  purpose: null,
  reason: null,
  authority: null,
  witness: null,
  receipt: null,
  expectedAt: null,
  dueBack: null,
  quantity: null,
  sha256: null,
  child: null,
  corrects: null,
  previous: null,
  previousHash: null,
}

/** An event after another, with its links and hash. */
export function link(previous: ChainEvent | null, fields: CustodyEvent, minutes: number): ChainEvent {
  const sequence = (previous?.body.sequence ?? 0) + 1
  const id = `00000000-0000-4000-8000-${String(sequence).padStart(12, '0')}`
  const body = {
    ...fields,
    sequence,
    at: new Date(START_MS + minutes * MINUTE_MS).toISOString(),
    previous: previous?.id ?? null,
    previousHash: previous?.hash ?? null,
  }
  return { id, body, hash: eventHash(id, body) }
}

const accountOf = (holder: Holder): string => holder.person ?? 'p-clerk'

/** The event's fields, or null where the rules do not allow the step now. */
function advance(m: Model, step: Step): Partial<CustodyEvent> | null {
  const seen = { sealBefore: m.seal, sealAfter: m.seal }
  if (m.ended) return null
  if (step.kind === 'corrected') return {}
  if (m.to !== null) return inTransit(m, step, seen)
  if (step.kind === 'checked') return { to: m.holder, ...seen, by: 'p-ben' }
  switch (step.kind) {
    case 'sealed': {
      const before = m.seal
      m.seal = `S-${++m.seals}`
      m.open = false
      return { from: m.holder, sealBefore: before, sealAfter: m.seal }
    }
    case 'opened': {
      const before = m.seal
      if (m.open) return null
      m.seal = null
      m.open = true
      return { from: m.holder, sealBefore: before }
    }
    case 'analysed':
      if (!m.open) return null
      m.grams *= step.amount
      return { from: m.holder, quantity: grams(m.grams) }
    case 'transferred':
      if (m.open || person(step.who) === m.holder) return null
      m.to = person(step.who)
      return { from: m.holder, to: m.to, by: accountOf(m.holder), ...seen }
    case 'produced':
      return m.open ? null : { from: m.holder, ...seen }
    case 'destroyed':
      if (m.open || step.amount < 0.9) return null
      m.ended = true
      return { from: m.holder, ...seen }
    default:
      return null
  }
}

function inTransit(m: Model, step: Step, seen: Partial<CustodyEvent>): Partial<CustodyEvent> | null {
  if (step.kind === 'declined') {
    m.to = null
    return { from: m.holder, ...seen }
  }
  if (step.kind !== 'received' || m.to === null) return null
  m.holder = m.to
  m.to = null
  return { to: m.holder, by: accountOf(m.holder), ...seen }
}
