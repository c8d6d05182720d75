import { fail, ok, type Result } from '../contract/result.ts'
import { fromBase32, inGroups, toBase32 } from './base32.ts'
import { fingerprint, KEY_BYTES, withCrc, withoutCrc } from './kek.ts'
import { joinSecret, splitSecret } from './shamir.ts'

/** More holders than a ministry can call together in an emergency. */
const SHARES_MAX = 32
/** One share that opens everything would be a copy of the key, not a share. */
const SHARES_NEEDED_MIN = 2

const FORMAT = 1
const SET_BYTES = 4
const FINGERPRINT_BYTES = 8
const HEAD_BYTES = 1 + 4 + SET_BYTES + 1 + 1 + 1
const SHARE_BYTES = HEAD_BYTES + FINGERPRINT_BYTES + KEY_BYTES

interface Share {
  readonly kekVersion: number
  readonly set: string
  readonly needed: number
  readonly total: number
  readonly x: number
  readonly fingerprint: string
  readonly y: Uint8Array
}

/**
 * Texts to hand out, one a person. Each says how many are needed and which set and key version it belongs to;
 * fewer than `needed` tell nothing about the key.
 */
export function makeShares(
  kek: Uint8Array,
  kekVersion: number,
  needed: number,
  total: number,
  random: (bytes: number) => Uint8Array,
): Result<string[]> {
  if (
    !Number.isInteger(needed) ||
    !Number.isInteger(total) ||
    needed < SHARES_NEEDED_MIN ||
    needed > total ||
    total > SHARES_MAX
  ) {
    return fail(
      'keys.share-count',
      `needed must be ${SHARES_NEEDED_MIN} to total, total at most ${SHARES_MAX}`,
      'needed',
    )
  }
  const set = random(SET_BYTES)
  const shares = splitSecret(kek, needed, total, random).map((point) => {
    const bytes = new Uint8Array(SHARE_BYTES)
    bytes[0] = FORMAT
    new DataView(bytes.buffer).setUint32(1, kekVersion)
    bytes.set(set, 5)
    bytes.set([needed, total, point.x], 5 + SET_BYTES)
    bytes.set(fingerprint(kek), HEAD_BYTES)
    bytes.set(point.y, HEAD_BYTES + FINGERPRINT_BYTES)
    const title = `Basinet recovery share ${point.x} of ${total}, any ${needed} restore key version ${kekVersion}, set ${hex(set)}`
    return `${title}\n${inGroups(toBase32(withCrc(bytes)))}\n`
  })
  return ok(shares)
}

/** @param position counted from 1, for the message */
function parseShare(text: string, position: number): Result<Share> {
  const field = `share ${position}`
  const code = text
    .split('\n')
    .filter((line) => !/^\s*basinet/i.test(line))
    .join('')
  const bytes = fromBase32(code)
  if (bytes === null)
    return fail('keys.share-format', `${field}: a character is not of the share alphabet`, field)
  const body = bytes.length === SHARE_BYTES + 4 ? withoutCrc(bytes) : null
  if (body === null) {
    return fail(
      'keys.share-format',
      `${field}: it was copied wrong (length or checksum); compare it group by group`,
      field,
    )
  }
  if (body[0] !== FORMAT) return fail('keys.share-format', `${field}: made by a newer version`, field)
  const [needed, total, x] = [body[5 + SET_BYTES]!, body[6 + SET_BYTES]!, body[7 + SET_BYTES]!]
  return ok({
    kekVersion: new DataView(body.buffer, body.byteOffset).getUint32(1),
    set: hex(body.subarray(5, 5 + SET_BYTES)),
    needed,
    total,
    x,
    fingerprint: hex(body.subarray(HEAD_BYTES, HEAD_BYTES + FINGERPRINT_BYTES)),
    y: body.slice(HEAD_BYTES + FINGERPRINT_BYTES),
  })
}

/** The key that the shares restore, or why they do not. */
export function joinShares(texts: readonly string[]): Result<{ kek: Uint8Array; kekVersion: number }> {
  const shares: Share[] = []
  for (const [i, text] of texts.entries()) {
    const share = parseShare(text, i + 1)
    if (!share.ok) return share
    shares.push(share.value)
  }
  const [first] = shares
  if (first === undefined) return fail('keys.shares-few', 'no share was given')
  const stranger = shares.findIndex(
    (share) => share.set !== first.set || share.kekVersion !== first.kekVersion,
  )
  if (stranger >= 0) {
    return fail(
      'keys.shares-mixed',
      `share ${stranger + 1} is of set ${shares[stranger]!.set}, share 1 of set ${first.set}`,
    )
  }
  const distinct = [...new Map(shares.map((share) => [share.x, share])).values()]
  if (distinct.length < first.needed) {
    return fail(
      'keys.shares-few',
      `${distinct.length} different shares were given, ${first.needed} are needed`,
    )
  }
  const kek = joinSecret(distinct)
  // Catches shares whose head was altered to ask for fewer: what they join to is not the key.
  if (hex(fingerprint(kek)) !== first.fingerprint)
    return fail('keys.shares-wrong', 'these shares do not restore a key')
  return ok({ kek, kekVersion: first.kekVersion })
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
