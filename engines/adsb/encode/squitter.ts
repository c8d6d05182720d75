import type { FrameWriter } from '../bits/bit-writer.ts'
import { altitudeCode12 } from '../codes/altitude.ts'
import { callsignCodes } from '../codes/callsign.ts'
import { movementCode } from '../codes/movement.ts'
import { squawkCode } from '../codes/squawk.ts'
import type { Squitter } from '../message/message.ts'
import type { AirbornePosition, CprFields, Identification, SurfacePosition } from '../message/position.ts'
import type { EmergencyStatus, OperationalStatus, TargetState } from '../message/status.ts'
import { PRESSURE_BASE_HPA, PRESSURE_STEP_HPA, SELECTED_ALTITUDE_STEP_FT } from '../squitter/status.ts'
import { angle, bit, steps, Unfit, whole } from './fit.ts'
import { writeVelocity } from './velocity.ts'

/** Squitters that can be written. */
export type SendableSquitter = Exclude<
  Squitter,
  { kind: 'other' | 'resolution-advisory' | 'target-state-v1' }
>

/** Writes the 56-bit ME field; throws `Unfit` for a value the format cannot carry. */
export function writeSquitter(to: FrameWriter, squitter: SendableSquitter): void {
  switch (squitter.kind) {
    case 'identification':
      writeIdentification(to, squitter)
      return
    case 'airborne-position':
      writeAirborne(to, squitter)
      return
    case 'surface-position':
      writeSurface(to, squitter)
      return
    case 'no-position':
      to.field(9, 12, altitudeOf(squitter.altitudeFt))
      return
    case 'ground-velocity':
    case 'air-velocity':
      writeVelocity(to, squitter)
      return
    case 'emergency-status':
      writeEmergency(to, squitter)
      return
    case 'target-state':
      writeTargetState(to, squitter)
      return
    case 'operational-status':
      writeOperationalStatus(to, squitter)
  }
}

function writeIdentification(to: FrameWriter, s: Identification): void {
  const match = /^([A-D])([0-7])$/.exec(s.category)
  const codes = callsignCodes(s.callsign ?? '')
  if (match === null) throw new Unfit('category', 'A0 to D7', s.category)
  if (codes === undefined) throw new Unfit('callsign', 'at most 8 of A-Z, 0-9 and blank', s.callsign)
  to.field(1, 5, 4 - 'ABCD'.indexOf(match[1]!))
  to.field(6, 3, Number(match[2]))
  codes.forEach((code, n) => to.field(9 + 6 * n, 6, code))
}

function writeAirborne(to: FrameWriter, s: AirbornePosition): void {
  const geometric = s.typeCode >= 20
  if (s.typeCode < 9 || s.typeCode > 22 || s.typeCode === 19) {
    throw new Unfit('typeCode', '9 to 18 or 20 to 22', s.typeCode)
  }
  if ((s.altitudeSource === 'geometric') !== geometric) {
    throw new Unfit('altitudeSource', geometric ? 'geometric' : 'barometric', s.altitudeSource)
  }
  to.field(1, 5, s.typeCode)
  to.field(6, 2, whole('surveillanceStatus', s.surveillanceStatus, 2))
  to.field(8, 1, bit(s.nicSupplementB))
  to.field(9, 12, altitudeOf(s.altitudeFt))
  writeCpr(to, s, s.timeSynchronised)
}

function writeSurface(to: FrameWriter, s: SurfacePosition): void {
  if (s.typeCode < 5 || s.typeCode > 8) throw new Unfit('typeCode', '5 to 8', s.typeCode)
  to.field(1, 5, s.typeCode)
  // The code is what was transmitted; without one (0) the speed decides.
  to.field(6, 7, s.movement !== 0 ? whole('movement', s.movement, 7) : movementCode(s.groundSpeedKn))
  if (s.trackDeg !== null) {
    to.field(13, 1, 1)
    to.field(14, 7, angle('trackDeg', s.trackDeg, 7))
  }
  writeCpr(to, s, s.timeSynchronised)
}

