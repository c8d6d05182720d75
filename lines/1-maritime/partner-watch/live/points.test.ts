import fc from 'fast-check'
import { expect, it } from 'vitest'
import { plainLabel, must } from '@basinet/kernel/contract'
import type { LivePoint } from '@basinet/picture/contract'
import { mayGive } from '../commands/track-share.ts'
import { liveContent, POINTS_MAX, readLiveContent } from './points.ts'

const NOW = Date.parse('2026-11-24T06:00:00Z')
const point = fc.tuple(
  fc.integer({ min: 0, max: NOW }),
  fc.integer({ min: -1_800_000_000, max: 1_800_000_000 }),
  fc.integer({ min: -900_000_000, max: 900_000_000 }),
  fc.integer({ min: -1, max: 1500 }),
  fc.integer({ min: -1, max: 3600 }),
  fc.integer({ min: -1, max: 360 }),
)

it('reads back what it sends: the newest points, oldest first', () => {
  fc.assert(
    fc.property(fc.array(point, { minLength: 1, maxLength: 60 }), (points) => {
      const sorted = points.toSorted((a, b) => a[0] - b[0])
      const read = must(readLiveContent(liveContent(sorted), NOW))
      expect(read).toEqual(sorted.slice(-POINTS_MAX))
    }),
  )
})

it('takes nothing from a partner that is no position', () => {
  const good: LivePoint = [NOW, -610_000_000, 140_000_000, 80, 900, -1]
  const codeOf = (content: unknown): string | null => {
    const read = readLiveContent(content, NOW)
    return read.ok ? null : read.error.code
  }
  expect(codeOf({ v: 1, points: [good] })).toBeNull()
  expect(codeOf({ v: 1, points: [[NOW + 3_600_000, ...good.slice(1)]] })).toBe('track-live.future')
  const wrong: unknown[] = [
    null,
    'track',
    { v: 2, points: [good] },
    { v: 1, points: [] },
    { v: 1, points: Array.from({ length: POINTS_MAX + 1 }, () => good) },
    { v: 1, points: [good.slice(1)] },
    { v: 1, points: [[...good, 0]] },
    { v: 1, points: [good.with(2, 900_000_001)] },
    { v: 1, points: [good.with(1, 1.5)] },
    { v: 1, points: [good.with(3, Number.NaN)] },
  ]
  for (const content of wrong) expect(codeOf(content)).toBe('track-live.shape')
})

it('gives no protected craft without its own grant, and nothing that another nation heard', () => {
  const own = plainLabel('LCA', 'restricted', {})
  const track = { name: null, callSign: null, shipType: null, labels: [own], granted: null, points: [] }
  const why = (more: object, to: string[]): string | null => {
    const may = mayGive({ ...track, ...more }, 'LCA', to)
    return may.ok ? null : may.error.code
  }
  expect(why({}, ['BRB'])).toBeNull()
  expect(why({ granted: [] }, ['BRB'])).toBe('track-share.protected')
  expect(why({ granted: ['BRB'] }, ['BRB'])).toBeNull()
  expect(why({ granted: ['BRB'] }, ['BRB', 'VCT'])).toBe('track-share.protected')
  expect(why({ labels: [own, plainLabel('MTQ', 'official', {})] }, ['BRB'])).toBe('track-share.foreign')
})
