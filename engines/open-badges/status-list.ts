import { gunzipSync, gzipSync } from 'fflate'
import { isObject, listOf, type JsonObject } from './json.ts'
import { decodeBase64Url, encodeBase64Url } from './multibase.ts'
import { CREDENTIALS_V2 } from './structure.ts'

/** Bitstring Status List 1.0, 4.1: at least 131,072 entries, so that no list tells of one holder. */
const ENTRIES_MIN = 131_072
const LIST_BYTES_MAX = 4 << 20

/** An unsigned status list credential; `revoked` are the indexes whose bit is set. */
export function statusListCredential(list: {
  readonly id: string
  readonly issuer: string
  readonly validFrom: string
  readonly validUntil: string
  readonly revoked: Iterable<number>
  readonly entries?: number
}): JsonObject {
  const entries = Math.max(ENTRIES_MIN, list.entries ?? 0)
  const bits = new Uint8Array(Math.ceil(entries / 8))
  for (const index of list.revoked) {
    if (!Number.isSafeInteger(index) || index < 0 || index >= entries)
      throw new RangeError(`no entry ${index}`)
    // 4.2: the first entry is the leftmost bit.
    bits[index >> 3]! |= 0x80 >> (index & 7)
  }
  return {
    '@context': [CREDENTIALS_V2],
    id: list.id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: list.issuer,
    validFrom: list.validFrom,
    validUntil: list.validUntil,
    credentialSubject: {
      id: `${list.id}#list`,
      type: 'BitstringStatusList',
      statusPurpose: 'revocation',
      encodedList: `u${encodeBase64Url(gzipSync(bits, { mtime: 0 }))}`,
    },
  }
}

export interface StatusEntry {
  readonly list: string
  readonly index: number
}

/** The entry a credential names for revocation; null where it names none, a reason where it cannot be used. */
export function statusEntry(credential: JsonObject): StatusEntry | null | string {
  const entries = listOf(credential['credentialStatus'])
  if (entries.length === 0) return null
  const entry = entries.find((e) => isObject(e) && e['statusPurpose'] === 'revocation')
  if (!isObject(entry)) return 'it names a status that is not revocation'
  if (entry['type'] !== 'BitstringStatusListEntry') return 'its status is no BitstringStatusListEntry'
  const list = entry['statusListCredential']
  const index = entry['statusListIndex']
  if (typeof list !== 'string' || typeof index !== 'string' || !/^\d{1,9}$/.test(index))
    return 'its status names no list and index'
  return { list, index: Number(index) }
}

/** The bit of an entry; a reason where the list cannot answer. */
export function statusBit(list: JsonObject, index: number): boolean | string {
  const subject = listOf(list['credentialSubject'])[0]
  if (
    !isObject(subject) ||
    subject['type'] !== 'BitstringStatusList' ||
    subject['statusPurpose'] !== 'revocation'
  )
    return 'the status list is no list of revocations'
  const encoded = subject['encodedList']
  const bytes =
    typeof encoded === 'string' && encoded.startsWith('u') ? decodeBase64Url(encoded.slice(1)) : null
  if (bytes === null || bytes.length < 20) return 'the status list is not encoded as multibase base64url'
  // RFC 1952 2.3.1: the last four bytes hold the length; nothing is unpacked past it.
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(bytes.length - 4, true)
  if (length > LIST_BYTES_MAX || length * 8 < ENTRIES_MIN)
    return 'the status list is too long, or shorter than 131,072 entries'
  let bits: Uint8Array
  try {
    bits = gunzipSync(bytes, { out: new Uint8Array(length) })
  } catch {
    return 'the status list is not compressed as it says'
  }
  const byte = bits[index >> 3]
  if (byte === undefined || bits.length !== length) return `the status list has no entry ${index}`
  return (byte & (0x80 >> (index & 7))) !== 0
}
