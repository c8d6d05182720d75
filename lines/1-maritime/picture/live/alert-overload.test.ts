import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Result } from '@basinet/kernel/contract'
import { executeCommand } from '@basinet/kernel/record'
import { pictureService } from '../positions/service.ts'
import { alertOf } from '../testing/alert.ts'
import { commander, openPictureStore, watchOfficer, type PictureStore } from '../testing/store.ts'
import { createAlertRaiser, type AlertRaiser } from './alert-raiser.ts'

/** Far more alerts than the database takes, with distress among them: every vessel stands in a record afterwards. */
const VESSELS = process.env['BASINET_FULL'] === '1' ? 100_000 : 6000
const DISTRESS = 8
const FIRST = 343_000_000

let db: PictureStore
const errors: unknown[] = []

beforeAll(async () => {
  db = await openPictureStore()
}, 120_000)
afterAll(() => db?.close())

function raiserOver(db: PictureStore, fails: () => boolean = () => false): AlertRaiser {
  const service = pictureService('LCA')
  return createAlertRaiser({
    give: (command, input): Promise<Result<unknown>> =>
      fails()
        ? Promise.reject(new Error('the database is away'))
        : executeCommand(db.core, service, command, { commandId: randomUUID(), input }),
    onError: (error) => errors.push(error),
  })
}

const burst = (from: number, to: number, areaId: string | null = null) => ({
  alerts: Array.from({ length: to - from }, (_, i) => ({
    alert: alertOf({ subject: { mmsi: FIRST + from + i, name: null }, atMs: Date.now(), areaId }),
    times: 1,
    lastAtMs: Date.now(),
  })),
  storms: [],
})

test('a storm of alerts is a bounded number of records that name every vessel; distress does not wait for it', async () => {
  const area = await db.give(commander(), 'own-area.draw', {
    name: 'Rodney Bay',
    note: '',
    shape: { type: 'Circle', center: [-61, 14], radiusM: 5000 },
    alerts: { entry: true, exit: false, speedAboveKn: null, speedBelowKn: null },
    severity: 'warning',
    shipTypes: [],
    activeFrom: null,
    activeUntil: null,
  })
  if (!area.ok) throw new Error(area.error.message)
  const hidden = FIRST + VESSELS - 1
  const craft = await db.give(commander(), 'protected-craft.protect', {
    mmsi: hidden,
    name: 'DEFENDER',
    agency: 'Marine Unit',
    nation: 'LCA',
  })
  if (!craft.ok) throw new Error(craft.error.message)
  const raiser = raiserOver(db)
  const step = VESSELS / DISTRESS
  for (let n = 0; n < DISTRESS; n++) {
    raiser.add(burst(n * step, (n + 1) * step, area.value.recordId))
    const distress = alertOf({
      rule: 'distress.sart',
      distress: true,
      severity: 'critical',
      subject: { mmsi: 970_000_001 + n, name: null },
      why: { key: 'picture.alert.distress.sart', params: {} },
    })
    raiser.add({ alerts: [{ alert: distress, times: 1, lastAtMs: 0 }], storms: [] })
  }
  expect(raiser.waiting).toBeLessThan(2050 + VESSELS / 500 + 2 * DISTRESS)
  await raiser.idle()
  expect(errors).toEqual([])
  const { rows } = await db.admin.query<{ mmsi: number }>(
    `SELECT (v->>'mmsi')::int AS mmsi FROM basinet.r_picture_alert, jsonb_array_elements(body->'vessels') v
     UNION ALL SELECT f_mmsi::int FROM basinet.r_picture_alert WHERE f_mmsi IS NOT NULL AND NOT body ? 'vessels'`,
  )
  const found = new Set(rows.map((r) => r.mmsi))
  const missing = Array.from({ length: VESSELS }, (_, i) => FIRST + i).filter((mmsi) => !found.has(mmsi))
  expect(missing).toEqual([])
  const { rows: counted } = await db.admin.query<{ n: number; place: number }>(
    `SELECT count(*)::int AS n, max(place)::int AS place FROM (SELECT f_distress, row_number() OVER
     (ORDER BY created_at, id) AS place FROM basinet.r_picture_alert) AS a WHERE f_distress`,
  )
  expect(counted[0]?.n).toBe(DISTRESS)
  // The distress stands among the first records, however many alerts came before it.
  expect(counted[0]?.place).toBeLessThan(1000)
  await notSeen(hidden)
}, 240_000)