function writeCpr(to: FrameWriter, s: CprFields, timeSynchronised: boolean): void {
  to.field(21, 1, bit(timeSynchronised))
  to.field(22, 1, bit(s.cprOdd))
  to.field(23, 17, whole('cprLat', s.cprLat, 17))
  to.field(40, 17, whole('cprLon', s.cprLon, 17))
}

function altitudeOf(feet: number | null): number {
  const code = altitudeCode12(feet)
  if (code === undefined) throw new Unfit('altitudeFt', '-1,000 to 50,175', feet)
  return code
}

function writeEmergency(to: FrameWriter, s: EmergencyStatus): void {
  const squawk = squawkCode(s.squawk)
  if (squawk === undefined) throw new Unfit('squawk', 'four digits 0 to 7', s.squawk)
  to.field(1, 5, 28)
  to.field(6, 3, 1)
  to.field(9, 3, whole('emergency', s.emergency, 3))
  to.field(12, 13, squawk)
}

function writeTargetState(to: FrameWriter, s: TargetState): void {
  to.field(1, 5, 29)
  to.field(6, 2, 1)
  to.field(8, 1, bit(s.silPerSample))
  to.field(9, 1, bit(s.selectedAltitudeSource === 'fms'))
  if (s.selectedAltitudeFt !== null) {
    to.field(10, 11, 1 + steps('selectedAltitudeFt', s.selectedAltitudeFt, SELECTED_ALTITUDE_STEP_FT, 2046))
  }
  if (s.pressureHpa !== null) {
    to.field(21, 9, 1 + steps('pressureHpa', s.pressureHpa - PRESSURE_BASE_HPA, PRESSURE_STEP_HPA, 510))
  }
  if (s.selectedHeadingDeg !== null) {
    to.field(30, 1, 1)
    to.field(31, 9, angle('selectedHeadingDeg', s.selectedHeadingDeg, 9))
  }
  to.field(40, 4, whole('nacP', s.nacP, 4))
  to.field(44, 1, bit(s.nicBaro))
  to.field(45, 2, whole('sil', s.sil, 2))
  const modes = [
    [48, s.autopilot],
    [49, s.vnav],
    [50, s.altitudeHold],
    [52, s.approach],
    [54, s.lnav],
  ] as const
  if (modes.some(([, mode]) => mode !== null)) to.field(47, 1, 1)
  for (const [place, mode] of modes) to.field(place, 1, bit(mode === true))
  to.field(53, 1, bit(s.acasOperational))
}

function writeOperationalStatus(to: FrameWriter, s: OperationalStatus): void {
  to.field(1, 5, 31)
  to.field(6, 3, bit(s.surface))
  if (s.surface) {
    to.field(9, 12, whole('capability', s.capability, 12))
    if (s.nicSupplementC !== null) to.field(20, 1, bit(s.nicSupplementC))
    to.field(21, 4, whole('sizeCode', s.sizeCode ?? 0, 4))
    to.field(53, 1, bit(s.surfaceAngleIsHeading === true))
  } else {
    to.field(9, 16, whole('capability', s.capability, 16))
    to.field(49, 2, whole('gva', s.gva ?? 0, 2))
    to.field(53, 1, bit(s.nicBaro === true))
  }
  to.field(25, 16, whole('operationalMode', s.operationalMode, 16))
  to.field(41, 3, whole('version', s.version, 3))
  to.field(44, 1, bit(s.nicSupplementA === true))
  to.field(45, 4, whole('nacP', s.nacP ?? 0, 4))
  to.field(51, 2, whole('sil', s.sil ?? 0, 2))
  to.field(54, 1, bit(s.headingReference === 'magnetic'))
  to.field(55, 1, bit(s.silPerSample === true))
}
