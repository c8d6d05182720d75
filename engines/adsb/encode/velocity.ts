import type { FrameWriter } from '../bits/bit-writer.ts'
import type { AirVelocity, GroundVelocity } from '../message/position.ts'
import { HEIGHT_STEP_FT, RATE_STEP_FT_MIN, SUPERSONIC_KN } from '../squitter/velocity.ts'
import { angle, bit, Unfit, whole } from './fit.ts'

/** Type code 19; of a ground velocity the components count, not speed and track, which follow from them. */
export function writeVelocity(to: FrameWriter, s: GroundVelocity | AirVelocity): void {
  to.field(1, 5, 19)
  to.field(6, 3, s.subtype)
  to.field(9, 1, bit(s.intentChange))
  to.field(10, 1, bit(s.ifrCapable))
  to.field(11, 3, whole('nacV', s.nacV, 3))
  const step = s.subtype === 2 || s.subtype === 4 ? SUPERSONIC_KN : 1
  if (s.kind === 'ground-velocity') {
    writeSigned(to, 'eastKn', s.eastKn, 14, 10, step)
    writeSigned(to, 'northKn', s.northKn, 25, 10, step)
  } else {
    if (s.headingDeg !== null) {
      to.field(14, 1, 1)
      to.field(15, 10, angle('headingDeg', s.headingDeg, 10))
    }
    to.field(25, 1, bit(s.airspeedType === 'true'))
    if (s.airspeedKn !== null) to.field(26, 10, magnitude('airspeedKn', s.airspeedKn, 10, step))
  }
  to.field(36, 1, bit(s.verticalRateSource === 'barometric'))
  writeSigned(to, 'verticalRateFtMin', s.verticalRateFtMin, 37, 9, RATE_STEP_FT_MIN)
  writeSigned(to, 'geometricMinusBarometricFt', s.geometricMinusBarometricFt, 49, 7, HEIGHT_STEP_FT)
}

/** Sign bit and magnitude counted from one; 0 for null. */
function writeSigned(
  to: FrameWriter,
  field: string,
  value: number | null,
  first: number,
  count: number,
  step: number,
): void {
  if (value === null) return
  to.field(first, 1, bit(value < 0))
  to.field(first + 1, count, magnitude(field, Math.abs(value), count, step))
}

/** What is more than the code can say is sent as its highest value, which means that or more. */
function magnitude(field: string, value: number, count: number, step: number): number {
  if (!(value >= 0)) throw new Unfit(field, 'a number', value)
  return Math.min(2 ** count - 1, 1 + Math.round(value / step))
}

/** East and north components of a speed over ground, as the velocity message wants them. */
export function velocityComponents(
  speedKn: number,
  trackDeg: number,
): Pick<GroundVelocity, 'eastKn' | 'northKn' | 'groundSpeedKn' | 'trackDeg'> {
  const radians = (trackDeg * Math.PI) / 180
  return {
    eastKn: speedKn * Math.sin(radians),
    northKn: speedKn * Math.cos(radians),
    groundSpeedKn: speedKn,
    trackDeg,
  }
}
