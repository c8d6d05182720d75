import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readRecord } from '@basinet/kernel/record'
import { plainLabel, type CommandReceipt, type Result, type StoredRecord } from '@basinet/kernel/contract'
import { pictureAlert, type PictureAlert } from '../contract/picture-alert.ts'
import { protectedCraft, type ProtectedCraft } from '../contract/protected-craft.ts'
import { sarLog, type SarLog } from '../contract/sar-log.ts'
import { PROTECTED_CRAFT_CAVEAT } from '../contract/words.ts'
import { pictureService } from '../positions/service.ts'
import {
  commander,
  openPictureStore,
  watchOfficer,
  watchSupervisor,
  type PictureStore,
} from '../testing/store.ts'

let db: PictureStore
beforeAll(async () => {
  db = await openPictureStore()
})
afterAll(() => db.close())

const officer = watchOfficer()
const supervisor = watchSupervisor()
const service = pictureService('LCA')
const soon = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString()

function done(result: Result<CommandReceipt>): CommandReceipt {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`)
  return result.value
}
const at = (r: CommandReceipt) => ({ recordId: r.recordId, expectedRev: r.rev })
const read = <T>(subject: typeof officer, decl: unknown, id: string): Promise<StoredRecord<T> | null> =>
  db.read(subject, (tx) => readRecord<T>(tx, decl as never, id))

const square = [
  [-61.1, 13.9],
  [-61.0, 13.9],
  [-61.0, 14.0],
  [-61.1, 14.0],
  [-61.1, 13.9],
]
const area = {
  name: 'Rodney Bay approach',
  note: '',
  shape: { type: 'Polygon', coordinates: [square] },
  alerts: { entry: true, exit: false, speedAboveKn: 25, speedBelowKn: null },
  severity: 'warning',
  shipTypes: [],
  activeFrom: null,
  activeUntil: null,
}

describe('own areas', () => {
  test('are drawn, changed with a reason, and retired', async () => {
    const drawn = done(await db.give(officer, 'own-area.draw', area))
    const noReason = await db.give(officer, 'own-area.change', { ...area, name: 'B' }, at(drawn))
    expect(noReason).toMatchObject({ ok: false, error: { code: 'command.reason' } })
    const changed = done(
      await db.give(officer, 'own-area.change', { ...area, name: 'B' }, at(drawn), 'wider watch'),
    )
    done(await db.give(officer, 'own-area.retire', {}, at(changed), 'operation over'))
  })

  test.each([
    ['open', square.slice(0, 4)],
    ['crossing itself', [square[0], square[2], square[1], square[3], square[0]]],
    ['without area', [square[0], square[1], square[0], square[0]]],
    [
      'over the antimeridian by mistake',
      [
        [-179, 0],
        [179, 0],
        [179, 1],
        [-179, 0],
      ],
    ],
  ])('an outline %s is refused', async (_what, ring) => {
    const shape = { type: 'Polygon', coordinates: [ring] }
    const drawn = await db.give(officer, 'own-area.draw', { ...area, shape })
    expect(drawn).toMatchObject({ ok: false, error: { code: 'own-area.shape', field: 'shape' } })
  })
})

describe('watch list', () => {
  const entry = {
    identity: { mmsi: 343_000_001, imo: null, callSign: null, name: null },
    reason: 'seen meeting a go-fast',
    authority: 'Commissioner, order 12/2026',
    reviewer: supervisor.person,
    reviewBy: soon(24),
    expiresAt: soon(48),
    severity: 'warning',
    instructions: 'report, do not approach',
  }

  test('an entry names its reviewer, who is not the one that adds it', async () => {
    const own = await db.give(officer, 'watch-list-entry.add', { ...entry, reviewer: officer.person })
    expect(own).toMatchObject({ ok: false, error: { code: 'command.denied.same-person' } })
    const nobody = { mmsi: null, imo: null, callSign: null, name: null }
    const empty = await db.give(officer, 'watch-list-entry.add', { ...entry, identity: nobody })
    expect(empty).toMatchObject({ ok: false, error: { code: 'watch-list.identity' } })
    const imo = { ...nobody, imo: 9_074_728 }
    const mistyped = await db.give(officer, 'watch-list-entry.add', { ...entry, identity: imo })
    expect(mistyped).toMatchObject({ error: { code: 'watch-list.imo', field: 'identity.imo' } })
    const added = done(await db.give(officer, 'watch-list-entry.add', entry))
    const review = { decision: 'keep', remark: 'still active', reviewBy: soon(48), expiresAt: soon(72) }
    const byOther = await db.give(officer, 'watch-list-entry.review', review, at(added))
    expect(byOther).toMatchObject({ ok: false, error: { code: 'command.denied.reviewer' } })
    const kept = done(await db.give(supervisor, 'watch-list-entry.review', review, at(added)))
    const early = await db.give(service, 'watch-list-entry.expire', {}, at(kept))
    expect(early).toMatchObject({ ok: false, error: { code: 'watch-list.not-due' } })
  })

  test('is not read without the purpose it stands on', async () => {
    const added = done(await db.give(officer, 'watch-list-entry.add', entry))
    const { watchListEntry } = await import('../contract/watch-list-entry.ts')
    expect(await read(officer, watchListEntry, added.recordId)).not.toBeNull()
    const rescue = { ...officer, purpose: 'search-and-rescue' }
    expect(await read(rescue, watchListEntry, added.recordId)).toBeNull()
  })
})

const raised = {
  rule: 'area.entry',
  episode: 'area.entry:343000001:1',
  severity: 'warning',
  distress: false,
  at: new Date().toISOString(),
  mmsi: 343_000_001,
  name: 'SEA BREEZE',
  position: { lon: -61, lat: 14 },
  why: { key: 'picture.alert.area.entry', params: { area: 'Rodney Bay' } },
  evidence: [],
  area: null,
  watchListEntry: null,
  others: [],
}

describe('alerts', () => {
  test('an episode is raised once, and is acknowledged and dismissed with a reason', async () => {
    const first = done(await db.give(service, 'picture-alert.raise', raised))
    const second = done(await db.give(service, 'picture-alert.raise', raised))
    expect(second.recordId).toBe(first.recordId)
    const seen = done(await db.give(officer, 'picture-alert.acknowledge', {}, at(first)))
    const dismissed = done(
      await db.give(officer, 'picture-alert.dismiss', { dismissal: 'known-behaviour' }, at(seen), 'ferry'),
    )
    const again = done(await db.give(service, 'picture-alert.raise', raised))
    expect(again).toMatchObject({ recordId: first.recordId, rev: dismissed.rev })
  })

  test("an alert of a partner's track is read only where the track may be, and stays this nation's", async () => {
    const under = plainLabel('BRB', 'restricted', { releaseTo: ['LCA'], handling: [PROTECTED_CRAFT_CAVEAT] })
    const contact = 'share:01890000-0000-7000-8000-000000000001'
    const made = done(
      await db.give(service, 'picture-alert.raise', { ...raised, contact, under, episode: 'of a partner' }),
    )
    expect(await read(officer, pictureAlert, made.recordId)).toBeNull()
    const holder = watchOfficer({ handling: [PROTECTED_CRAFT_CAVEAT] })
    const record = await read<PictureAlert>(holder, pictureAlert, made.recordId)
    expect(record?.label).toMatchObject({ owner: 'LCA', class: 'restricted', releaseTo: ['LCA'] })
    expect(record?.label.sources).toContain('BRB')
    expect(record?.body.contact).toBe(contact)
    expect(record?.body).not.toHaveProperty('under')
  })

  test('people do not raise alerts', async () => {
    const byHand = await db.give(officer, 'picture-alert.raise', { ...raised, episode: 'x' })
    expect(byHand).toMatchObject({ ok: false, error: { code: 'command.denied.role' } })
  })

  test('distress opens a case; more of the same beacon goes into it; the machine cannot close it', async () => {
    const sart = {
      ...raised,
      rule: 'distress.sart',
      distress: true,
      severity: 'critical',
      mmsi: 970_123_456,
      name: null,
    }
    const one = done(await db.give(service, 'picture-alert.raise', { ...sart, episode: 'sart:1' }))
    const two = done(await db.give(service, 'picture-alert.raise', { ...sart, episode: 'sart:2' }))
    const first = await read<PictureAlert>(officer, pictureAlert, one.recordId)
    const second = await read<PictureAlert>(officer, pictureAlert, two.recordId)
    expect(first?.body.sarLog).not.toBeNull()
    expect(second?.body.sarLog).toBe(first?.body.sarLog)
    const id = first?.body.sarLog ?? ''
    const log = await read<SarLog>(officer, sarLog, id)
    expect(log?.body).toMatchObject({
      kind: 'sart',
      beacon: 970_123_456,
      state: 'open',
      trigger: one.recordId,
    })
    expect(log?.body.entries).toHaveLength(2)
    const close = { outcome: 'two persons recovered' }
    const on = { recordId: id, expectedRev: log?.rev ?? 0 }
    const machine = await db.give(service, 'sar-log.close', close, on, 'found')
    expect(machine).toMatchObject({ ok: false, error: { code: 'command.denied.role' } })
    done(await db.give(supervisor, 'sar-log.close', close, on, 'found'))
  })
})

describe('hand-entered contacts', () => {
  const said = {
    channel: 'vhf',
    source: 'fishing vessel, channel 16',
    reliability: 'B',
    credibility: '2',
    kind: 'go-fast',
    description: 'three outboards, no lights',
    reported: {
      kind: 'bearing-range',
      from: { lon: -61, lat: 14 },
      fromName: 'Pigeon Island',
      bearingDeg: 90,
      rangeNm: 60,
    },
    accuracyM: 2000,
    courseDeg: 0,
    speedKn: 30,
    growthKn: 10,
    sightedAt: new Date().toISOString(),
  }

  test('a bearing and range give a position; merging and closing keep the words', async () => {
    const entered = done(await db.give(officer, 'hand-contact.enter', said))
    const { handContact } = await import('../contract/hand-contact.ts')
    const record = await read<{ position: { lon: number; lat: number } }>(
      officer,
      handContact,
      entered.recordId,
    )
    expect(record?.body.position.lon).toBeCloseTo(-59.97, 1)
    expect(record?.body.position.lat).toBeCloseTo(14, 1)
    const merged = done(await db.give(officer, 'hand-contact.merge', { mmsi: 343_000_009 }, at(entered)))
    const twice = await db.give(officer, 'hand-contact.merge', { mmsi: 1 }, at(merged))
    expect(twice).toMatchObject({ ok: false, error: { code: 'command.state' } })
    done(await db.give(officer, 'hand-contact.close', {}, at(merged), 'boarded'))
  })

  test('a sighting tomorrow, or a course without a speed, is refused', async () => {
    const future = await db.give(officer, 'hand-contact.enter', { ...said, sightedAt: soon(24) })
    expect(future).toMatchObject({ ok: false, error: { field: 'sightedAt' } })
    const half = await db.give(officer, 'hand-contact.enter', { ...said, speedKn: null })
    expect(half).toMatchObject({ ok: false, error: { code: 'hand-contact.motion' } })
  })
})

describe('protected craft', () => {
  const boat = { mmsi: 343_900_001, name: 'Defender', agency: 'Marine Unit', nation: 'LCA' }

  test('who does not hold the caveat neither protects nor reads; the register takes each craft once', async () => {
    const without = await db.give({ ...supervisor, handling: [] }, 'protected-craft.protect', boat)
    expect(without).toMatchObject({ ok: false, error: { code: 'command.denied.caveat' } })
    const made = done(await db.give(supervisor, 'protected-craft.protect', boat))
    expect(await read(supervisor, protectedCraft, made.recordId)).not.toBeNull()
    expect(await read({ ...supervisor, handling: [] }, protectedCraft, made.recordId)).toBeNull()
    const twice = await db.give(supervisor, 'protected-craft.protect', boat)
    expect(twice).toMatchObject({ ok: false, error: { code: 'protected-craft.known' } })
  })

  test('a grant and a release wait for a commander who is not the maker', async () => {
    const made = done(await db.give(supervisor, 'protected-craft.protect', { ...boat, mmsi: 343_900_002 }))
    const asked = done(
      await db.give(
        supervisor,
        'protected-craft.grant',
        { to: officer.person, way: 'export', until: soon(24) },
        at(made),
        'evidence for court',
      ),
    )
    expect(asked.pendingApproval).toBeDefined()
    expect((await read<ProtectedCraft>(supervisor, protectedCraft, made.recordId))?.body.grants).toEqual([])
    const chief = commander()
    const on = { recordId: asked.pendingApproval ?? '', expectedRev: 1 }
    done(await db.give(chief, 'approval.approve', {}, on))
    const after = await read<ProtectedCraft>(supervisor, protectedCraft, made.recordId)
    expect(after?.body.grants).toMatchObject([{ to: officer.person, way: 'export' }])
  })

  test('an alert about one carries its caveat, also one that was there before', async () => {
    const mmsi = 343_900_003
    const before = done(await db.give(service, 'picture-alert.raise', { ...raised, mmsi, episode: 'before' }))
    expect(await read(officer, pictureAlert, before.recordId)).not.toBeNull()
    const made = done(await db.give(supervisor, 'protected-craft.protect', { ...boat, mmsi }))
    expect(made.output).toEqual({ covered: 1, more: false })
    expect(await read(officer, pictureAlert, before.recordId)).toBeNull()
    const later = done(
      await db.give(service, 'picture-alert.raise', { ...raised, others: [mmsi], episode: 'later' }),
    )
    expect(await read(officer, pictureAlert, later.recordId)).toBeNull()
    const holder = watchOfficer({ handling: [PROTECTED_CRAFT_CAVEAT] })
    expect(await read(holder, pictureAlert, later.recordId)).not.toBeNull()
  })

  test('one in distress is seen by everybody, without its identity', async () => {
    const mmsi = 343_900_004
    done(await db.give(supervisor, 'protected-craft.protect', { ...boat, mmsi }))
    const alert = done(
      await db.give(service, 'picture-alert.raise', {
        ...raised,
        rule: 'distress.text',
        distress: true,
        mmsi,
        name: 'DEFENDER',
        episode: 'mayday',
        why: { key: 'picture.alert.distress.text', params: { text: 'MAYDAY DEFENDER' } },
        evidence: [{ text: 'MAYDAY DEFENDER' }],
      }),
    )
    const open = await read<PictureAlert>(officer, pictureAlert, alert.recordId)
    expect(open?.body).toMatchObject({ mmsi: null, name: null, distress: true, position: raised.position })
    const log = await read<SarLog>(officer, sarLog, open?.body.sarLog ?? '')
    expect(JSON.stringify([open, log])).not.toMatch(/343900004|DEFENDER/)
    const { identity } = alert.output as { identity: string }
    expect(await read(officer, pictureAlert, identity)).toBeNull()
    expect((await read<PictureAlert>(supervisor, pictureAlert, identity))?.body.mmsi).toBe(mmsi)
  })
})
