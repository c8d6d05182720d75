import { expect, it } from 'vitest'
import { plainLabel, type Label, type Subject } from '@basinet/kernel/contract'
import type { Core } from '@basinet/kernel/record'
import type { PartnerTrack } from '../contract/partner-track.ts'
import { WORLD } from '../positions/bbox.ts'
import { partnerRows, withRows } from './partner-rows.ts'
import type { ExportRow } from './rows.ts'

const T0 = Date.UTC(2026, 10, 24, 13)
const track = (mmsi: number, label: Label): PartnerTrack => ({
  id: String(mmsi),
  owner: label.owner,
  label,
  mmsi,
  name: 'SEA HERON',
  callSign: null,
  shipType: null,
  note: '',
  until: '',
  receivedAt: null,
  now: null,
  trail: [
    [T0, -60, 13],
    [T0 + 60_000, -60.1, 13],
  ],
})
const asked: string[] = []
/** Stands for the policy, whose own tests hold what an onward rule lets: it is asked both questions under the owner's label. */
const core = {
  registry: { typesOf: () => ['track-share'] },
  now: () => new Date(T0),
  policy: {
    decide: ({ action, label }: { action: string; label: Label }) => {
      asked.push(`${action} ${label.owner}`)
      return { allowed: action === 'read' || label.onward === 'listed' }
    },
  },
} as unknown as Core
const subject = { roles: ['watch-officer'] } as unknown as Subject
const QUERY = { from: T0, to: T0 + 3_600_000, bbox: WORLD, mmsi: null }

it("writes a partner's track only where its owner's label lets it be exported", () => {
  const open = track(314_900_001, plainLabel('BRB', 'restricted', { onward: 'listed' }))
  const shut = track(375_900_001, plainLabel('VCT', 'restricted', { onward: 'none' }))
  const rows = partnerRows(core, subject, [shut, open], QUERY)
  expect(rows.map(({ mmsi, station }) => [mmsi, station])).toEqual([
    [314_900_001, 'partner:BRB'],
    [314_900_001, 'partner:BRB'],
  ])
  expect(asked).toContain('export VCT')
  expect(partnerRows(core, subject, [open], { ...QUERY, to: T0 + 1000 })).toHaveLength(1)
  expect(partnerRows(core, subject, [open], { ...QUERY, mmsi: 1 })).toEqual([])
  const box = { west: -60.05, south: 12, east: -59, north: 14 }
  expect(partnerRows(core, subject, [open], { ...QUERY, bbox: box })).toHaveLength(1)
})

it('puts them between own reports in the order of time', async () => {
  const at = (atMs: number): ExportRow => ({ atMs }) as ExportRow
  const own = async function* (): AsyncGenerator<ExportRow[]> {
    yield [at(1), at(4)]
    yield [at(6)]
  }
  const rows: number[] = []
  for await (const part of withRows(own(), [2, 5, 9].map(at))) rows.push(...part.map(({ atMs }) => atMs))
  expect(rows).toEqual([1, 2, 4, 5, 6, 9])
})
