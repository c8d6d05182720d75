import { expect, it } from 'vitest'
import type { Track } from '../../contract.ts'
import { placeAt, separateTracks, trackShapes } from './track-shapes.ts'

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
  const shapes = trackShapes([track.points], track.gaps, { accent: 'a', warning: 'w' })
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

it('one number at two places is two tracks, and no line between them', () => {
  const minute = 60_000
  const points = Array.from({ length: 8 }, (_, i): Track['points'][number] =>
    i % 2 === 0 ? [i * minute, -61, 14 + i / 600, 10, 0] : [i * minute, -60, 13, 0, 0],
  )
  const tracks = separateTracks(points, 80)
  expect(tracks.map((t) => t.length)).toEqual([4, 4])
  expect(tracks.flat().toSorted((a, b) => a[0] - b[0])).toEqual(points)
})

it('a vessel that sails is one track', () => {
  const points = Array.from({ length: 50 }, (_, i): Track['points'][number] => [
    i * 10_000,
    -61 + i / 1200,
    14,
    18,
    90,
  ])
  expect(separateTracks(points, 80)).toEqual([points])
})
