/**
 * The texts that gpsd's AIS JSON puts beside codes (its AIVDM page and its recordings): part of that format,
 * kept to the letter. For our own screens use `identity/`.
 */
export const STATUS_TEXT: readonly string[] = [
  'Under way using engine',
  'At anchor',
  'Not under command',
  'Restricted maneuverability',
  'Constrained by her draught',
  'Moored',
  'Aground',
  'Engaged in fishing',
  'Under way sailing',
  'Reserved for HSC',
  'Reserved for WIG',
  'Power-driven vessel towing astern',
  'Power-driven vessel pushing ahead or towing alongside',
  'Reserved',
  'AIS-SART is active',
  'Not defined',
]

export const EPFD_TEXT: readonly string[] = [
  'Undefined',
  'GPS',
  'GLONASS',
  'Combined GPS/GLONASS',
  'Loran-C',
  'Chayka',
  'Integrated navigation system',
  'Surveyed',
  'Galileo',
  'Reserved (9)',
  'Reserved (10)',
  'Reserved (11)',
  'Reserved (12)',
  'Reserved (13)',
  'Reserved (14)',
  'Internal GNSS',
]

const FUTURE = 'Reserved for future use'

/** The ten texts of a class of ship: all, hazardous A-D, four reserved, and the last. */
function shipClass(name: string, last: string): string[] {
  const hazard = ['A', 'B', 'C', 'D'].map((letter) => `${name} - Hazardous category ${letter}`)
  const reserved = Array.from({ length: 4 }, () => `${name} - ${FUTURE}`)
  return [`${name} - all ships of this type`, ...hazard, ...reserved, `${name} - ${last}`]
}

const NO_MORE = 'No additional information'

const SHIP_TYPES: readonly string[] = [
  'Not available',
  ...Array.from({ length: 19 }, () => FUTURE),
  ...shipClass('Wing in ground (WIG)', FUTURE),
  'Fishing',
  'Towing',
  'Towing: length exceeds 200m or breadth exceeds 25m',
  'Dredging or underwater ops',
  'Diving ops',
  'Military ops',
  'Sailing',
  'Pleasure Craft',
  'Reserved',
  'Reserved',
  ...shipClass('High speed craft (HSC)', NO_MORE),
  'Pilot Vessel',
  'Search and Rescue vessel',
  'Tug',
  'Port Tender',
  'Anti-pollution equipment',
  'Law Enforcement',
  'Spare - Local Vessel',
  'Spare - Local Vessel',
  'Medical Transport',
  'Ship according to RR Resolution No. 18',
  ...shipClass('Passenger', NO_MORE),
  ...shipClass('Cargo', NO_MORE),
  ...shipClass('Tanker', NO_MORE),
  ...shipClass('Other Type', 'no additional information'),
]

export const SHIP_TYPE_TEXT: readonly string[] = Array.from(
  { length: 256 },
  (_, code) => SHIP_TYPES[code] ?? 'INVALID SHIP TYPE',
)

export const STATION_TYPE_TEXT: readonly string[] = [
  'All types of mobiles',
  FUTURE,
  'All types of Class B mobile stations',
  'SAR airborne mobile station',
  'Aid to Navigation station',
  'Class B shipborne mobile station',
  ...Array.from({ length: 4 }, () => 'Regional use and inland waterways'),
  ...Array.from({ length: 6 }, () => FUTURE),
]

export const AID_TYPE_TEXT: readonly string[] = [
  'Unspecified',
  'Reference point',
  'RACON',
  'Fixed offshore structure',
  'Spare, Reserved for future use.',
  'Light, without sectors',
  'Light, with sectors',
  'Leading Light Front',
  'Leading Light Rear',
  'Beacon, Cardinal N',
  'Beacon, Cardinal E',
  'Beacon, Cardinal S',
  'Beacon, Cardinal W',
  'Beacon, Port hand',
  'Beacon, Starboard hand',
  'Beacon, Preferred Channel port hand',
  'Beacon, Preferred Channel starboard hand',
  'Beacon, Isolated danger',
  'Beacon, Safe water',
  'Beacon, Special mark',
  'Cardinal Mark N',
  'Cardinal Mark E',
  'Cardinal Mark S',
  'Cardinal Mark W',
  'Port hand Mark',
  'Starboard hand Mark',
  'Preferred Channel Port hand',
  'Preferred Channel Starboard hand',
  'Isolated danger',
  'Safe Water',
  'Special Mark',
  'Light Vessel / LANBY / Rigs',
]
