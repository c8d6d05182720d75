import { expect, it } from 'vitest'
import { fadeOf, STALE_MS } from './fading.ts'

it('fades with age and never vanishes', () => {
  const ages = [0, 60_000, 3 * 60_000, STALE_MS, 20 * 60_000, 5 * 3_600_000, 90 * 86_400_000]
  const shown = ages.map(fadeOf)
  expect(shown[0]).toBe(1)
  expect(shown).toEqual(shown.toSorted((a, b) => b - a))
  expect(fadeOf(STALE_MS)).toBeLessThan(fadeOf(STALE_MS - 1))
  expect(Math.min(...shown)).toBeGreaterThan(0.3)
})
