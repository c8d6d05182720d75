import { expect, it } from 'vitest'
import { compare } from '../match/compare.ts'
import { prepare } from '../match/prepared.ts'
import { syntheticFinger } from '../synthetic/synthetic.ts'
import { withEdits, withinRegion } from './latent.ts'
import { MAP_BACKGROUND } from './template.ts'

const BOX = [
  { x: 60, y: 80 },
  { x: 280, y: 80 },
  { x: 280, y: 320 },
  { x: 60, y: 320 },
]

it('compares only what lies in the region', () => {
  const print = syntheticFinger(11)
  const part = withinRegion(print, BOX)
  expect(part.x.length).toBeLessThan(print.x.length)
  expect(part.x.length).toBeGreaterThan(8)
  for (const x of part.x) expect(x >= 60 && x <= 280).toBe(true)
  const cells = (codes: Uint8Array): number => codes.filter((code) => code !== MAP_BACKGROUND).length
  expect(cells(part.map!.codes)).toBeLessThan(cells(print.map!.codes))
  const found = compare(prepare(part), prepare(print))
  expect(found.pairs.length).toBe(part.x.length)
  expect(found.score).toBeGreaterThan(compare(prepare(part), prepare(syntheticFinger(12))).score + 15)
  expect(() => withinRegion(print, BOX.slice(0, 2))).toThrow('2 corners')
})

it('takes away and adds minutiae by hand', () => {
  const print = syntheticFinger(11)
  const marked = { x: 100, y: 120, angle: 1, kind: 1, quality: 80 }
  const edited = withEdits(print, [0, 2], [marked])
  expect(edited.x.length).toBe(print.x.length - 1)
  expect(edited.x.at(-1)).toBe(100)
  expect(edited.x[0]).toBe(print.x[1])
  expect(() => withEdits(print, [999], [])).toThrow('no minutia 999')
})
