import type { Dice } from './dice.ts'
import { DAY_MS } from './region.ts'
import type { Weather } from './sea.ts'

const HOUR_MS = 3_600_000

/** What a run will go through, drawn from its seed. */
export interface Storm {
  readonly ms: number
  readonly weather: Weather
  readonly deadliness: number
  readonly counts: Readonly<Record<Trouble, number>>
}

export const TROUBLES = [
  'write',
  'track',
  'revise',
  'hand-on',
  'recall',
  'end',
  'rotate',
  'revoke',
  'part',
  'crash',
  'flip',
  'full',
  'skew',
  'restore',
] as const
export type Trouble = (typeof TROUBLES)[number]

/** Days of the longest storm: a partition of 30 and what comes after it. */
export const STORM_DAYS_MAX = 45
/** Share of the troubles that a run shorter than that goes through. */
const SHORT_SHARE = 0.4

export function brew(dice: Dice, daysMax: number): Storm {
  const bad = dice.chance(0.7)
  const most: Record<Trouble, number> = {
    write: 40,
    track: 40,
    revise: 10,
    'hand-on': 8,
    recall: 8,
    end: 1,
    rotate: 2,
    revoke: 1,
    part: 5,
    crash: 6,
    flip: 5,
    full: 3,
    skew: 4,
    restore: 1,
  }
  const counts = { ...most }
  const scale = daysMax < STORM_DAYS_MAX ? SHORT_SHARE : 1
  for (const trouble of TROUBLES) counts[trouble] = Math.round(dice.int(0, most[trouble]) * scale)
  counts.write += Math.round(10 * scale)
  return {
    ms: Math.min(daysMax, dice.chance(0.6) ? dice.int(1, 8) : dice.int(9, STORM_DAYS_MAX)) * DAY_MS,
    weather: {
      loss: bad ? dice.pick([0.01, 0.1, 0.4]) : 0,
      doubled: bad ? dice.pick([0, 0.05, 0.3]) : 0,
      damaged: bad ? dice.pick([0, 0.01, 0.1]) : 0,
      astray: bad ? dice.pick([0, 0.02, 0.1]) : 0,
      delayMs: dice.pick([50, 600, 5000]),
    },
    deadliness: bad ? dice.pick([0, 0.001, 0.01]) : 0,
    counts,
  }
}

/** How long a partition lasts: from a minute to the 30 days after a hurricane. */
export function cutMs(dice: Dice): number {
  return dice.pick([60_000, HOUR_MS, 12 * HOUR_MS, 5 * DAY_MS, 30 * DAY_MS]) * (0.5 + dice.next() / 2)
}

export function fullMs(dice: Dice): number {
  return dice.int(1, 120) * HOUR_MS
}

/** A clock that is wrong by up to a day. */
export function skewMs(dice: Dice): number {
  return Math.round((dice.next() * 2 - 1) * 23.5 * HOUR_MS)
}
