import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  aircraftKey,
  contactId,
  contactKeyOf,
  contactKind,
  CONTACT_KEY_MAX,
  trackKey,
} from './contact-key.ts'

it('every kind has its own range of 32 bits and comes back from its id', () => {
  const keys = fc.oneof(
    fc.integer({ min: 1, max: 2 ** 30 - 1 }).map((key) => ({ key, kind: 'ais' })),
    fc
      .tuple(fc.integer({ min: 0, max: 2 ** 24 - 1 }), fc.boolean())
      .map(([address, other]) => ({ key: aircraftKey(address, other), kind: 'adsb' })),
    fc.integer({ min: 0, max: 2 ** 40 }).map((n) => ({ key: trackKey(n), kind: 'track' })),
  )
  fc.assert(
    fc.property(keys, ({ key, kind }) => {
      expect(contactKind(key)).toBe(kind)
      expect(key).toBeLessThanOrEqual(CONTACT_KEY_MAX)
      expect(contactKeyOf(contactId(key))).toBe(key)
    }),
  )
  expect(contactId(aircraftKey(0x4840d6))).toBe('adsb:4840D6')
  for (const wrong of ['ais:', 'adsb:4840D', 'track:a', 'hand:1', 'ais:12x'])
    expect(contactKeyOf(wrong)).toBeNull()
})
