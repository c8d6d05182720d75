import { describe, expect, it } from 'vitest'
import { readGeoTiff } from './geotiff.ts'
import { readHgt } from './hgt.ts'

const SIDE = 1201

function hgt(height: (row: number, column: number) => number): Uint8Array {
  const view = new DataView(new ArrayBuffer(SIDE * SIDE * 2))
  for (let row = 0; row < SIDE; row++)
    for (let column = 0; column < SIDE; column++)
      view.setInt16(2 * (row * SIDE + column), height(row, column))
  return new Uint8Array(view.buffer)
}

describe('HGT', () => {
  it('has its north row first and its corner in its name', () => {
    const tile = readHgt(
      'N13W061.hgt',
      hgt((row, column) => (row === 600 && column === 5 ? -32_768 : row)),
    )
    const elevation = tile.ok ? tile.value : null
    expect(elevation?.at(14, -61)).toBe(0)
    expect(elevation?.at(13, -60)).toBe(1200)
    expect(elevation?.at(13.5 + 0.25 / 1200, -60.5)).toBeCloseTo(599.75, 6)
    expect(elevation?.at(13.5, -61 + 5 / 1200)).toBeNull()
    expect(elevation?.at(14.01, -60.5)).toBeNull()
  })

  it('says what is wrong', () => {
    expect(readHgt('tile.hgt', new Uint8Array(4))).toMatchObject({ ok: false, code: 'terrain.format' })
    expect(readHgt('N13W061.hgt', new Uint8Array(4))).toMatchObject({
      message: expect.stringContaining('found 4') as string,
    })
  })
})

type Entry = [tag: number, type: number, values: number[]]

/** A little-endian TIFF of the given tags with 2 × 3 posts of 16 bits at octet 8. */
function tiff(change: (tags: Map<number, Entry>) => void = () => undefined, order = 0x4949): Uint8Array {
  const little = order === 0x4949
  const posts = [10, 20, 30, 40, 50, -9999]
  const entries: Entry[] = [
    [256, 3, [3]],
    [257, 3, [2]],
    [258, 3, [16]],
    [259, 3, [1]],
    [273, 4, [8]],
    [277, 3, [1]],
    [278, 3, [2]],
    [339, 3, [2]],
    [33_550, 12, [0.5, 0.25, 0]],
    [33_922, 12, [0, 0, 0, -61, 14, 0]],
    [34_735, 3, [1, 1, 0, 2, 1024, 0, 1, 2, 1025, 0, 1, 2]],
    [42_113, 2, [...Buffer.from('-9999\0')]],
  ]
  const tags = new Map(entries.map((entry) => [entry[0], entry]))
  change(tags)
  const view = new DataView(new ArrayBuffer(2048))
  view.setUint16(0, order)
  view.setUint16(2, 42, little)
  view.setUint32(4, 64, little)
  posts.forEach((post, n) => view.setInt16(8 + 2 * n, post, little))
  view.setUint16(64, tags.size, little)
  const size: Record<number, number> = { 2: 1, 3: 2, 4: 4, 12: 8 }
  let free = 512
  ;[...tags.values()].forEach(([tag, type, values], n) => {
    const at = 66 + 12 * n
    view.setUint16(at, tag, little)
    view.setUint16(at + 2, type, little)
    view.setUint32(at + 4, values.length, little)
    const octets = size[type]! * values.length
    const from = octets <= 4 ? at + 8 : free
    if (octets > 4) view.setUint32(at + 8, free, little)
    if (octets > 4) free += octets
    values.forEach((value, k) => {
      const place = from + k * size[type]!
      if (type === 2) view.setUint8(place, value)
      else if (type === 3) view.setUint16(place, value, little)
      else if (type === 4) view.setUint32(place, value, little)
      else view.setFloat64(place, value, little)
    })
  })
  return new Uint8Array(view.buffer)
}

describe('GeoTIFF', () => {
  it('of points and of areas, in both byte orders', () => {
    for (const order of [0x4949, 0x4d4d]) {
      const points = readGeoTiff(tiff(undefined, order))
      const elevation = points.ok ? points.value : null
      expect(elevation?.at(14, -61)).toBe(10)
      expect(elevation?.at(13.875, -60.75)).toBe(30)
      expect(elevation?.at(13.8, -60.1)).toBeNull()
    }
    const areas = readGeoTiff(tiff((tags) => tags.set(34_735, [34_735, 3, [1, 1, 0, 1, 1024, 0, 1, 2]])))
    expect(areas.ok ? areas.value.at(13.875, -60.75) : null).toBe(10)
  })

  it.each([
    [(tags: Map<number, Entry>) => tags.set(259, [259, 3, [5]]), 'terrain.unsupported', 'compression: 5'],
    [(tags: Map<number, Entry>) => tags.set(277, [277, 3, [3]]), 'terrain.unsupported', 'samples a pixel: 3'],
    [
      (tags: Map<number, Entry>) => tags.set(34_735, [34_735, 3, [1, 1, 0, 1, 1024, 0, 1, 1]]),
      'terrain.unsupported',
      'expected degrees',
    ],
    [(tags: Map<number, Entry>) => tags.set(273, [273, 4, [60_000]]), 'terrain.format', 'octets'],
    [(tags: Map<number, Entry>) => tags.delete(33_922), 'terrain.unsupported', 'tie point'],
  ] as const)('says what it does not read (%#)', (change, code, said) => {
    const result = readGeoTiff(tiff((tags) => void change(tags)))
    expect(result).toMatchObject({ ok: false, code, message: expect.stringContaining(said) as string })
  })

  it('never throws at damage', () => {
    const whole = tiff()
    let refused = 0
    for (let at = 0; at < 300; at++) {
      const result = readGeoTiff(whole.with(at, whole[at]! ^ 0xff))
      if (!result.ok) refused++
      if (!readGeoTiff(whole.subarray(0, at)).ok) refused++
    }
    expect(refused).toBeGreaterThan(300)
  })
})
