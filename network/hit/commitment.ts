import { hash, timingSafeEqual } from 'node:crypto'
import { encodeCbor, fromHex, toHex } from '../wire/index.ts'

/** What the requester may later be asked to open before a joint audit. */
export interface Committed {
  /** 32 random bytes, kept sealed with the plaintext */
  readonly salt: Uint8Array
  readonly caseNumber: string
  /** the tokens asked, in the order of the blinded elements */
  readonly tokens: readonly string[]
}

const DOMAIN = 'basinet/hit-commitment/1\0'
export const SALT_BYTES = 32

/** SHA-256(domain ‖ CBOR [salt, case number, tokens]): binds the requester, tells the holder nothing. Hexadecimal. */
export function commit(committed: Committed): string {
  const { salt, caseNumber, tokens } = committed
  if (salt.length !== SALT_BYTES) throw new Error(`BUG: a salt has ${SALT_BYTES} bytes`)
  const bytes = Buffer.concat([Buffer.from(DOMAIN), encodeCbor([salt, caseNumber, [...tokens]])])
  return toHex(hash('sha256', bytes, 'buffer'))
}

/** Joint audit: whether what the requester shows now is what it committed to when it asked. */
export function opens(commitment: string, shown: Committed): boolean {
  const given = fromHex(commitment)
  const made = fromHex(commit(shown))
  return given.length === made.length && timingSafeEqual(given, made)
}
