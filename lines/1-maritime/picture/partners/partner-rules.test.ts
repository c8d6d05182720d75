import { expect, it } from 'vitest'
import { plainLabel } from '@basinet/kernel/contract'
import type { PartnerTrack } from '../contract/partner-track.ts'
import { createBoard } from '../live/board.ts'
import { classCode, toE7 } from '../positions/scaled.ts'
import type { RulesConfig } from '../live/rules-config.ts'
import { PartnerRules, type PartnerAlert } from './partner-rules.ts'

const NOW = Date.UTC(2026, 10, 24, 13)
const ID = '01890000-0000-7000-8000-000000000001'
const LABEL = plainLabel('BRB', 'restricted', { releaseTo: ['LCA'] })
const MMSI = 314_900_001

const track = (atMs: number, lon: number, more: Partial<PartnerTrack> = {}): PartnerTrack => ({
  id: ID,
  owner: 'BRB',
  label: LABEL,
  mmsi: MMSI,
  name: 'SEA HERON',
  callSign: null,
  shipType: 70,
  note: '',
  until: '2026-11-25T00:00:00Z',
  receivedAt: '2026-11-24T13:00:00Z',
  now: { at: atMs, lon, lat: 13.5, sog: 10, cog: 270, heading: null },
  trail: [],
  ...more,
})

const AREA = {
  areas: [
    {
      id: 'area-1',
      body: {
        name: 'Reserve',
        shape: {
          type: 'Polygon',
          coordinates: [
            [
              [-60.6, 13.4],
              [-60.5, 13.4],
              [-60.5, 13.6],
              [-60.6, 13.6],
              [-60.6, 13.4],
            ],
          ],
        },
        alerts: { entry: true, exit: true, speedAboveKn: null, speedBelowKn: null },
        severity: 'warning',
        shipTypes: [],
        activeFrom: null,
        activeUntil: null,
      },
    },
  ],
  approaches: [
    {
      id: 'watch-1',
      body: { name: 'Close', limitNm: 0.5, aheadMinutes: 20, guarded: [], severity: 'warning' },
    },
  ],
  watchList: [],
} as unknown as RulesConfig

function sail(rules: PartnerRules, board = createBoard(), more: Partial<PartnerTrack> = {}): PartnerAlert[] {
  return Array.from({ length: 20 }, (_, n) => n).flatMap((n) =>
    rules.look([track(NOW + n * 60_000, -60.48 - n * 0.003, more)], board, NOW + n * 60_000),
  )
}

it("says of a partner's track that it entered an own area: under its label, without place, report or name", () => {
  const rules = new PartnerRules()
  expect(rules.configure(AREA)).toEqual([])
  const [entry, ...others] = sail(rules)
  expect(others).toEqual([])
  expect(entry).toMatchObject({
    rule: 'area.entry',
    contact: `share:${ID}`,
    mmsi: MMSI,
    name: null,
    position: null,
    under: LABEL,
    why: { params: { area: 'Reserve', owner: 'BRB' } },
  })
  expect(JSON.stringify(entry)).not.toMatch(/HERON|13\.5|-60/)
})

it('says nothing of a vessel that is heard here, and looks at no report twice', () => {
  const heard = new PartnerRules()
  heard.configure(AREA)
  const board = createBoard()
  board.put(MMSI, NOW + 20 * 60_000, toE7(-60.48), toE7(13.5), 100, 2700, -1, -1, classCode('A'), 1)
  expect(sail(heard, board)).toEqual([])
  const twice = new PartnerRules()
  twice.configure(AREA)
  const inside = (): PartnerAlert[] => twice.look([track(NOW, -60.55)], createBoard(), NOW)
  expect(inside().map(({ rule }) => rule)).toEqual(['area.entry'])
  expect(inside()).toEqual([])
})

it("says that an own vessel and a partner's track come close, and nothing of own vessels among themselves", () => {
  const rules = new PartnerRules()
  rules.configure({ ...AREA, areas: [] })
  const board = createBoard()
  const own = (mmsi: number, lon: number, cog: number): number =>
    board.put(mmsi, NOW, toE7(lon), toE7(13.5), 100, cog, -1, -1, classCode('A'), 1)
  own(343_900_001, -60.52, 900)
  own(343_900_002, -60.521, 900)
  const alerts = rules.look([track(NOW, -60.48)], board, NOW)
  expect(alerts.length).toBeGreaterThan(0)
  for (const alert of alerts)
    expect(alert).toMatchObject({ rule: 'collision.cpa', contact: `share:${ID}`, under: LABEL })
})

it('keeps the place of distress', () => {
  const rules = new PartnerRules()
  const alerts = rules.look([track(NOW, -60.5, { mmsi: 970_900_001 })], createBoard(), NOW)
  expect(alerts[0]).toMatchObject({ distress: true, position: { lon: -60.5, lat: 13.5 } })
})
