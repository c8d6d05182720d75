import { expect, it } from 'vitest'
import { plainLabel } from '@basinet/kernel/contract'
import type { PartnerTrack } from '../../contract.ts'
import { trackAt } from './track-at.ts'

const NOW = Date.UTC(2026, 10, 24, 13)
const TRACK: PartnerTrack = {
  id: '1',
  owner: 'BRB',
  label: plainLabel('BRB', 'restricted'),
  mmsi: 314_900_001,
  name: null,
  callSign: null,
  shipType: null,
  note: '',
  until: '',
  receivedAt: null,
  now: { at: NOW, lon: -60, lat: 13, sog: 8, cog: 90, heading: null },
  trail: [
    [NOW - 120_000, -60.2, 13],
    [NOW - 60_000, -60.1, 13],
    [NOW, -60, 13],
  ],
}

it('plays a partner back from what is still held of its track, and invents nothing', () => {
  expect(trackAt(TRACK, NOW - 30_000)).toMatchObject({ now: { lon: -60.1, sog: null } })
  expect(trackAt(TRACK, NOW - 30_000)?.trail).toHaveLength(2)
  expect(trackAt(TRACK, NOW - 121_000)).toBeNull()
  expect(trackAt(TRACK, NOW + 11 * 60_000)).toBeNull()
})
