import { travelled, travelMs, type Travelled } from './profile.ts'
import { locate, type Habit, type Route, type Spot } from './route.ts'

export type AisMode = 'on' | 'off' | 'false-position'

/** ITU-R M.1371-5 Annex 8 table 45. */
export const STATUS = {
  underWayEngine: 0,
  anchored: 1,
  restricted: 3,
  moored: 5,
  fishing: 7,
  sailing: 8,
  sart: 14,
  none: 15,
} as const

/** One stretch of a vessel's plan: under way along a route, or lying at one of its ends. */
export type Phase = {
  readonly kind: 'sail' | 'stay'
  readonly route: Route
  /** Sail: against the route's sense. Stay: at its start (false) or end (true). */
  readonly back: boolean
  readonly speedKn: number
  readonly navStatus: number
  readonly ais: AisMode
  /** Sail: `ais` holds from this distance run on, and the transmitter is plainly on before; absent = all the way. */
  readonly aisFromM?: number
  readonly durationMs: number
}

/** Phases that repeat for ever; time is counted from the Unix epoch plus the actor's own shift. */
export type Plan = {
  readonly phases: readonly Phase[]
  readonly startMs: Float64Array
  readonly periodMs: number
}

/** What an actor does at one moment; filled by `stateAt`. */
export type State = Spot & {
  speedKn: number
  headingDeg: number
  turnDegPerMin: number
  navStatus: number
  ais: AisMode
  phase: number
}

export function emptyState(): State {
  return {
    lon: 0,
    lat: 0,
    courseDeg: 0,
    turnDegPerM: 0,
    speedKn: 0,
    headingDeg: 0,
    turnDegPerMin: 0,
    navStatus: 15,
    ais: 'on',
    phase: 0,
  }
}

type Options = { navStatus?: number; ais?: AisMode; aisFromM?: number }

export function sail(
  route: Route,
  speedKn: number,
  back = false,
  { navStatus = STATUS.underWayEngine, ais = 'on', aisFromM = 0 }: Options = {},
): Phase {
  const durationMs = travelMs(route.lengthM, speedKn)
  return { kind: 'sail', route, back, speedKn, navStatus, ais, aisFromM, durationMs }
}

export function stay(
  route: Route,
  atEnd: boolean,
  hours: number,
  { navStatus = STATUS.moored, ais = 'on' }: Options = {},
): Phase {
  return { kind: 'stay', route, back: atEnd, speedKn: 0, navStatus, ais, durationMs: hours * 3_600_000 }
}

/** Repeats the phases one after the other. */
export function planOf(phases: readonly Phase[]): Plan {
  const startMs = new Float64Array(phases.length)
  let at = 0
  for (const [i, phase] of phases.entries()) {
    startMs[i] = at
    at += phase.durationMs
  }
  return { phases, startMs, periodMs: at }
}

/** Repeats every `periodHours`; the last phase, a stay, is made longer to fill what is left. */
export function timetable(periodHours: number, phases: readonly Phase[]): Plan {
  const last = phases.at(-1)
  const used = phases.slice(0, -1).reduce((sum, p) => sum + p.durationMs, 0)
  const left = periodHours * 3_600_000 - used
  if (last?.kind !== 'stay' || left <= 0) {
    throw new Error(`BUG: a timetable of ${periodHours} h is over-full or does not end with a stay`)
  }
  return planOf([...phases.slice(0, -1), { ...last, durationMs: left }])
}

const run: Travelled = { distanceM: 0, speedKn: 0 }

/** Position and motion at a moment of the plan. `key` gives the actor's own heading at anchor. */
export function stateAt(plan: Plan, habit: Habit, key: number, planMs: number, out: State): void {
  const tau = ((planMs % plan.periodMs) + plan.periodMs) % plan.periodMs
  const i = phaseAt(plan.startMs, tau)
  const phase = plan.phases[i]!
  out.phase = i
  out.navStatus = phase.navStatus
  out.ais = phase.ais
  if (phase.kind === 'stay') {
    lie(phase, habit, key, planMs, out)
    return
  }
  travelled(phase.route.lengthM, phase.speedKn, tau - plan.startMs[i]!, run)
  if (run.distanceM < (phase.aisFromM ?? 0)) out.ais = 'on'
  locate(phase.route, phase.back ? phase.route.lengthM - run.distanceM : run.distanceM, habit, out)
  if (phase.back) out.courseDeg = (out.courseDeg + 180) % 360
  out.speedKn = run.speedKn
  const perM = phase.back ? -out.turnDegPerM : out.turnDegPerM
  out.turnDegPerMin = perM * run.speedKn * (1852 / 60)
  out.headingDeg = out.courseDeg
}

/** The trade wind blows from here, degrees; what lies at anchor heads into it. */
const WIND_FROM_DEG = 80

function lie(phase: Phase, habit: Habit, key: number, planMs: number, out: State): void {
  locate(phase.route, phase.back ? phase.route.lengthM : 0, habit, out)
  const alongside = (key % 36) * 10
  const swing = 12 * Math.sin(planMs / 420_000 + (key % 97))
  out.headingDeg = phase.navStatus === STATUS.moored ? alongside : WIND_FROM_DEG + swing
  out.courseDeg = out.headingDeg
  out.speedKn = 0
  out.turnDegPerMin = 0
}

function phaseAt(startMs: Float64Array, tau: number): number {
  let low = 0
  let high = startMs.length - 1
  while (low < high) {
    const mid = (low + high + 1) >> 1
    if (startMs[mid]! <= tau) low = mid
    else high = mid - 1
  }
  return low
}
