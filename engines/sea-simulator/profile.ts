import { METRES_PER_SECOND_PER_KN } from '@basinet/geodesy'

/** Seconds a vessel takes from rest to its speed, and back. */
const RAMP_SECONDS = 180

/** Time for a way from rest to rest, milliseconds. */
export function travelMs(lengthM: number, speedKn: number): number {
  const v = speedKn * METRES_PER_SECOND_PER_KN
  const seconds =
    lengthM >= v * RAMP_SECONDS ? lengthM / v + RAMP_SECONDS : 2 * Math.sqrt((lengthM * RAMP_SECONDS) / v)
  return seconds * 1000
}

export type Travelled = { distanceM: number; speedKn: number }

/** Distance and speed after a time: even acceleration, steady speed, even braking. */
export function travelled(lengthM: number, speedKn: number, elapsedMs: number, out: Travelled): void {
  const v = speedKn * METRES_PER_SECOND_PER_KN
  const acceleration = v / RAMP_SECONDS
  const total = travelMs(lengthM, speedKn) / 1000
  const t = Math.max(0, Math.min(total, elapsedMs / 1000))
  const ramp = Math.min(RAMP_SECONDS, total / 2)
  const top = acceleration * ramp
  let speed = top
  if (t < ramp) {
    speed = acceleration * t
    out.distanceM = (acceleration * t * t) / 2
  } else if (t > total - ramp) {
    const left = total - t
    speed = acceleration * left
    out.distanceM = lengthM - (acceleration * left * left) / 2
  } else {
    out.distanceM = (acceleration * ramp * ramp) / 2 + top * (t - ramp)
  }
  out.speedKn = speed / METRES_PER_SECOND_PER_KN
}
