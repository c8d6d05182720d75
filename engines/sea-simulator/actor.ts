import type { Plan } from './plan.ts'
import type { Habit } from './route.ts'
import type { ActorKind } from './sea.ts'

/** What a transmitter says of its ship. */
export type Ship = {
  readonly imo: number | null
  readonly callSign: string
  /** ITU-R M.1371-5 Annex 8 table 53. */
  readonly shipType: number
  readonly lengthM: number
  readonly beamM: number
  readonly draughtM: number
  readonly destination: string
}

export type Equipment = 'A' | 'B' | 'sart' | 'aid' | 'base' | 'none'

/** What the transmitter is made to say instead of the true position. */
export type Falsehood = { readonly lonShiftDeg: number; readonly latShiftDeg: number }

/** Anything that moves, lies or stands in the simulated sea; all of it a function of time. */
export type Actor = {
  readonly id: string
  readonly kind: ActorKind
  readonly name: string
  readonly mmsi: number | null
  readonly equipment: Equipment
  readonly ship: Ship | null
  readonly plan: Plan
  /** Added to the Unix time to get the time of the plan, milliseconds. */
  readonly shiftMs: number
  readonly habit: Habit
  /** Key of all its noise. */
  readonly key: number
  /** Transmits and exists only within; absent = always. */
  readonly fromMs?: number
  readonly toMs?: number
  readonly falsehood?: Falsehood
  readonly cruiseAltitudeM?: number
  /** Of its Mode S transponder. */
  readonly address?: number
}

export function existsAt(actor: Actor, atMs: number): boolean {
  return (
    (actor.fromMs === undefined || atMs >= actor.fromMs) && (actor.toMs === undefined || atMs < actor.toMs)
  )
}
