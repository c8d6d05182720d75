import { Type } from 'typebox'
import { defineJob, enqueueJob } from '@basinet/kernel/jobs'
import {
  defaultLabel,
  insertRecord,
  listRecords,
  newRecordId,
  nodeSubject,
  sealedSubject,
  type Core,
} from '@basinet/kernel/record'
import type { Tx } from '@basinet/kernel/store'
import { instrument, type Instrument } from './contract/instrument.ts'
import { LAPSE_DAYS, lapseAlarm } from './contract/lapse-alarm.ts'
import { OFFICER } from './contract/words.ts'
import { positionOf } from './position.ts'
import { NOTHING_MOVED, readMoved } from './store.ts'

const DAY_MS = 86_400_000
const ALARMS_AT_ONCE = 500
const COMMAND = 'node.lapse-alarm'
/** The node reads the instruments it watches: they are official. */
const CLEARANCE = 1

/** The threshold a day count falls under: the shortest of `LAPSE_DAYS` that is not shorter than it; null above them all. */
export function thresholdOf(daysLeft: number): number | null {
  return LAPSE_DAYS.toReversed().find((days) => daysLeft <= days) ?? null
}

/**
 * Raises an alarm for every instrument in force whose funds expire within a threshold, once a threshold.
 * @returns how many were raised
 */
export async function raiseLapseAlarms(core: Core): Promise<number> {
  const author = nodeSubject(core.nation)
  const subject = { ...author, roles: ['node-system', OFFICER], clearance: CLEARANCE }
  return core.store.run(sealedSubject(core, subject, core.now()), { isolation: 'serializable' }, (tx) =>
    raise(core, tx, author.person),
  )
}

async function raise(core: Core, tx: Tx, person: string): Promise<number> {
  const today = tx.at.toISOString().slice(0, 10)
  const until = new Date(tx.at.getTime() + LAPSE_DAYS[0] * DAY_MS).toISOString().slice(0, 10)
  const page = await listRecords<Instrument>(tx, instrument, {
    filters: [
      { name: 'state', op: 'eq', value: 'active' },
      { name: 'fundsExpire', op: 'lte', value: until },
    ],
    sort: 'fundsExpire',
    limit: ALARMS_AT_ONCE,
  })
  if (!page.ok) throw new Error(`BUG: ${page.error.message}`)
  const due = page.value.items.map(({ id, body, label }) => ({ id, body, label, currency: body.currency }))
  const moved = await readMoved(tx, due, core.mode === 'demo')
  let raised = 0
  for (const { id, body, label } of due) {
    const position = positionOf(body, moved.get(id) ?? NOTHING_MOVED, today)
    const withinDays = thresholdOf(position.daysToExpiry)
    if (withinDays === null || (await isRaised(tx, id, body.fundsExpire, withinDays))) continue
    const made = await insertRecord(
      tx,
      lapseAlarm,
      { person, command: COMMAND, reason: null },
      {
        id: newRecordId(lapseAlarm, tx.at),
        label: { ...defaultLabel(core, lapseAlarm, tx.at), class: label.class, exercise: label.exercise },
        body: {
          instrument: id,
          reference: body.reference,
          fundsExpire: body.fundsExpire,
          withinDays,
          unobligated: position.leftOut === 0 ? position.unobligated : null,
          currency: body.currency,
          action: null,
          state: 'raised',
        },
      },
    )
    if (!made.ok) throw new Error(`BUG: ${made.error.message}`)
    raised++
  }
  return raised
}

async function isRaised(tx: Tx, id: string, fundsExpire: string, withinDays: number): Promise<boolean> {
  const page = await listRecords(tx, lapseAlarm, {
    filters: [
      { name: 'instrument', op: 'eq', value: id },
      { name: 'fundsExpire', op: 'eq', value: fundsExpire },
      { name: 'withinDays', op: 'eq', value: withinDays },
    ],
    limit: 1,
  })
  if (!page.ok) throw new Error(`BUG: ${page.error.message}`)
  return page.value.items.length > 0
}

export const lapseJob = defineJob({
  kind: 'funding.lapse-alarms',
  input: Type.Object({}, { additionalProperties: false }),
  attemptsMax: 3,
  run: async ({ core }) => ({ raised: await raiseLapseAlarms(core) }),
})

const EVERY_MS = 3_600_000
const FIRST_AFTER_MS = 20_000
/** While this holds, no other process asks, in seconds. */
const ROUND_SECONDS = 3000

/** Asks for the job every hour, by one process at a time. */
export function startLapseAlarms(
  core: Core,
  process: string,
  onError: (error: unknown) => void,
): { stop(): Promise<void> } {
  let running: Promise<unknown> = Promise.resolve()
  const ask = async (): Promise<void> => {
    const author = nodeSubject(core.nation)
    await core.store.run(sealedSubject(core, author, core.now()), {}, async (tx) => {
      const { rows } = await tx.client.query<{ fence: string | null }>(
        'SELECT basinet.lease_take($1, $2, $3) AS fence',
        ['funding-lapse-alarms', process, ROUND_SECONDS],
      )
      if ((rows[0]?.fence ?? null) !== null) await enqueueJob(tx, lapseJob, {}, author.person)
    })
  }
  const round = (): void => void (running = ask().catch(onError))
  const first = setTimeout(round, FIRST_AFTER_MS)
  const timer = setInterval(round, EVERY_MS)
  return {
    async stop() {
      clearTimeout(first)
      clearInterval(timer)
      await running
    },
  }
}
