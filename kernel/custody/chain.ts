import { gapsOfStep } from './chain-checks.ts'
import { NOTHING, stepForward, type ChainState, type Loan } from './chain-state.ts'
import type { CustodyEvent } from './contract/custody-event.ts'
import type { Gap } from './gap.ts'

export interface ChainEvent {
  readonly id: string
  /** SHA-256 of the event's id and canonical text, hex, computed afresh and never taken from the store. */
  readonly hash: string
  readonly body: CustodyEvent
}

/** What the exhibit says of the end of its chain. */
export interface ChainHead {
  readonly events: number
  readonly lastEvent: string
  readonly lastEventHash: string
}

export interface Chain extends ChainState {
  readonly gaps: readonly Gap[]
  readonly overdue: {
    /** On its way and not received when it was expected. */
    readonly receipt: boolean
    readonly returns: readonly Loan[]
  }
}

/**
 * Follows the custody of one exhibit from its first event to its last and names every gap. Pure: time is given.
 * @param events in the order of their sequence
 * @param head what the exhibit says; null when only a part of the chain is looked at
 */
export function followChain(events: readonly ChainEvent[], head: ChainHead | null, now: Date): Chain {
  const gaps: Gap[] = []
  const sealsUsed = new Set<string>()
  let state = NOTHING
  let at: string | null = null
  let previous: ChainEvent | null = null
  for (const event of events) {
    gaps.push(...linkGaps(previous, event), ...gapsOfStep({ state, at, sealsUsed }, event.body))
    state = stepForward(state, event.body)
    if (event.body.kind !== 'corrected') at = event.body.at
    if (event.body.sealAfter !== null) sealsUsed.add(event.body.sealAfter)
    previous = event
  }
  gaps.push(...headGaps(previous, head))
  const late = (time: string | null): boolean => time !== null && Date.parse(time) < now.getTime()
  return {
    ...state,
    gaps,
    overdue: {
      receipt: late(state.transit?.expectedAt ?? null),
      returns: state.loans.filter((loan) => late(loan.dueBack)),
    },
  }
}

function linkGaps(previous: ChainEvent | null, event: ChainEvent): Gap[] {
  const { sequence } = event.body
  const expected = (previous?.body.sequence ?? 0) + 1
  if (sequence !== expected || event.body.previous !== (previous?.id ?? null))
    return [{ code: 'missing-event', sequence, expected: String(expected), found: String(sequence) }]
  const hash = previous?.hash ?? null
  return event.body.previousHash === hash
    ? []
    : [{ code: 'altered', sequence: sequence - 1, expected: event.body.previousHash, found: hash }]
}

function headGaps(last: ChainEvent | null, head: ChainHead | null): Gap[] {
  if (head === null) return []
  const sequence = last?.body.sequence ?? 0
  if (last?.id !== head.lastEvent || sequence !== head.events)
    return [{ code: 'missing-event', sequence, expected: String(head.events), found: String(sequence) }]
  return last.hash === head.lastEventHash
    ? []
    : [{ code: 'altered', sequence, expected: head.lastEventHash, found: last.hash }]
}
