import type { AisMessage } from '@basinet/ais'

/** The 64 bits that stand for one transmission, as two signed 32-bit numbers. Reused: read it before the next call. */
export interface MessageKey {
  high: number
  low: number
}

const PRIME_A = 0x01000193
const PRIME_B = 0x85ebca6b | 0
const POSITION_TYPES: ReadonlySet<number> = new Set([1, 2, 3, 18, 27])

/**
 * Key of everything in the message but the repeat indicator, which a repeating station changes. Position reports, nine of
 * ten, take their numbers one by one; the rest goes by its text.
 */
export function messageKey(message: AisMessage, key: MessageKey): void {
  key.high = 0x811c9dc5 | 0
  key.low = 0x2f0b4c47
  if (POSITION_TYPES.has(message.type)) {
    const m = message as unknown as Readonly<Record<string, number | null | undefined>>
    mix(key, message.type)
    mix(key, message.mmsi)
    mix(key, scaled(m['lon'], 600_000))
    mix(key, scaled(m['lat'], 600_000))
    mix(key, scaled(m['speedKn'], 10))
    mix(key, scaled(m['courseDeg'], 10))
    mix(key, scaled(m['headingDeg'], 1))
    mix(key, scaled(m['second'], 1))
    mix(key, scaled(m['radio'], 1))
    mix(key, scaled(m['status'], 1))
    return
  }
  const text = JSON.stringify(message, (name, value: unknown) => (name === 'repeat' ? undefined : value))
  for (let i = 0; i < text.length; i++) mix(key, text.charCodeAt(i))
}

const MISSING = -0x7fffffff

function scaled(value: number | null | undefined, factor: number): number {
  return value === null || value === undefined ? MISSING : Math.round(value * factor)
}

/** Two independent multiplicative hashes (FNV-1a's step, and murmur3's constant with a rotation). */
function mix(key: MessageKey, value: number): void {
  key.high = Math.imul(key.high ^ value, PRIME_A)
  key.high ^= key.high >>> 15
  const low = Math.imul(key.low ^ value, PRIME_B)
  key.low = (low << 13) | (low >>> 19)
}
