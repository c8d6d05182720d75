import {
  grayOf,
  imageOf,
  isBinary,
  readImage,
  readNist,
  subfields,
  type GrayImage,
} from '@basinet/fingerprint'

/** A print in a transaction, or the word that there is none. */
export interface TransactionPart {
  /** Place of the record, counted from 0. */
  readonly part: number
  readonly type: number
  /** 1 to 10; null for a record of another position (palm, slap of four fingers, latent). */
  readonly finger: number | null
  readonly impression: 'rolled' | 'plain'
  readonly image: boolean
  /** Amputated or bandaged (field 14.018: XX, UP). */
  readonly absent: 'missing' | 'bandaged' | null
}

const DIGIT_ZERO = 0x30
const DIGIT_NINE = 0x39

/** A transaction begins with its type-1 record: `1.001:` or, in old files, `1.01:`. */
export function isTransaction(bytes: Uint8Array): boolean {
  const digit = bytes[2] ?? 0
  return bytes[0] === 0x31 && bytes[1] === 0x2e && digit >= DIGIT_ZERO && digit <= DIGIT_NINE
}

/** The image file, or the image of one record of a transaction. Throws ImageError or NistError, naming the byte. */
export function readPrint(bytes: Uint8Array, part: number | null): GrayImage {
  if (part === null) return readImage(bytes)
  const records = readNist(bytes)
  const record = records[part]
  const image = record === undefined ? null : imageOf(record, scanOf(records))
  if (image === null) throw new RangeError(`record ${part} of the transaction is no image`)
  return grayOf(image)
}

/** Scanning resolution of a transaction, pixels a millimetre (field 1.011). */
function scanOf(records: ReturnType<typeof readNist>): number | null {
  const [first] = records
  if (first === undefined || isBinary(first)) return null
  const value = Number(subfields(first, 11)[0]?.[0] ?? '')
  return Number.isFinite(value) && value > 0 ? value : null
}

/** Number of the transaction (field 1.009); null where it gives none. */
export function controlNumber(bytes: Uint8Array): string | null {
  const [first] = readNist(bytes)
  if (first === undefined || isBinary(first)) return null
  const value = subfields(first, 9)[0]?.[0] ?? ''
  return value === '' ? null : value
}

/** Rolled impressions: live-scan 1, other 3 (ANSI/NIST-ITL 1-2011, table 7). */
const ROLLED = new Set([1, 3])
/** Plain thumbs are positions 11 and 12 of the same table 8. */
const PLAIN_THUMBS: Readonly<Record<number, number>> = { 11: 1, 12: 6 }

/** The finger images of a transaction. Throws NistError. */
export function transactionParts(bytes: Uint8Array): TransactionPart[] {
  const records = readNist(bytes)
  const scan = scanOf(records)
  return records.flatMap((record, part): TransactionPart[] => {
    if (record.type !== 4 && record.type !== 14) return []
    const image = imageOf(record, scan)
    const position =
      image?.positions[0] ?? (isBinary(record) ? null : Number(subfields(record, 13)[0]?.[0] ?? ''))
    const finger = position === null ? null : (PLAIN_THUMBS[position] ?? position)
    const code = isBinary(record) ? '' : (subfields(record, 18)[0]?.[1] ?? '')
    return [
      {
        part,
        type: record.type,
        finger: finger !== null && finger >= 1 && finger <= 10 ? finger : null,
        impression: image !== null && ROLLED.has(image.impression) ? 'rolled' : 'plain',
        image: image !== null,
        absent: code === 'XX' ? 'missing' : code === 'UP' ? 'bandaged' : null,
      },
    ]
  })
}
