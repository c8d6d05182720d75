import { formatAddress } from '../codes/address.ts'
import type { RegisterContent } from '../message/comm-b.ts'
import type { ModeSMessage, Squitter } from '../message/message.ts'

/** Our messages with the names, units and rounding of pyModeS 3's dictionaries, to be compared with them. */
export type Dictionary = Record<string, unknown>

export function dictionaryOf(message: ModeSMessage): Dictionary {
  const head = { df: message.df, icao: formatAddress(message.address), crc_valid: true }
  switch (message.df) {
    case 17:
    case 18:
      return { ...head, typecode: typeCodeOf(message.squitter), ...ofSquitter(message.squitter) }
    case 20:
      return {
        ...head,
        icao_verified: false,
        altitude: message.altitudeFt,
        ...ofRegister(message.commB.readings[0]),
      }
    case 21:
      return {
        ...head,
        icao_verified: false,
        squawk: message.squawk,
        ...ofRegister(message.commB.readings[0]),
      }
    default:
      return head
  }
}

function typeCodeOf(squitter: Squitter): number {
  if ('typeCode' in squitter) return squitter.typeCode
  const codes: Record<string, number> = {
    'ground-velocity': 19,
    'air-velocity': 19,
    'emergency-status': 28,
    'resolution-advisory': 28,
    'target-state': 29,
    'target-state-v1': 29,
    'operational-status': 31,
  }
  return codes[squitter.kind] ?? Number.NaN
}

function ofSquitter(s: Squitter): Dictionary {
  switch (s.kind) {
    case 'identification':
      return { bds: '0,8', category: Number(s.category[1]), callsign: s.callsign }
    case 'airborne-position':
      return {
        bds: '0,5',
        altitude: s.altitudeFt,
        surveillance_status: s.surveillanceStatus,
        nic_b: Number(s.nicSupplementB),
        cpr_format: Number(s.cprOdd),
        cpr_lat: s.cprLat,
        cpr_lon: s.cprLon,
      }
    case 'surface-position':
      return {
        bds: '0,6',
        movement: s.movement,
        groundspeed: s.groundSpeedKn,
        track: s.trackDeg,
        track_status: Number(s.trackDeg !== null),
        cpr_format: Number(s.cprOdd),
        cpr_lat: s.cprLat,
        cpr_lon: s.cprLon,
      }
    case 'ground-velocity':
    case 'air-velocity':
      return {
        bds: '0,9',
        subtype: s.subtype,
        nac_v: s.nacV,
        vr_source: s.verticalRateSource === 'barometric' ? 'BARO' : 'GNSS',
        vertical_rate: s.verticalRateFtMin,
        geo_minus_baro: s.geometricMinusBarometricFt,
        ...(s.kind === 'ground-velocity'
          ? { groundspeed: s.groundSpeedKn === null ? null : Math.floor(s.groundSpeedKn), track: s.trackDeg }
          : {
              airspeed: s.airspeedKn,
              heading: s.headingDeg,
              airspeed_type: s.airspeedType === 'true' ? 'TAS' : 'IAS',
            }),
      }
    case 'emergency-status':
      return { bds: '6,1', subtype: 1, emergency_state: s.emergency, squawk: s.squawk }
    default:
      return {}
  }
}

/** Members whose value is null are left out by the reference in Comm-B registers. */
function ofRegister(r: RegisterContent | undefined): Dictionary {
  if (r === undefined) return {}
  return Object.fromEntries(Object.entries({ bds: r.register, ...fieldsOf(r) }).filter(([, v]) => v !== null))
}

function fieldsOf(r: RegisterContent): Dictionary {
  switch (r.register) {
    case '1,0':
      return {
        config: r.continued,
        overlay_command_capability: r.overlayCommand,
        acas_operational: r.acasOperational,
        mode_s_subnetwork_version: r.subnetworkVersion,
        transponder_level5: r.enhancedProtocol,
        mode_s_specific_services: r.specificServices,
        uplink_elm_throughput: r.uplinkElm,
        downlink_elm_throughput: r.downlinkElm,
        aircraft_identification_capability: r.identification,
        squitter_capability: r.squitter,
        surveillance_identifier_code: r.surveillanceIdentifier,
        common_usage_gicb_capability: r.commonUsage,
        acas_hybrid_surveillance: r.acasHybrid,
        acas_resolution_advisory: r.acasAdvisories,
        acas_rtca_version: r.acasVersion,
        dte_status: r.terminals,
      }
    case '1,7':
      return { supported_bds: r.supported }
    case '2,0':
      return { callsign: r.callsign }
    case '4,0':
      return {
        selected_altitude_mcp: r.mcpAltitudeFt,
        selected_altitude_fms: r.fmsAltitudeFt,
        baro_pressure_setting: r.pressureHpa,
        vnav_mode: r.vnav,
        altitude_hold_mode: r.altitudeHold,
        approach_mode: r.approach,
        target_altitude_source:
          r.targetSource === null
            ? null
            : { unknown: 'unknown', aircraft: 'aircraft_altitude', 'mcp-fcu': 'mcp_fcu', fms: 'fms' }[
                r.targetSource
              ],
      }
    case '5,0':
      return {
        roll: r.rollDeg,
        true_track: r.trackDeg,
        groundspeed: r.groundSpeedKn,
        track_rate: r.trackRateDegPerSec,
        true_airspeed: r.trueAirspeedKn,
      }
    case '6,0':
      return {
        magnetic_heading: r.magneticHeadingDeg,
        indicated_airspeed: r.indicatedAirspeedKn,
        mach: r.mach,
        baro_vertical_rate: r.barometricRateFtMin,
        inertial_vertical_rate: r.inertialRateFtMin,
      }
    default:
      return {}
  }
}
