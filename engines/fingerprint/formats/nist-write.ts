import type { GrayImage } from '../image/gray.ts'
import { writeWsq } from '../wsq/write.ts'
import {
  fieldOf,
  isBinary,
  NistError,
  subfields,
  type NistField,
  type NistRecord,
  type TaggedRecord,
} from './nist.ts'

/** What a type-13, 14 or 15 record says beside its image. */
export interface ImageFacts {
  readonly type: 13 | 14 | 15
  readonly idc: number
  /** Impression type and friction ridge position, as the standard's tables number them. */
  readonly impression: number
  readonly position: number
  /** Agency that took the print, and the day as YYYYMMDD. */
  readonly source: string
  readonly taken: string
  readonly comment?: string
}

const MM_PER_INCH = 25.4
/** Field 5 is the day: lifted (13) or taken (14, 15). Scale units 1: pixels an inch. */
const PER_INCH = '1'

/**
 * A record of type 13 (latent), 14 (finger) or 15 (palm) with its image, plain or WSQ. Latents are never compressed with loss here. Throws
 * NistError for a field that cannot be.
 */
export function imageRecord(
  facts: ImageFacts,
  image: GrayImage,
  compression: 'NONE' | 'WSQ20' = 'NONE',
): TaggedRecord {
  const { type, idc, impression, position, source, taken, comment } = facts
  if (!/^\d{8}$/.test(taken))
    throw new NistError(`field ${type}.005: a day as YYYYMMDD expected, "${taken}" there`, 0)
  if (image.ppi === null) throw new NistError(`field ${type}.009: an image of known resolution expected`, 0)
  if (type === 13 && compression !== 'NONE')
    throw new NistError('field 13.011: a latent is kept as it is; NONE expected', 0)
  const field = (number: number, value: string): NistField => fieldOf(type, number, [[value]])
  const ppi = String(Math.round(image.ppi))
  return {
    type,
    fields: [
      field(1, '0'),
      field(2, String(idc).padStart(2, '0')),
      field(3, String(impression)),
      field(4, source),
      field(5, taken),
      field(6, String(image.width)),
      field(7, String(image.height)),
      field(8, PER_INCH),
      field(9, ppi),
      field(10, ppi),
      field(11, compression),
      field(12, '8'),
      field(13, String(position)),
      ...(comment === undefined ? [] : [field(20, comment)]),
      { number: 999, label: `${type}.999`, value: compression === 'NONE' ? image.pixels : writeWsq(image) },
    ],
  }
}

/** What the first record says of a transaction. */
export interface TransactionFacts {
  /** Kind of transaction as both agencies agreed, e.g. by an application profile. */
  readonly type: string
  /** YYYYMMDD. */
  readonly day: string
  readonly to: string
  readonly from: string
  readonly number: string
  /** Pixels an inch of the type-4 records; null where there are none. */
  readonly ppi: number | null
}

/** Version number of ANSI/NIST-ITL 1-2011 in field 1.002. */
const VERSION = '0500'

/** The type-1 record before `records`: its content field is made from them. */
export function headRecord(facts: TransactionFacts, records: readonly NistRecord[]): TaggedRecord {
  if (!/^\d{8}$/.test(facts.day))
    throw new NistError(`field 1.005: a day as YYYYMMDD expected, "${facts.day}" there`, 0)
  const perMm = facts.ppi === null ? '00.00' : (facts.ppi / MM_PER_INCH).toFixed(2).padStart(5, '0')
  const field = (number: number, value: string): NistField => fieldOf(1, number, [[value]])
  const content = [
    ['1', String(records.length)],
    ...records.map((record) => [String(record.type), idcOf(record)]),
  ]
  return {
    type: 1,
    fields: [
      field(1, '0'),
      field(2, VERSION),
      fieldOf(1, 3, content),
      field(4, facts.type),
      field(5, facts.day),
      field(7, facts.to),
      field(8, facts.from),
      field(9, facts.number),
      field(11, perMm),
      field(12, perMm),
    ],
  }
}

/** The record's number as in the content field: two digits. */
export function idcOf(record: NistRecord): string {
  const value = isBinary(record) ? String(record.idc) : (subfields(record, 2)[0]?.[0] ?? '')
  return value.padStart(2, '0')
}
