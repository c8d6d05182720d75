import { createHmac, timingSafeEqual } from 'node:crypto'
import { base32 } from './base32.ts'

export type TotpHash = 'sha1' | 'sha256' | 'sha512'

/** RFC 6238 section 4.1 default time step, in seconds. */
const STEP_SECONDS = 30
/** Steps accepted either side of now, for clocks that differ (RFC 6238 section 5.2). */
const WINDOW_STEPS = 1
/** RFC 4226 section 4, R6: at least 128 bits, 160 recommended. */
export const SECRET_BYTES = 20
const DIGITS = 6

export function stepAt(at: Date): number {
  return Math.floor(at.getTime() / 1000 / STEP_SECONDS)
}

/** RFC 4226 section 5.3 with the time step as counter (RFC 6238 section 4.2). */
export function totpCode(secret: Uint8Array, step: number, digits = DIGITS, hash: TotpHash = 'sha1'): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac(hash, secret).update(counter).digest()
  const offset = (mac.at(-1) ?? 0) & 0x0f
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff
  return String(number % 10 ** digits).padStart(digits, '0')
}

/** The step this code belongs to, within one either side of now and later than `lastStep`; null when none. */
export function matchTotp(secret: Uint8Array, code: string, at: Date, lastStep: number): number | null {
  if (!/^\d{6}$/.test(code)) return null
  const now = stepAt(at)
  let matched: number | null = null
  for (let step = Math.max(0, now - WINDOW_STEPS); step <= now + WINDOW_STEPS; step++) {
    const same = timingSafeEqual(Buffer.from(totpCode(secret, step)), Buffer.from(code))
    if (same && step > lastStep) matched = step
  }
  return matched
}

/** `otpauth:` address that authenticator applications read as a QR code (Key URI Format). */
export function totpUri(secret: Uint8Array, issuer: string, account: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=${DIGITS}&period=${STEP_SECONDS}`
}
