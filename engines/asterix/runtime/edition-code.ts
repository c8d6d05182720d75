import type { Cursor } from './cursor.ts'
import type { Writer } from './writer.ts'

/** What could not be read of a record, kept so that nothing is lost and nothing is guessed. */
export interface Unread {
  /** The item that could not be read, as its name in the record, or its field reference number where none is known. */
  item: string
  why: 'short' | 'unknown' | 'length'
  /** The record's presence octets as sent; they also announce what `octets` holds. */
  presence: string
  /** From that item to the end of the block. */
  octets: string
}

export interface RecordBase {
  cat: number
  edition: string
  /** Presence octets sent, where they were more than needed. */
  presence?: number | undefined
  unread?: Unread | undefined
}

/** The generated code of one edition of a category. */
export interface EditionCode {
  readonly category: number
  readonly edition: string
  readonly date: string
  read(c: Cursor): RecordBase
  write(w: Writer, record: RecordBase): void
  /** Names by field reference number of the kind of record that stands at the cursor. */
  slots(c: Cursor): readonly (string | null)[]
}
