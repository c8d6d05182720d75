import type { Random } from './random.ts'

/** A simulated craft: where it is at each time, and how well radars see it. */
export interface Craft {
  readonly id: string
  readonly small: boolean
  at(t: number): { x: number; y: number }
}

const STEP_SECONDS = 0.5

export interface Start {
  readonly x: number
  readonly y: number
  readonly courseRad: number
  readonly speed: number
}

/** Integrates a course and speed that change with time; places between steps are interpolated. */
function sailed(
  id: string,
  small: boolean,
  seconds: number,
  start: Start,
  change: (t: number, now: { course: number; speed: number }) => void,
): Craft {
  const xs = [start.x]
  const ys = [start.y]
  const now = { course: start.courseRad, speed: start.speed }
  for (let t = 0; t < seconds + STEP_SECONDS; t += STEP_SECONDS) {
    change(t, now)
    xs.push(xs.at(-1)! + STEP_SECONDS * now.speed * Math.sin(now.course))
    ys.push(ys.at(-1)! + STEP_SECONDS * now.speed * Math.cos(now.course))
  }
  return {
    id,
    small,
    at(t) {
      const n = Math.min(Math.floor(t / STEP_SECONDS), xs.length - 2)
      const part = t / STEP_SECONDS - n
      return { x: xs[n]! + part * (xs[n + 1]! - xs[n]!), y: ys[n]! + part * (ys[n + 1]! - ys[n]!) }
    },
  }
}

export function steady(id: string, seconds: number, start: Start, small = false): Craft {
  return sailed(id, small, seconds, start, () => undefined)
}

/** Two craft side by side on one course that turns a few times. */
export function formation(
  id: string,
  seconds: number,
  random: Random,
  start: Start,
  apartM: number,
): Craft[] {
  const turns = Array.from({ length: 3 }, () => ({
    from: random.between(60, seconds),
    lasts: random.between(20, 60),
    rate: random.between(-0.02, 0.02),
  }))
  const lead = sailed(`${id}1`, true, seconds, start, (t, now) => {
    for (const turn of turns)
      if (t >= turn.from && t < turn.from + turn.lasts) now.course += turn.rate * STEP_SECONDS
  })
  const bearing = random.between(0, 2 * Math.PI)
  const second: Craft = {
    id: `${id}2`,
    small: true,
    at(t) {
      const { x, y } = lead.at(t)
      return { x: x + apartM * Math.sin(bearing), y: y + apartM * Math.cos(bearing) }
    },
  }
  return [lead, second]
}

/** Swings about its course at speed. */
export function weaver(id: string, seconds: number, random: Random, start: Start): Craft {
  const period = random.between(40, 120)
  const swing = random.between(0.2, 0.7)
  return sailed(id, true, seconds, start, (t, now) => {
    now.course = start.courseRad + swing * Math.sin((2 * Math.PI * t) / period)
  })
}

/** Runs, lies still, runs again on another course. */
export function stopAndGo(id: string, seconds: number, random: Random, start: Start): Craft {
  let until = random.between(60, 200)
  let runs = true
  return sailed(id, true, seconds, start, (t, now) => {
    if (t < until) return
    until = t + random.between(60, 200)
    runs = !runs
    now.speed = runs ? start.speed : random.between(0, 1)
    if (runs) now.course += random.between(-1, 1)
  })
}

/** Slow craft of a harbour: speed and course wander, often at rest. */
export function wanderer(id: string, seconds: number, random: Random, start: Start): Craft {
  let target = start.speed
  let turn = 0
  let until = 0
  return sailed(id, false, seconds, start, (t, now) => {
    if (t >= until) {
      until = t + random.between(20, 200)
      target = random.unit() < 0.4 ? 0 : random.between(0, 9)
      turn = random.unit() < 0.5 ? 0 : random.between(-0.05, 0.05)
    }
    now.speed += Math.max(-0.3, Math.min(0.3, target - now.speed)) * STEP_SECONDS
    now.course += turn * STEP_SECONDS
  })
}
