import type { StoredRecord } from '@basinet/kernel/contract'
import type { Interdiction } from '../contract/interdiction.ts'
import { writeCot, type CotOut } from './write-cot.ts'

/** An event is stale after so long: a boat then sees that it is old. */
const STALE_MS = 30 * 60_000

/** The target and the meeting places ordered, as events for boats with TAK. An exercise says so in every name. */
export function operationEvents({ id, body, label }: StoredRecord<Interdiction>, atMs: number): CotOut[] {
  const mark = label.exercise ? 'EXERCISE ' : ''
  const base = { atMs, staleMs: atMs + STALE_MS, courseDeg: null, speedKn: null }
  const target: CotOut = {
    ...base,
    uid: `basinet-${id}`,
    // Suspect, sea surface or air track (MIL-STD-2525 as CoT writes it).
    type: body.domain === 'air' ? 'a-s-A' : 'a-s-S',
    atMs: Date.parse(body.sightedAt),
    position: body.position,
    errorM: body.accuracyM,
    callsign: `${mark}${body.reference} ${body.name}`,
    remarks: `${mark}${body.description}`,
    courseDeg: body.courseDeg,
    speedKn: body.speedKn,
  }
  const meetings = body.taskings.flatMap((t): CotOut[] =>
    t.position === null || t.state === 'declined' || t.state === 'ended'
      ? []
      : [
          {
            ...base,
            uid: `basinet-${id}-${t.tasking}`,
            type: 'b-m-p-w-GOTO',
            position: t.position,
            errorM: null,
            callsign: `${mark}${body.reference} ${t.name}`,
            remarks: `${mark}${t.action}: ${t.order}`,
          },
        ],
  )
  return [target, ...meetings]
}

/** The same as XML. */
export const operationCot = (operation: StoredRecord<Interdiction>, atMs: number): string =>
  writeCot(operationEvents(operation, atMs))
