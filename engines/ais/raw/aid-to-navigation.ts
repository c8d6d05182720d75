import type { BitReader } from '../bits/bit-reader.ts'
import type { BitWriter } from '../bits/bit-writer.ts'

const NAME_CHARS = 20
const EXTENSION_AT = 272
/** Longest name extension (table 73). */
const EXTENSION_CHARS = 14

/** Message 21 as transmitted, name and extension joined. Source: ITU-R M.1371-5 Annex 8 table 73. */
export interface RawAidToNavigation {
  type: 21
  repeat: number
  mmsi: number
  aidType: number
  name: string
  accuracy: boolean
  lon: number
  lat: number
  toBow: number
  toStern: number
  toPort: number
  toStarboard: number
  epfd: number
  second: number
  offPosition: boolean
  regional: number
  raim: boolean
  virtual: boolean
  assigned: boolean
}

export function readAidToNavigation(b: BitReader): RawAidToNavigation {
  return {
    type: 21,
    repeat: b.u(6, 2),
    mmsi: b.u(8, 30),
    aidType: b.u(38, 5),
    name: readName(b),
    accuracy: b.flag(163),
    lon: b.i(164, 28),
    lat: b.i(192, 27),
    toBow: b.u(219, 9),
    toStern: b.u(228, 9),
    toPort: b.u(237, 6),
    toStarboard: b.u(243, 6),
    epfd: b.u(249, 4),
    second: b.u(253, 6),
    offPosition: b.flag(259),
    regional: b.u(260, 8),
    raim: b.flag(268),
    virtual: b.flag(269),
    assigned: b.flag(270),
  }
}

/** The extension continues the name only where the twenty characters hold no '@'; blanks at the joint count. */
function readName(b: BitReader): string {
  const name = b.text(43, NAME_CHARS)
  if (b.length < EXTENSION_AT + 6 || firstAt(b) < NAME_CHARS) return name
  const chars = Math.min(EXTENSION_CHARS, Math.floor((b.length - EXTENSION_AT) / 6))
  const extension = b.text(EXTENSION_AT, chars)
  return extension === '' ? name : name.padEnd(NAME_CHARS) + extension
}

function firstAt(b: BitReader): number {
  let n = 0
  while (n < NAME_CHARS && b.u(43 + 6 * n, 6) !== 0) n++
  return n
}

export function writeAidToNavigation(w: BitWriter, r: RawAidToNavigation): void {
  w.u('type', r.type, 6)
  w.u('repeat', r.repeat, 2)
  w.u('mmsi', r.mmsi, 30)
  w.u('aidType', r.aidType, 5)
  w.text('name', r.name.slice(0, NAME_CHARS), NAME_CHARS)
  w.flag(r.accuracy)
  w.i('lon', r.lon, 28)
  w.i('lat', r.lat, 27)
  w.u('toBowM', r.toBow, 9)
  w.u('toSternM', r.toStern, 9)
  w.u('toPortM', r.toPort, 6)
  w.u('toStarboardM', r.toStarboard, 6)
  w.u('epfd', r.epfd, 4)
  w.u('second', r.second, 6)
  w.flag(r.offPosition)
  w.u('status', r.regional, 8)
  w.flag(r.raim)
  w.flag(r.virtual)
  w.flag(r.assigned)
  w.spare(1)
  const extension = r.name.slice(NAME_CHARS)
  w.text('name', extension, Math.min(extension.length, EXTENSION_CHARS))
  w.spare((8 - (w.length & 7)) & 7)
}
