import type { ModeSMessage, Squitter } from '../message/message.ts'
import type { AirVelocity, GroundVelocity, SurfacePosition } from '../message/position.ts'
import type { OperationalStatus } from '../message/status.ts'
import type { Aircraft } from './aircraft.ts'

/** What a squitter says of the aircraft, but for its position. */
export function applySquitter(aircraft: Aircraft, squitter: Squitter, timeMs: number): void {
  switch (squitter.kind) {
    case 'identification':
      if (squitter.callsign !== null && squitter.callsign !== '') aircraft.callsign = squitter.callsign
      aircraft.category = squitter.category
      return
    case 'airborne-position':
      aircraft.onGround = false
      if (squitter.altitudeSource === 'geometric') aircraft.geometricAltitudeFt = squitter.altitudeFt
      else aircraft.altitudeFt = squitter.altitudeFt
      return
    case 'no-position':
      if (squitter.altitudeFt !== null) aircraft.altitudeFt = squitter.altitudeFt
      return
    case 'surface-position':
      applySurface(aircraft, squitter, timeMs)
      return
    case 'ground-velocity':
    case 'air-velocity':
      applyVelocity(aircraft, squitter, timeMs)
      return
    case 'emergency-status':
      aircraft.emergency = squitter.emergency
      aircraft.squawk = squitter.squawk
      return
    case 'target-state-v1':
    case 'target-state':
      aircraft.nacP = squitter.nacP
      aircraft.sil = squitter.sil
      return
    case 'operational-status':
      applyStatus(aircraft, squitter)
      return
    default:
  }
}

function applySurface(aircraft: Aircraft, squitter: SurfacePosition, timeMs: number): void {
  aircraft.onGround = true
  aircraft.groundSpeedKn = squitter.groundSpeedKn
  aircraft.trackDeg = squitter.trackDeg
  aircraft.verticalRateFtMin = null
  aircraft.velocityMs = timeMs
}

function applyVelocity(aircraft: Aircraft, squitter: GroundVelocity | AirVelocity, timeMs: number): void {
  if (squitter.kind === 'ground-velocity') {
    aircraft.groundSpeedKn = squitter.groundSpeedKn
    aircraft.trackDeg = squitter.trackDeg
    aircraft.velocityMs = timeMs
  } else {
    aircraft.headingDeg = squitter.headingDeg
    aircraft.airspeedKn = squitter.airspeedKn
    aircraft.airspeedType = squitter.airspeedType
  }
  aircraft.verticalRateFtMin = squitter.verticalRateFtMin
}

function applyStatus(aircraft: Aircraft, squitter: OperationalStatus): void {
  aircraft.version = squitter.version
  aircraft.nicSupplementA = squitter.nicSupplementA
  if (squitter.nicSupplementC !== null) aircraft.nicSupplementC = squitter.nicSupplementC
  aircraft.nacP = squitter.nacP
  aircraft.sil = squitter.sil
}

/** What a reply says of an aircraft whose address is proved. Of Comm-B only an unambiguous identification is taken. */
export function applyReply(aircraft: Aircraft, message: ModeSMessage): void {
  switch (message.df) {
    case 0:
    case 16:
      aircraft.onGround = message.onGround
      if (message.altitudeFt !== null) aircraft.altitudeFt = message.altitudeFt
      return
    case 4:
    case 20:
      if (message.altitudeFt !== null) aircraft.altitudeFt = message.altitudeFt
      break
    case 5:
    case 21:
      aircraft.squawk = message.squawk
      break
    case 11:
      if (message.capability === 4 || message.capability === 5) aircraft.onGround = message.capability === 4
      return
    default:
      return
  }
  aircraft.alert = message.alert
  aircraft.spi = message.spi
  if (message.onGround !== null) aircraft.onGround = message.onGround
  if (message.df === 20 || message.df === 21) {
    const [reading, other] = message.commB.readings
    const callsign = other === undefined && reading?.register === '2,0' ? reading.callsign : ''
    if (callsign !== '') aircraft.callsign = callsign
  }
}
