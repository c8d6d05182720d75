import type { MemoryTables } from '../streams/index.ts'
import type { UndoTable } from '../streams/undo-table.ts'
import type { Dice } from './dice.ts'

/** Where a bit may turn: every stored byte string of the streams. */
const PLACES = [
  ['inEnvelopes', 'sealed'],
  ['inFrames', 'hash'],
  ['inFrames', 'envelope'],
  ['inStreams', 'hash'],
  ['inStreams', 'head'],
  ['outEnvelopes', 'sealed'],
  ['outFrames', 'hash'],
  ['outFrames', 'envelope'],
  ['outStreams', 'hash'],
] as const

/** Turns one bit somewhere in a node's stored streams, behind its back. Says where; null when nothing is stored there. */
export function flipBit(tables: MemoryTables, dice: Dice): string | null {
  const [name, column] = dice.pick(PLACES)
  const table = tables[name] as unknown as UndoTable<Readonly<Record<string, unknown>>>
  const rows = table.entries().filter(([, row]) => row[column] instanceof Uint8Array)
  if (rows.length === 0) return null
  const [key, row] = dice.pick(rows)
  const bytes = new Uint8Array(row[column] as Uint8Array)
  const place = dice.int(0, bytes.length - 1)
  bytes[place] = (bytes[place] as number) ^ (1 << dice.int(0, 7))
  table.set(key, { ...row, [column]: bytes })
  table.keep()
  return `${name}.${column}`
}
