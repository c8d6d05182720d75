import { createHash } from 'node:crypto'
import { base32 } from './base32.ts'

/** 256 bits: session tokens, links, challenges. Guessing one is out of reach, so one SHA-256 at rest suffices. */
const TOKEN_BYTES = 32
export const TOKEN = /^[A-Za-z0-9_-]{43}$/

export function freshToken(random: (bytes: number) => Uint8Array): string {
  return Buffer.from(random(TOKEN_BYTES)).toString('base64url')
}

export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret, 'utf8').digest()
}

/** ASVS 5.0 6.5.2: from 112 bits of entropy on, a plain hash of a look-up secret is enough. 24 base32 letters have 120. */
const RECOVERY_BYTES = 15
const RECOVERY_CODES = 10

/** Codes for the day the authenticator is lost; each works once. */
export function freshRecoveryCodes(random: (bytes: number) => Uint8Array): string[] {
  return Array.from({ length: RECOVERY_CODES }, () =>
    (base32(random(RECOVERY_BYTES)).match(/.{4}/g) ?? []).join('-'),
  )
}

/** The code as hashed: people type it with or without dashes, in either case. Null when it is no recovery code. */
export function recoveryForm(typed: string): string | null {
  const letters = typed.toUpperCase().replaceAll(/[\s-]/g, '')
  return /^[A-Z2-7]{24}$/.test(letters) ? letters : null
}
