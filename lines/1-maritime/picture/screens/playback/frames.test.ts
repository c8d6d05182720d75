import { expect, it } from 'vitest'
import type { Playback } from '../../contract.ts'
import { vesselsAt } from './frames.ts'

const playback: Playback = {
  from: 0,
  to: 60_000,
  stepSeconds: 60,
  vessels: [
    { mmsi: 1, name: 'ONE', shipType: 70, cls: 'A' },
    { mmsi: 2, cls: 'B' },
  ],
  frames: [
    {
      at: 0,
      points: [
        [1, -61, 14, 10, 350, 352],
        [2, -60, 13, null, null, null],
      ],
    },
    { at: 60_000, points: [[1, -60.9, 14.1, 11, 10, 8]] },
  ],
}

it('moves a vessel along the line between two frames and turns it the short way', () => {
  const [one] = vesselsAt(playback, 30_000)
  expect(one?.lon).toBeCloseTo(-60.95, 6)
  expect(one?.lat).toBeCloseTo(14.05, 6)
  expect(one?.cog).toBeCloseTo(0, 6)
  expect(one?.heading).toBeCloseTo(0, 6)
  expect(one).toMatchObject({ id: 'ais:1', name: 'ONE', shipType: 70, sog: 10 })
})

it('one heard only before stays where it was heard, without an invented course', () => {
  const two = vesselsAt(playback, 30_000).find((v) => v.mmsi === 2)
  expect(two).toMatchObject({ lon: -60, lat: 13, cls: 'B' })
  expect(two?.cog).toBeUndefined()
})

it('before the first and after the last frame the nearest one holds', () => {
  expect(vesselsAt(playback, -1).map((v) => v.lon)).toEqual([-61, -60])
  expect(vesselsAt(playback, 90_000).map((v) => v.mmsi)).toEqual([1])
})
