/**
 * Every contact that moves has one number in the picture, in tables and columns named `mmsi` for the kind that came first: AIS by
 * MMSI (up to 30 bits as transmitted), aircraft by 24-bit address, system tracks by their own number, each in a range of 32 bits.
 */
export type ContactKind = 'ais' | 'adsb' | 'track'

/** Above 2^30, the most that an AIS message can carry. */
const ADSB_FROM = 1_100_000_000
/** Above every aircraft address, senders without an ICAO address included (25 bits). */
const TRACK_FROM = 1_200_000_000
/** System tracks told apart before numbers come again. */
const TRACK_NUMBERS = 2 ** 31 - TRACK_FROM

export const CONTACT_KEY_MAX = 2 ** 31 - 1

/** @param other the sender has no ICAO address, but a number of its own */
export const aircraftKey = (address: number, other = false): number =>
  ADSB_FROM + address + (other ? 2 ** 24 : 0)
export const trackKey = (number: number): number => TRACK_FROM + (number % TRACK_NUMBERS)

export function contactKind(key: number): ContactKind {
  if (key >= TRACK_FROM) return 'track'
  return key >= ADSB_FROM ? 'adsb' : 'ais'
}

/** `ais:343000001`, `adsb:4840D6`, `track:1A2B3C`. */
export function contactId(key: number): string {
  const kind = contactKind(key)
  if (kind === 'ais') return `ais:${key}`
  return `${kind}:${contactName(key)}`
}

/** What people call it: the MMSI, the address, the track's number. */
export function contactName(key: number): string {
  switch (contactKind(key)) {
    case 'adsb': {
      const address = key - ADSB_FROM
      const text = (address % 2 ** 24).toString(16).toUpperCase().padStart(6, '0')
      return address >= 2 ** 24 ? `~${text}` : text
    }
    case 'track':
      return (key - TRACK_FROM).toString(36).toUpperCase()
    default:
      return String(key)
  }
}

/** The number of an id, or null where it is none of these. */
export function contactKeyOf(id: string): number | null {
  const [, kind, name] = /^(ais|adsb|track):(.+)$/.exec(id) ?? []
  switch (kind) {
    case 'ais':
      return /^\d{1,10}$/.test(name ?? '') ? Number(name) : null
    case 'adsb': {
      const [, other, hex] = /^(~?)([0-9A-F]{6})$/.exec(name ?? '') ?? []
      return hex === undefined ? null : aircraftKey(Number.parseInt(hex, 16), other === '~')
    }
    case 'track':
      return /^[0-9A-Z]{1,6}$/.test(name ?? '') ? trackKey(Number.parseInt(name ?? '', 36)) : null
    default:
      return null
  }
}
