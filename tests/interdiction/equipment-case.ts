import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import {
  must,
  type CommandReceipt,
  type Result,
  type StoredRecord,
  type Subject,
} from '@basinet/kernel/contract'
import type { EquipmentItem } from '@basinet/equipment/contract'
import { ENGINE_FACTS } from '../../lines/1-maritime/equipment/testing.ts'
import { BOARDING_RULE, PATROL_BOAT } from '../../lines/1-maritime/interdiction/testing.ts'

interface Hands {
  readonly give: (who: Subject, name: string, input: object) => Promise<Result<CommandReceipt>>
  readonly act: (who: Subject, id: string, name: string, input: object) => Promise<Result<CommandReceipt>>
  readonly read: (id: string) => Promise<StoredRecord<EquipmentItem> | null>
  readonly now: Date
}

type People = Readonly<Record<'watch' | 'chief' | 'commander' | 'boarder', Subject>>

const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.code)

/** One radio from its receipt to its end-use inspection, with everything that is refused on the way. */
export async function keepsEquipmentTrue(
  hands: Hands,
  { watch, chief, commander }: People,
): Promise<EquipmentItem | undefined> {
  const radio = { ...ENGINE_FACTS, kind: 'radio', name: 'VHF', serial: 'R-1', holder: 'Signals' }
  const item = must(await hands.give(chief, 'equipment-item.register', radio)).recordId
  expect(code(await hands.give(chief, 'equipment-item.register', radio))).toBe('equipment-item.serial-used')
  const meters = { at: hands.now.toISOString(), engineHours: 10, fuelL: 20 }
  must(await hands.act(watch, item, 'equipment-item.read-meters', meters))
  const back = { ...meters, engineHours: 9 }
  expect(code(await hands.act(watch, item, 'equipment-item.read-meters', back))).toBe('equipment-item.hours')
  const full = { ...meters, fuelL: 601 }
  expect(code(await hands.act(watch, item, 'equipment-item.read-meters', full))).toBe('equipment-item.fuel')
  const task = {
    task: 'Test',
    source: 'manual',
    everyHours: 5,
    everyDays: null,
    stops: false,
    lastOn: null,
    lastHours: null,
  }
  must(await hands.act(chief, item, 'equipment-item.plan', task))
  must(await hands.act(chief, item, 'equipment-item.stock', { part: 'F', name: 'fuse', held: 1, least: 1 }))
  const done = { number: 1, on: '2026-11-24', hours: 10, parts: [{ part: 'F', used: 2 }], note: null }
  expect(code(await hands.act(chief, item, 'equipment-item.maintain', done))).toBe(
    'equipment-item.part-short',
  )
  must(await hands.act(chief, item, 'equipment-item.maintain', { ...done, parts: [{ part: 'F', used: 1 }] }))
  const look = { on: '2026-11-24', found: 'in-use', note: null, photographs: [] }
  expect(code(await hands.act(chief, item, 'equipment-item.inspect', look))).toBe(
    'command.denied.same-person',
  )
  must(await hands.act(commander, item, 'equipment-item.inspect', look))
  const kept = await hands.read(item)
  expect(kept?.body).toMatchObject({
    engineHours: 10,
    fuelL: 20,
    parts: [{ held: 0 }],
    inspections: [{ found: 'in-use' }],
  })
  return kept?.body
}

interface Known {
  readonly op: string
  readonly load: (name: string, input: object) => Promise<void>
  readonly certificates: Map<string, readonly string[]>
}

/** A boat whose engine leaks is not sent; with the leak mended, only once its crew is qualified. */
export async function sendsNoDeadEngine(
  hands: Hands,
  { watch, chief, boarder }: People,
  { op, load, certificates }: Known,
): Promise<string[]> {
  const refit = must(
    await hands.give(chief, 'maritime-asset.register', { ...PATROL_BOAT, name: 'Refit', crew: [] }),
  ).recordId
  const order = { asset: refit, action: 'observe', order: 'look', meetAt: null, position: null }
  const tried = async (): Promise<string> => code(await hands.act(watch, op, 'interdiction.task', order))
  const engine = must(
    await hands.give(chief, 'equipment-item.register', {
      ...ENGINE_FACTS,
      asset: refit,
      holder: 'Engineer on duty',
    }),
  ).recordId
  const said: string[] = []
  const found = { text: 'fuel leak', grounding: true }
  must(await hands.act(watch, engine, 'equipment-item.report-defect', found))
  await load('maritime-authority.load', {
    ...BOARDING_RULE,
    action: 'observe',
    effect: 'granted',
    answerHours: null,
    silence: null,
  })
  said.push(await tried())
  const closed = { number: 1, remedy: 'hose renewed' }
  expect(code(await hands.act(watch, engine, 'equipment-item.close-defect', closed))).toBe(
    'command.denied.role',
  )
  must(await hands.act(chief, engine, 'equipment-item.close-defect', closed))
  said.push(await tried())
  const holder = randomUUID()
  const member = { name: 'C. Pelican', unit: 'Coast Watch', holder, assets: [refit] }
  must(await hands.give(chief, 'crew-member.enrol', member))
  said.push(await tried())
  certificates.set(holder, ['boarding'])
  said.push(await tried())
  must(
    await hands.act(boarder, op, 'interdiction.acknowledge', {
      tasking: 2,
      answer: 'declined',
      answeredBy: 'C. Pelican',
      remark: null,
    }),
  )
  return said
}
