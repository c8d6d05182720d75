import type { Board, Columns } from './board.ts'

/** What changed on a board, packed for another thread: columns one after another, then the vessels gone. */
export interface BoardDelta {
  readonly buffer: ArrayBuffer
  readonly count: number
  readonly gone: readonly number[]
}

/** Widest first, so that every column starts aligned. */
const ORDER: readonly (keyof Columns)[] = [
  'atMs',
  'mmsi',
  'lonE7',
  'latE7',
  'sog',
  'cog',
  'heading',
  'source',
  'navStatus',
  'cls',
]

export function packDelta(board: Board): BoardDelta {
  const { slots, gone } = board.drain()
  const count = slots.length
  const bytes = ORDER.reduce((sum, name) => sum + count * board.columns[name].BYTES_PER_ELEMENT, 0)
  const buffer = new ArrayBuffer(bytes)
  let offset = 0
  for (const name of ORDER) {
    const column = board.columns[name]
    const packed = viewOf(column, buffer, offset, count)
    for (let i = 0; i < count; i++) packed[i] = column[slots[i] as number] as number
    offset += packed.byteLength
  }
  return { buffer, count, gone }
}

/** Brings a delta onto another board. */
export function applyDelta(board: Board, delta: BoardDelta): void {
  const views: Partial<Record<keyof Columns, { readonly [i: number]: number }>> = {}
  let offset = 0
  for (const name of ORDER) {
    const view = viewOf(board.columns[name], delta.buffer, offset, delta.count)
    views[name] = view
    offset += view.byteLength
  }
  const v = views as Record<keyof Columns, Readonly<Record<number, number>>>
  const of = (name: keyof Columns, i: number): number => v[name][i] as number
  for (let i = 0; i < delta.count; i++)
    board.put(
      of('mmsi', i),
      of('atMs', i),
      of('lonE7', i),
      of('latE7', i),
      of('sog', i),
      of('cog', i),
      of('heading', i),
      of('navStatus', i),
      of('cls', i),
      of('source', i),
    )
}

type Column = Columns[keyof Columns]

function viewOf(like: Column, buffer: ArrayBuffer, offset: number, length: number): Column {
  const Kind = like.constructor as new (buffer: ArrayBuffer, offset: number, length: number) => Column
  return new Kind(buffer, offset, length)
}
