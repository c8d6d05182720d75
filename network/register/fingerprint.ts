import { hash } from 'node:crypto'

const GROUPS = 8
const GROUP_DIGITS = 5

/**
 * A root key or founding as two people read it to each other: eight groups of five digits, about 132 bits. Each group is
 * five bytes of SHA-512 over the text's domain and the bytes, modulo 100,000.
 */
export function fingerprintText(bytes: Uint8Array): string {
  const digest = hash('sha512', Buffer.concat([Buffer.from('basinet/fingerprint/1\0'), bytes]), 'buffer')
  return Array.from({ length: GROUPS }, (_, i) =>
    String(digest.readUIntBE(i * GROUP_DIGITS, GROUP_DIGITS) % 100_000).padStart(GROUP_DIGITS, '0'),
  ).join(' ')
}
