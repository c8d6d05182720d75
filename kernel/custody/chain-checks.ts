import { END_KINDS, isReceiver, ORIGINS, sameHolder, type ChainState } from './chain-state.ts'
import type { CustodyEvent, EventKind } from './contract/custody-event.ts'
import type { Gap, GapCode } from './gap.ts'

/** Steps at which somebody looked at the seal. */
const SEAL_SEEN: readonly EventKind[] = [
  'sealed',
  'opened',
  'resealed',
  'transferred',
  'received',
  'declined',
  'produced',
  'checked',
  ...END_KINDS,
]
const SEAL_PUT_ON: readonly EventKind[] = [...ORIGINS, 'sealed', 'resealed']
const MOVES: readonly EventKind[] = ['transferred', 'produced', ...END_KINDS]

/** What earlier steps left behind besides the state. */
export interface Before {
  readonly state: ChainState
  /** Time of the last step that was no correction; null before the first. */
  readonly at: string | null
  readonly sealsUsed: ReadonlySet<string>
}

type Report = (code: GapCode, expected: string | null, found: string | null) => Gap

/** Everything wrong between a step and what went before it; the links between events are checked apart. */
export function gapsOfStep(before: Before, event: CustodyEvent): Gap[] {
  const report: Report = (code, expected, found) => ({ code, sequence: event.sequence, expected, found })
  if (event.kind === 'corrected') return []
  return [
    ...orderGaps(before, event, report),
    ...holderGaps(before.state, event, report),
    ...receiptGaps(before.state, event, report),
    ...sealGaps(before, event, report),
    ...contentGaps(before.state, event, report),
  ]
}

function orderGaps({ state, at }: Before, event: CustodyEvent, report: Report): Gap[] {
  const gaps: Gap[] = []
  if (at !== null && Date.parse(event.at) < Date.parse(at)) gaps.push(report('time-order', at, event.at))
  if (at === null && !ORIGINS.includes(event.kind)) gaps.push(report('no-origin', null, event.kind))
  if (state.ended !== null) gaps.push(report('after-end', state.ended, event.kind))
  return gaps
}

function holderGaps(state: ChainState, event: CustodyEvent, report: Report): Gap[] {
  const held = state.holder
  if (held === null) return []
  const named = event.kind === 'checked' ? event.to : event.from
  if (named === null || sameHolder(held, named)) return []
  return [report('holder-mismatch', held.name, named.name)]
}

function receiptGaps(state: ChainState, event: CustodyEvent, report: Report): Gap[] {
  if (event.kind !== 'received') return []
  const { transit } = state
  if (transit === null) return [report('not-sent', null, event.to?.name ?? null)]
  const gaps: Gap[] = []
  if (event.to !== null && !isReceiver(transit.to, event.to))
    gaps.push(report('receiver-mismatch', transit.to.name, event.to.name))
  if (event.by === transit.giver) gaps.push(report('same-person', null, event.by))
  if (transit.expectedAt !== null && Date.parse(event.at) > Date.parse(transit.expectedAt))
    gaps.push(report('late-receipt', transit.expectedAt, event.at))
  return gaps
}

function sealGaps({ state, sealsUsed }: Before, event: CustodyEvent, report: Report): Gap[] {
  const gaps: Gap[] = []
  if (SEAL_SEEN.includes(event.kind) && event.sealBefore !== state.seal)
    gaps.push(report('seal-mismatch', state.seal, event.sealBefore))
  if (SEAL_PUT_ON.includes(event.kind) && event.sealAfter !== null && sealsUsed.has(event.sealAfter))
    gaps.push(report('seal-reused', null, event.sealAfter))
  if (state.open && MOVES.includes(event.kind)) gaps.push(report('unsealed', null, event.kind))
  return gaps
}

function contentGaps(state: ChainState, event: CustodyEvent, report: Report): Gap[] {
  const gaps: Gap[] = []
  if (event.sha256 !== null && state.sha256 !== null && event.sha256 !== state.sha256)
    gaps.push(report('hash-mismatch', state.sha256, event.sha256))
  const [was, is] = [state.quantity, event.quantity]
  if (was === null || is === null) return gaps
  const [expected, found] = [`${was.value} ${was.unit}`, `${is.value} ${is.unit}`]
  if (was.unit !== is.unit) gaps.push(report('unit-changed', expected, found))
  else if (is.value > was.value) gaps.push(report('quantity-grew', expected, found))
  return gaps
}
