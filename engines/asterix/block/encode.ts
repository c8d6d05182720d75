import type { AsterixRecord } from '../generated/index.gen.ts'
import { BLOCK_MAX_BYTES, EncodeFault, Writer } from '../runtime/writer.ts'
import { findEdition } from './editions.ts'
import { HEADER_BYTES } from './read-records.ts'

export type EncodeResult =
  | { readonly ok: true; readonly value: Uint8Array }
  | {
      readonly ok: false
      readonly error: {
        readonly code: 'asterix.field-range' | 'asterix.edition' | 'asterix.block'
        readonly message: string
        readonly field: string
      }
    }

/**
 * One block of records of one category; each record in its own edition. Quantities are rounded to the item's step.
 * Errors: `asterix.edition` (not carried), `asterix.block` (no records, mixed categories, too long),
 * `asterix.field-range` with the path of the field.
 */
export function tryEncode(records: readonly AsterixRecord[]): EncodeResult {
  const category = records[0]?.cat
  if (category === undefined || records.some((record) => record.cat !== category))
    return failure('asterix.block', 'records', 'a block has records of one category')
  const writer = new Writer()
  writer.octets(Uint8Array.of(category, 0, 0))
  try {
    for (const record of records) {
      const code = findEdition(category, record.edition)
      if (code === null)
        return failure(
          'asterix.edition',
          'edition',
          `category ${category} edition ${record.edition} is not carried`,
        )
      code.write(writer, record)
    }
  } catch (error) {
    if (error instanceof EncodeFault) return failure('asterix.field-range', error.field, error.message)
    throw error
  }
  if (writer.length > BLOCK_MAX_BYTES || writer.length <= HEADER_BYTES)
    return failure(
      'asterix.block',
      'records',
      `a block has 4 to ${BLOCK_MAX_BYTES} octets, not ${writer.length}`,
    )
  writer.setOctet(1, writer.length >> 8)
  writer.setOctet(2, writer.length & 0xff)
  return { ok: true, value: writer.take() }
}

/** As `tryEncode`, for records that are known to fit. */
export function encode(records: readonly AsterixRecord[]): Uint8Array {
  const result = tryEncode(records)
  if (!result.ok) throw new Error(`BUG: ${result.error.message}`)
  return result.value
}

function failure(
  code: Extract<EncodeResult, { ok: false }>['error']['code'],
  field: string,
  message: string,
): EncodeResult {
  return { ok: false, error: { code, field, message } }
}
