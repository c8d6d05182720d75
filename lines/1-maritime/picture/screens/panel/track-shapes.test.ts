import { expect, it } from 'vitest'
import type { Track } from '../../contract.ts'
import { placeAt, trackShapes } from './track-shapes.ts'

const track: Track = {
  points: [
    [1000, -61, 14, 10, 90],
    [2000, -60.9, 14, 10, 90],
    [9000, -60.5, 14, null, null],
    [9500, -60.4, 14, 8, 80],
  ],
  gaps: [[2000, 9000]],
  total: 4,
}

it('a silence is dashed across and never joined as if it had been heard', () => {
  const shapes = trackShapes(track, { accent: 'a', warning: 'w' })
  expect(shapes.map((s) => [s.properties.colour, s.properties.dashed])).toEqual([
    ['a', false],
    ['a', false],
    ['w', true],
  ])
  expect(shapes[2]?.geometry).toEqual({
    type: 'LineString',
    coordinates: [
      [-60.9, 14],
      [-60.5, 14],
    ],
  })
})

it('the mark stands where the vessel was last heard', () => {
  expect(placeAt(track, 8999)).toEqual({ at: 2000, lon: -60.9, lat: 14, sog: 10, cog: 90 })
  expect(placeAt(track, 0)?.at).toBe(1000)
  expect(placeAt({ points: [], gaps: [], total: 0 }, 5)).toBeNull()
})
