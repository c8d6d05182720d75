import type { FrameBits } from '../bits/frame-bits.ts'
import type { AirVelocity, GroundVelocity } from '../message/position.ts'

const DEGREES = 180 / Math.PI
/** Supersonic subtypes count in steps of this many knots. */
export const SUPERSONIC_KN = 4
export const RATE_STEP_FT_MIN = 64
export const HEIGHT_STEP_FT = 25

/** Type code 19, subtypes 1 to 4 (Doc 9871, C.2.3.5, register 0,9); null for the reserved subtypes. */
export function readVelocity(bits: FrameBits): GroundVelocity | AirVelocity | null {
  const subtype = bits.field(6, 3)
  if (subtype === 1 || subtype === 2) return readGround(bits, subtype)
  return subtype === 3 || subtype === 4 ? readAir(bits, subtype) : null
}

function readGround(bits: FrameBits, subtype: 1 | 2): GroundVelocity {
  const step = subtype === 2 ? SUPERSONIC_KN : 1
  const east = component(bits, 14, step)
  const north = component(bits, 25, step)
  const known = east !== null && north !== null
  const moving = known && (east !== 0 || north !== 0)
  const track = moving ? Math.atan2(east, north) * DEGREES : null
  return {
    kind: 'ground-velocity',
    subtype,
    intentChange: bits.fieldFlag(9),
    ifrCapable: bits.fieldFlag(10),
    nacV: bits.field(11, 3),
    eastKn: east,
    northKn: north,
    groundSpeedKn: known ? Math.sqrt(east * east + north * north) : null,
    trackDeg: track !== null && track < 0 ? track + 360 : track,
    verticalRateSource: bits.fieldFlag(36) ? 'barometric' : 'geometric',
    verticalRateFtMin: signed(bits, 37, 9, RATE_STEP_FT_MIN),
    geometricMinusBarometricFt: signed(bits, 49, 7, HEIGHT_STEP_FT),
  }
}

function readAir(bits: FrameBits, subtype: 3 | 4): AirVelocity {
  const speed = bits.field(26, 10)
  return {
    kind: 'air-velocity',
    subtype,
    intentChange: bits.fieldFlag(9),
    ifrCapable: bits.fieldFlag(10),
    nacV: bits.field(11, 3),
    headingDeg: bits.fieldFlag(14) ? (bits.field(15, 10) * 360) / 1024 : null,
    airspeedKn: speed === 0 ? null : (speed - 1) * (subtype === 4 ? SUPERSONIC_KN : 1),
    airspeedType: bits.fieldFlag(25) ? 'true' : 'indicated',
    verticalRateSource: bits.fieldFlag(36) ? 'barometric' : 'geometric',
    verticalRateFtMin: signed(bits, 37, 9, RATE_STEP_FT_MIN),
    geometricMinusBarometricFt: signed(bits, 49, 7, HEIGHT_STEP_FT),
  }
}

/** Sign bit (west, south) and ten bits counting from one; zero is not available. */
function component(bits: FrameBits, first: number, step: number): number | null {
  return signed(bits, first, 10, step)
}

function signed(bits: FrameBits, first: number, count: number, step: number): number | null {
  const raw = bits.field(first + 1, count)
  if (raw === 0) return null
  const value = (raw - 1) * step
  // Not -0, which would be another value for a comparison by identity.
  return bits.fieldFlag(first) && value !== 0 ? -value : value
}
