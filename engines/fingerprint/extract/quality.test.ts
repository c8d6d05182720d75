import { expect, it } from 'vitest'
import { sharedPresent } from '../../../tests/data/shared.ts'
import type { GrayImage } from '../image/gray.ts'
import { sharedImage } from '../testing-prints.ts'
import { extractPrint } from './print.ts'
import { qualityOf } from './quality.ts'
import { patternClass, singularPoints } from './singular.ts'

/** Concentric rings: a core of a whole turn, two half turns in one place or side by side. */
function rings(size: number, period: number): GrayImage {
  const pixels = Uint8Array.from({ length: size * size }, (_, i) => {
    const distance = Math.hypot((i % size) - size / 2, Math.floor(i / size) - size / 2)
    return 128 + 100 * Math.cos((2 * Math.PI * distance) / period)
  })
  return { width: size, height: size, pixels, ppi: null }
}

it('says that nothing is there', () => {
  const blank = { width: 300, height: 300, pixels: new Uint8Array(90_000).fill(250), ppi: 500 }
  expect(qualityOf(extractPrint(blank).extraction)).toMatchObject({ value: 0, reasons: ['no-print'] })
})

it('judges an unstated resolution by the ridges', () => {
  expect(extractPrint(rings(320, 9))).toMatchObject({ ppi: 500, ppiFrom: 'ridges' })
  expect(extractPrint(rings(600, 17))).toMatchObject({ ppi: 1000, ppiFrom: 'ridges' })
  expect(extractPrint({ ...rings(320, 9), ppi: 72 })).toMatchObject({ ppi: 500, ppiFrom: 'ridges' })
  expect(extractPrint({ ...rings(320, 9), ppi: 569 })).toMatchObject({ ppi: 569, ppiFrom: 'file' })
})

it('finds the middle of rings, and no middle in straight ridges', () => {
  const cores = singularPoints(extractPrint(rings(320, 9), 500).extraction).filter(
    (point) => point.kind === 'core',
  )
  expect(cores.length).toBeGreaterThan(0)
  for (const { x, y } of cores) expect(Math.hypot(x - 160, y - 160)).toBeLessThan(30)
  const stripes = {
    ...rings(320, 9),
    pixels: Uint8Array.from({ length: 320 * 320 }, (_, i) => 128 + 100 * Math.cos((i % 320) * 0.7)),
  }
  expect(patternClass(extractPrint(stripes, 500).extraction)).toBe('arch')
})

it.runIf(sharedPresent)('values a clear print above one of a dry finger', () => {
  const clear = qualityOf(extractPrint(sharedImage('fvc2002/DB1_B/103_1')).extraction)
  const poor = qualityOf(extractPrint(sharedImage('fvc2002/DB3_B/110_3')).extraction)
  expect(clear.value).toBeGreaterThan(poor.value + 30)
  expect(clear.reasons).toEqual([])
  expect(poor.reasons).toContain('unclear')
})
