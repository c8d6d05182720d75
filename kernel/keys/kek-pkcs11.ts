import { constants, createPublicKey, publicEncrypt, type KeyObject } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fail, ok, type Result } from '../contract/result.ts'
import { writeDurably } from './durable-file.ts'
import { KEY_BYTES, withCrc, withoutCrc, type KekSet } from './kek.ts'
import type { KekSource } from './kek-source.ts'
import type { Pkcs11Location } from './keyring.ts'
import { decryptInToken, readPublicKey } from './pkcs11-tool.ts'
import { readPrivate } from './private-file.ts'

const HEADER = 'basinet-kek-pkcs11@1'
const VERSIONS_MAX = 8

/**
 * Key-encryption keys sealed to an RSA key pair in a hardware token. The file is worthless without the token and its
 * PIN; the token signs and seals nothing else. While the node runs, the opened key is in its memory, as with the
 * other places: a token that wrapped every data key itself would be asked once a file.
 */
export function pkcs11Source(location: Pkcs11Location): KekSource {
  return {
    place: `${location.sealedPath}, sealed to key ${location.keyId} in token ${location.token}`,
    warnings: [],
    load: () => load(location),
    save: (keys) => save(location, keys),
  }
}

async function load(location: Pkcs11Location): Promise<Result<KekSet | null>> {
  const text = await readPrivate(location.sealedPath, 'owner')
  if (!text.ok) return text
  if (text.value === null) return ok(null)
  const sealed = parse(text.value)
  if (!sealed.ok) return sealed
  const pin = await readPin(location)
  if (!pin.ok) return pin
  const keys = new Map<number, Uint8Array>()
  for (const [version, ciphertext] of sealed.value) {
    const opened = await decryptInToken(location, pin.value, ciphertext)
    if (!opened.ok) return opened
    const key = withoutCrc(opened.value)
    if (key?.length !== KEY_BYTES)
      return fail(
        'keys.kek-format',
        `version ${version}: what the token opened is no key (checksum or length)`,
      )
    keys.set(version, key)
  }
  return ok(keys)
}

/** Nothing is replaced unless the token opened again what its public key sealed. */
async function save(location: Pkcs11Location, keys: KekSet): Promise<Result<true>> {
  const der = await readPublicKey(location)
  if (!der.ok) return der
  const key = readSpki(der.value)
  if (key === null)
    return fail(
      'keys.token',
      `token ${location.token}: key ${location.keyId} is absent or no RSA key`,
      'source',
    )
  const pin = await readPin(location)
  if (!pin.ok) return pin
  const lines = [HEADER]
  for (const [version, secret] of keys) {
    const padding = { key, oaepHash: location.oaep, padding: constants.RSA_PKCS1_OAEP_PADDING }
    const ciphertext = publicEncrypt(padding, withCrc(secret))
    const opened = await decryptInToken(location, pin.value, ciphertext)
    if (!opened.ok) return opened
    const back = withoutCrc(opened.value)
    if (back === null || !Buffer.from(back).equals(secret))
      return fail('keys.token', `token ${location.token} does not open what its public key seals`, 'source')
    lines.push(`version ${version} ${ciphertext.toString('base64')}`)
  }
  await mkdir(dirname(location.sealedPath), { recursive: true, mode: 0o700 })
  await writeDurably(location.sealedPath, new TextEncoder().encode(`${lines.join('\n')}\n`), 'new')
  return ok(true)
}

function readSpki(der: Uint8Array): KeyObject | null {
  try {
    const key = createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' })
    return key.asymmetricKeyType === 'rsa' ? key : null
  } catch {
    return null
  }
}

function parse(text: string): Result<ReadonlyMap<number, Uint8Array>> {
  const [header, ...lines] = text.trimEnd().split('\n')
  if (header !== HEADER) return fail('keys.kek-format', `line 1: expected ${HEADER}`, 'line 1')
  if (lines.length === 0 || lines.length > VERSIONS_MAX)
    return fail('keys.kek-format', `expected 1 to ${VERSIONS_MAX} versions, found ${lines.length}`)
  const sealed = new Map<number, Uint8Array>()
  for (const [i, line] of lines.entries()) {
    const parts = /^version ([1-9]\d{0,5}) ([A-Za-z0-9+/]+={0,2})$/.exec(line)
    const version = Number(parts?.[1])
    if (parts === null || sealed.has(version))
      return fail('keys.kek-format', `line ${i + 2}: expected a new version, its number and base64`)
    sealed.set(version, Buffer.from(parts[2] ?? '', 'base64'))
  }
  return ok(sealed)
}

async function readPin(location: Pkcs11Location): Promise<Result<string>> {
  const text = await readPrivate(location.pin.path, location.pin.to)
  if (!text.ok) return text
  const pin = text.value?.replace(/\r?\n$/, '') ?? ''
  if (pin === '')
    return fail('keys.token-pin', `${location.pin.path} is absent or empty; it holds the token's PIN`, 'pin')
  return ok(pin)
}