/** A protected craft in a storm: the record that the whole watch reads does not name it. */
async function notSeen(mmsi: number): Promise<void> {
  const { rows } = await db.admin.query<{ handling: string[] }>(
    `SELECT handling FROM basinet.r_picture_alert WHERE body::text LIKE $1`,
    [`%${mmsi}%`],
  )
  expect(rows.length).toBeGreaterThan(0)
  for (const row of rows) expect(row.handling).toContain('protected-craft')
}

test('with the database away nothing is lost, and what waited is a record when it is back', async () => {
  let away = true
  const raiser = raiserOver(db, () => away)
  raiser.add(burst(500_000, 500_120))
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(raiser.waiting).toBeGreaterThan(0)
  away = false
  await raiser.idle()
  const { rows } = await db.admin.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM basinet.r_picture_alert WHERE f_mmsi BETWEEN $1 AND $2`,
    [FIRST + 500_000, FIRST + 500_119],
  )
  expect(rows[0]?.n).toBe(120)
  expect(errors.map(String)).toContain('Error: the database is away')
}, 120_000)

test('every safety text has a log: drafts for what is no call, one a station, and of very many stations one', async () => {
  const raiser = raiserOver(db)
  const text = (mmsi: number, words: string, rule: 'safety.text' | 'distress.text' = 'safety.text') =>
    raiser.add({
      alerts: [
        {
          alert: alertOf({
            rule,
            distress: true,
            episode: `${rule}:${mmsi}:${words}`,
            subject: { mmsi, name: null },
            why: { key: `picture.alert.${rule}`, params: { text: words } },
          }),
          times: 1,
          lastAtMs: 0,
        },
      ],
      storms: [],
    })
  for (let i = 0; i < 130; i++) text(345_000_000 + i, 'GUD PM')
  text(345_000_000, 'HAPI NEW YIR')
  text(345_000_001, 'MAYDAY', 'distress.text')
  await raiser.idle()
  const { rows } = await db.admin.query<{ kind: string; state: string; lines: number; n: number }>(
    `SELECT f_kind AS kind, f_state AS state, max(jsonb_array_length(body->'entries')) AS lines, count(*)::int AS n
     FROM basinet.r_sar_log WHERE f_kind LIKE 'safety%' GROUP BY 1, 2 ORDER BY 1, 2`,
  )
  expect(rows).toEqual([
    { kind: 'safety-text', state: 'draft', lines: 2, n: 99 },
    { kind: 'safety-text', state: 'open', lines: 2, n: 1 },
    { kind: 'safety-texts', state: 'draft', lines: 30, n: 1 },
  ])
  const { rows: logs } = await db.admin.query<{ id: string; rev: number }>(
    `SELECT id, rev FROM basinet.r_sar_log WHERE f_beacon = 345000000`,
  )
  const on = { recordId: logs[0]?.id ?? '', expectedRev: logs[0]?.rev ?? 0 }
  expect(await db.give(watchOfficer(), 'sar-log.no-rescue', {}, on)).toMatchObject({ ok: true })
  const { rows: closed } = await db.admin.query(
    `SELECT body->>'outcome' AS outcome, (SELECT array_agg(DISTINCT f_state) FROM basinet.r_picture_alert WHERE f_mmsi = 345000000)
       AS alarms FROM basinet.r_sar_log WHERE f_beacon = 345000000`,
  )
  expect(closed).toEqual([{ outcome: 'no rescue', alarms: ['dismissed'] }])
}, 120_000)
