import { gridElevation, type ReadElevation } from './elevation.ts'

const VOID = -32_768
const NAME = /^([NS])(\d{2})([EW])(\d{3})/i
const SIDES: ReadonlyMap<number, number> = new Map([
  [1201 * 1201 * 2, 1201],
  [3601 * 3601 * 2, 3601],
])

/** A tile of the Shuttle Radar Topography Mission: big-endian 16-bit metres, north row first; its name (`N13W061.hgt`) says the south-west corner. */
export function readHgt(name: string, bytes: Uint8Array): ReadElevation {
  const corner = NAME.exec(name)
  if (corner === null) return fail(`expected a name such as N13W061.hgt, found ${name}`)
  const side = SIDES.get(bytes.length)
  if (side === undefined)
    return fail(`expected 1201 or 3601 posts a side (2,884,802 or 25,934,402 octets), found ${bytes.length}`)
  const south = Number(corner[2]) * (corner[1]!.toUpperCase() === 'S' ? -1 : 1)
  const west = Number(corner[4]) * (corner[3]!.toUpperCase() === 'W' ? -1 : 1)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const step = 1 / (side - 1)
  const value = gridElevation({
    rows: side,
    columns: side,
    north: south + 1,
    west,
    latStep: step,
    lonStep: step,
    post(row, column) {
      const metres = view.getInt16(2 * (row * side + column))
      return metres === VOID ? null : metres
    },
  })
  return { ok: true, value }
}

function fail(message: string): ReadElevation {
  return { ok: false, code: 'terrain.format', message }
}
