import { crc32, deflateSync, inflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encode } from '../block/encode.ts'
import { findEdition } from '../block/editions.ts'
import { HEADER_BYTES, readRecords } from '../block/read-records.ts'
import type { Cat240 } from '../generated/index.gen.ts'
import { encodePng } from './png.ts'
import { readRadial, videoRecord, type Radial } from './radial.ts'
import { Sweep, type Image } from './sweep.ts'

const SOURCE = { sac: 60, sic: 5, sequence: 1, timeOfDayS: 43_200 }
const CELL_M = 15

function radial(startDeg: number, endDeg: number, amplitudes: Record<number, number>, bits = 8): Radial {
  const cells = new Uint32Array(1000)
  for (const [cell, value] of Object.entries(amplitudes)) cells[Number(cell)] = value
  return { startDeg, endDeg, startM: 0, cellM: CELL_M, bits, cells }
}

/** Through the wire and back. */
function received(sent: Radial): Radial {
  const bytes = encode([videoRecord(sent, SOURCE)])
  const { records } = readRecords(findEdition(240, '1.3')!, bytes, HEADER_BYTES, bytes.length)
  const result = readRadial(records[0] as Cat240)
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

function alpha(image: Image, eastPx: number, northPx: number): number {
  const x = Math.floor(image.width / 2 + eastPx)
  const y = Math.floor(image.height / 2 - northPx)
  return image.rgba[(y * image.width + x) * 4 + 3]!
}

describe('video messages', () => {
  it.each([1, 2, 4, 8, 16, 32])('carry cells of %i bits', (bits) => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(2 ** Math.min(bits, 31) - 1), { minLength: 1, maxLength: 3000 }),
        (values) => {
          const sent = { ...radial(10, 10.5, {}, bits), startM: CELL_M * 7, cells: Uint32Array.from(values) }
          const got = received(sent)
          expect(got.cells).toEqual(sent.cells)
          expect(got.bits).toBe(bits)
          expect(got.cellM).toBeCloseTo(CELL_M, 6)
          expect(got.startM).toBeCloseTo(CELL_M * 7, 5)
          expect(got.startDeg).toBeCloseTo(10, 2)
        },
      ),
      { numRuns: 30 },
    )
  })

  it('give the distance of the standard: 100 ns are 14.99 m', () => {
    const record: Cat240 = {
      cat: 240,
      edition: '1.3',
      I000: 2,
      I040: { STARTAZ: 0, ENDAZ: 1, STARTRG: 10, CELLDUR: 100 },
      I048: { C: 0, RES: 4 },
      I050: Uint8Array.of(1, 2, 3, 4),
    }
    expect(readRadial(record)).toMatchObject({ value: { cellM: 14.9896229, startM: 149.896229, bits: 8 } })
    expect(readRadial({ ...record, I048: { C: 1, RES: 4 } })).toMatchObject({
      error: { code: 'asterix.video.compressed' },
    })
    expect(readRadial({ ...record, I000: 1 })).toMatchObject({ error: { code: 'asterix.video.summary' } })
    expect(readRadial({ ...record, I048: undefined })).toMatchObject({
      error: { code: 'asterix.video.incomplete' },
    })
  })
})

describe('the picture', () => {
  const options = { radiusPx: 100, rangeM: 10_000 }

  it.each([
    [0, 0, 50],
    [90, 50, 0],
    [180, 0, -50],
    [270, -50, 0],
    [45, 35.4, 35.4],
  ])('has an echo at %i° and 5 km where it belongs', (bearing, east, north) => {
    const sweep = new Sweep(options)
    const echo = radial((bearing + 359) % 360, (bearing + 1) % 360, { 332: 255, 333: 255, 334: 255 })
    sweep.add(received(echo))
    const image = sweep.render()
    const around = [-1.5, -0.5, 0.5, 1.5].flatMap((dx) =>
      [-1.5, -0.5, 0.5, 1.5].map((dy) => alpha(image, east + dx, north + dy)),
    )
    expect(Math.max(...around)).toBe(255)
    expect(alpha(image, -east * 0.8 + 3, -north * 0.8 + 3)).toBe(0)
    let lit = 0
    for (let at = 3; at < image.rgba.length; at += 4) if (image.rgba[at]! > 0) lit++
    expect(lit).toBeGreaterThan(0)
    expect(lit).toBeLessThan(20)
  })

  it('replaces a direction when it is swept again, either way round', () => {
    const sweep = new Sweep(options)
    sweep.add(radial(359, 1, { 200: 255 }))
    sweep.add(radial(1, 359, {}))
    expect(sweep.render().rgba.every((value, i) => i % 4 !== 3 || value === 0)).toBe(true)
  })

  it('shows the weakest echo of many bits', () => {
    const sweep = new Sweep(options)
    sweep.add(radial(80, 100, { 333: 1 }, 16))
    expect(alpha(sweep.render(), 49.5, 0.5)).toBe(1)
  })

  it('becomes a PNG that others can read, stored or deflated', () => {
    const sweep = new Sweep({ radiusPx: 150, rangeM: 10_000 })
    sweep.add(radial(0, 90, { 100: 255, 400: 128 }))
    const image = sweep.render([0, 255, 0])
    for (const png of [encodePng(image), encodePng(image, (bytes) => deflateSync(bytes))]) {
      const view = new DataView(png.buffer, png.byteOffset, png.length)
      const names: string[] = []
      let pixels: Uint8Array = new Uint8Array(0)
      for (let at = 8; at < png.length;) {
        const length = view.getUint32(at)
        const body = png.subarray(at + 4, at + 8 + length)
        expect(view.getUint32(at + 8 + length)).toBe(crc32(body))
        names.push(Buffer.from(body.subarray(0, 4)).toString('latin1'))
        if (names.at(-1) === 'IDAT') pixels = new Uint8Array(inflateSync(body.subarray(4)))
        at += 12 + length
      }
      expect(names).toEqual(['IHDR', 'IDAT', 'IEND'])
      expect(pixels.length).toBe((image.width * 4 + 1) * image.height)
      expect(pixels.subarray(1, image.width * 4 + 1)).toEqual(
        new Uint8Array(image.rgba.subarray(0, image.width * 4)),
      )
    }
  })
})
