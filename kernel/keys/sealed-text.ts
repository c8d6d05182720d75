import { fail, ok, type Result } from '../contract/result.ts'
import type { DataKey } from './data-keys.ts'
import { derive } from './kek.ts'
import { KEY_PURPOSES, type KeyPurpose } from './keyring.ts'
import { decrypt, encrypt, NONCE_BYTES } from './wrap.ts'

const SEALED = /^s1\.([a-z-]+)\.([1-9]\d{0,5})\.([A-Za-z0-9_-]+)$/

interface Sealed {
  readonly purpose: KeyPurpose
  readonly version: number
  readonly bytes: Uint8Array
}

/**
 * Each id gets its own key by HKDF, so the bound on messages under one AES-GCM key with random nonces (2^32,
 * NIST SP 800-38D, 8.3) counts per id and not over the whole life of the node.
 */
function keyFor(key: DataKey, id: string): Uint8Array {
  return derive(key.key, `basinet/seal@1\0${key.purpose}\0${key.version}\0${id}`)
}

export function sealText(
  key: DataKey,
  id: string,
  secret: Uint8Array,
  random: (bytes: number) => Uint8Array,
): string {
  const sealed = encrypt(
    keyFor(key, id),
    random(NONCE_BYTES),
    contextOf(key.purpose, key.version, id),
    secret,
  )
  return `s1.${key.purpose}.${key.version}.${Buffer.from(sealed).toString('base64url')}`
}

export function parseSealed(text: string): Result<Sealed> {
  const match = SEALED.exec(text)
  const purpose = KEY_PURPOSES.find((known) => known === match?.[1])
  if (match === null || purpose === undefined)
    return fail('keys.sealed-format', 'expected s1.<purpose>.<version>.<base64url>')
  return ok({ purpose, version: Number(match[2]), bytes: Buffer.from(match[3]!, 'base64url') })
}

export function openSealed(key: DataKey, id: string, sealed: Sealed): Result<Uint8Array> {
  const secret = decrypt(keyFor(key, id), contextOf(key.purpose, key.version, id), sealed.bytes)
  if (secret !== null) return ok(secret)
  return fail(
    'keys.tampered',
    `what was sealed for ${key.purpose} ${id} does not open: it was altered or moved`,
  )
}

function contextOf(purpose: KeyPurpose, version: number, id: string): string {
  return `basinet-seal@1\0${purpose}\0${version}\0${id}`
}
