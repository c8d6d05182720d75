import { hkdfSync } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { fail, ok, type Result } from '../contract/result.ts'
import { fromBase32, inGroups, toBase32 } from './base32.ts'

export const KEY_BYTES = 32
const FINGERPRINT_BYTES = 8
const HEADER = 'basinet-kek@1'
/** Versions kept side by side while a rotation is under way; more is a file nobody looks after. */
const VERSIONS_MAX = 8

/** Key-encryption keys by version. */
export type KekSet = ReadonlyMap<number, Uint8Array>

/** HKDF-SHA-256 (RFC 5869) without salt: the input is already a uniform key, `info` separates the uses. */
export function derive(key: Uint8Array, info: string, bytes = KEY_BYTES): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, new Uint8Array(0), info, bytes))
}

/** Tells keys apart without telling anything about them. */
export function fingerprint(kek: Uint8Array): Uint8Array {
  return derive(kek, 'basinet/kek/fingerprint@1', FINGERPRINT_BYTES)
}

/**
 * Text of a key file or credential: a header, then `version: base32` of the key and its CRC-32. A file that was
 * cut or mistyped is named as such and not tried as a key.
 */
export function formatKekFile(keys: KekSet): string {
  const blocks = [...keys].map(
    ([version, key]) => `version ${version}\n${inGroups(toBase32(withCrc(key)))}\n`,
  )
  return `${HEADER}\n${blocks.join('')}`
}

/** Text of a fresh key, for a place that only an operator can fill (a systemd credential). */
export function newKekFile(version: number, random: (bytes: number) => Uint8Array): string {
  return formatKekFile(new Map([[version, random(KEY_BYTES)]]))
}

export function parseKekFile(text: string): Result<KekSet> {
  const [header, ...lines] = text.trimEnd().split('\n')
  if (header?.trim() !== HEADER) return fail('keys.kek-format', `line 1: expected ${HEADER}`, 'line 1')
  const blocks = new Map<number, string>()
  let current: number | null = null
  for (const [i, line] of lines.entries()) {
    const version = /^version ([1-9]\d{0,5})$/.exec(line.trim())?.[1]
    if (version !== undefined) {
      current = Number(version)
      if (blocks.has(current))
        return fail('keys.kek-format', `line ${i + 2}: version ${current} is there twice`)
      blocks.set(current, '')
    } else if (current === null) {
      return fail('keys.kek-format', `line ${i + 2}: expected version and a number`)
    } else {
      blocks.set(current, blocks.get(current)! + line)
    }
  }
  if (blocks.size === 0 || blocks.size > VERSIONS_MAX) {
    return fail('keys.kek-format', `expected 1 to ${VERSIONS_MAX} versions, found ${blocks.size}`)
  }
  const keys = new Map<number, Uint8Array>()
  for (const [version, encoded] of blocks) {
    const bytes = fromBase32(encoded)
    const key = bytes === null ? null : withoutCrc(bytes)
    if (key === null || key.length !== KEY_BYTES) {
      return fail('keys.kek-format', `version ${version}: the key is damaged (checksum or length)`)
    }
    keys.set(version, key)
  }
  return ok(keys)
}

export function withCrc(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length + 4)
  out.set(bytes)
  new DataView(out.buffer).setUint32(bytes.length, crc32(bytes))
  return out
}

/** Null when the checksum does not fit. */
export function withoutCrc(bytes: Uint8Array): Uint8Array | null {
  if (bytes.length < 4) return null
  const body = bytes.slice(0, -4)
  const stated = new DataView(bytes.buffer, bytes.byteOffset).getUint32(body.length)
  return crc32(body) === stated ? body : null
}
