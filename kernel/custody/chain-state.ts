import type { CustodyEvent, EventKind } from './contract/custody-event.ts'
import type { Holder, Quantity } from './contract/words.ts'

/** Given out to be brought back: by when, and to whose unit. */
export interface Loan {
  readonly dueBack: string
  readonly lender: Holder
}

export interface Transit {
  readonly to: Holder
  readonly giver: string
  readonly since: string
  readonly expectedAt: string | null
  /** Set when it is to come back; a hand-over that does not come about lent nothing. */
  readonly loan: Loan | null
}

/** Where an exhibit stands after the steps so far. */
export interface ChainState {
  /** Who answers for it: the giver until the receiver has it. */
  readonly holder: Holder | null
  readonly transit: Transit | null
  readonly place: string | null
  readonly seal: string | null
  /** The seal was broken and not replaced yet. */
  readonly open: boolean
  readonly quantity: Quantity | null
  readonly sha256: string | null
  /** Outstanding loans, outermost first: a court may lend to a laboratory what the store lent to the court. */
  readonly loans: readonly Loan[]
  readonly ended: EventKind | null
}

export const NOTHING: ChainState = {
  holder: null,
  transit: null,
  place: null,
  seal: null,
  open: false,
  quantity: null,
  sha256: null,
  loans: [],
  ended: null,
}

export const ORIGINS: readonly EventKind[] = ['seized', 'registered', 'derived']
export const END_KINDS: readonly EventKind[] = ['returned', 'destroyed', 'forfeited']

/** The same account, or for who has none the same name and unit. */
export function sameHolder(a: Holder, b: Holder): boolean {
  if (a.person !== null || b.person !== null) return a.person === b.person
  return a.name === b.name && a.unit === b.unit
}

/** Sent to a person it is received by that person; sent to a unit, by anybody of it. */
export function isReceiver(sentTo: Holder, receiver: Holder): boolean {
  return sentTo.person === null ? sentTo.unit === receiver.unit : sentTo.person === receiver.person
}

/** The state as the event leaves it: what was found counts, not what should have been. */
export function stepForward(state: ChainState, event: CustodyEvent): ChainState {
  if (event.kind === 'corrected') return state
  const next = {
    ...state,
    place: event.place,
    quantity: event.quantity ?? state.quantity,
    sha256: event.sha256 ?? state.sha256,
  }
  switch (event.kind) {
    case 'seized':
    case 'registered':
    case 'derived':
      return { ...next, holder: event.to, seal: event.sealAfter }
    case 'sealed':
    case 'resealed':
      return { ...next, seal: event.sealAfter, open: false }
    case 'opened':
      return { ...next, seal: null, open: true }
    case 'transferred':
      return { ...next, seal: event.sealAfter, transit: transitOf(event) }
    case 'received':
      return { ...found(next, event), transit: null, loans: loansAfter(state, event) }
    case 'declined':
      return { ...next, seal: event.sealAfter, transit: null }
    case 'checked':
      return { ...found(next, event), transit: null }
    case 'produced':
      return { ...next, seal: event.sealAfter }
    case 'returned':
    case 'destroyed':
    case 'forfeited':
      return { ...next, holder: event.to, transit: null, loans: [], ended: event.kind }
    default:
      return next
  }
}

function found(state: ChainState, event: CustodyEvent): ChainState {
  return {
    ...state,
    holder: event.to ?? state.holder,
    seal: event.sealAfter,
    open: state.open && event.sealAfter === null,
  }
}

function transitOf(event: CustodyEvent): Transit | null {
  if (event.to === null) return null
  const loan =
    event.dueBack === null || event.from === null ? null : { dueBack: event.dueBack, lender: event.from }
  return { to: event.to, giver: event.by, since: event.at, expectedAt: event.expectedAt, loan }
}

/** What reaches a lender's unit ends that loan and those made from it; what was lent on the way begins. */
function loansAfter(state: ChainState, event: CustodyEvent): readonly Loan[] {
  const index = state.loans.findIndex((loan) => loan.lender.unit === event.to?.unit)
  const left = index < 0 ? state.loans : state.loans.slice(0, index)
  const made = state.transit?.loan ?? null
  return made === null || made.lender.unit === event.to?.unit ? left : [...left, made]
}
