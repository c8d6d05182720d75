import type { AnyRecord, Column } from '../../api/types.ts'
import { findExhibits } from '../custody/find-exhibits.ts'

/** What the list of one type has beyond what every list has. */
export interface OwnList {
  /** Columns instead of the declared ones; those that are not searched fields are shown and not sorted by. */
  readonly columns: readonly Column[]
  /** Least width of a column in px where its words need another than its kind has. */
  readonly widths: Readonly<Record<string, number>>
  /** Looks for records by words, in every way the reader may mean them. */
  readonly find: (text: string, signal: AbortSignal) => Promise<readonly AnyRecord[]>
  /** Message that says what may be typed. */
  readonly hint: string
}

const text = (name: string): Column => ({ name, kind: 'text', path: name })

const OWN: Readonly<Record<string, OwnList>> = {
  exhibit: {
    columns: ['description', 'state', 'holder', 'seal', 'place'].map(text),
    widths: { description: 208, state: 88, holder: 148, seal: 96, place: 148 },
    find: findExhibits,
    hint: 'custody.find-hint',
  },
}

export const ownListOf = (type: string): OwnList | undefined => OWN[type]
