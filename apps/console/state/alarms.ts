import { createStore } from './store.ts'

/** Something that must be seen wherever the person is in the console: distress. */
export interface Alarm {
  readonly id: string
  readonly words: string
  readonly at: string
  readonly path: string
}

export const alarms = createStore<readonly Alarm[]>([])
/** Alarms whose sound this person has stopped; they stay on screen until the record is dealt with. */
export const silenced = createStore<ReadonlySet<string>>(new Set())

const RECORD = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/

/** Alarms without doubles: two sources may tell of one record. */
export function distinct(all: readonly Alarm[]): Alarm[] {
  return [...new Map(all.map((alarm) => [RECORD.exec(alarm.path)?.[0] ?? alarm.id, alarm])).values()]
}

/** Replaces what one source knows; alarms of other sources stay. */
export function reportAlarms(source: string, now: readonly Alarm[]): void {
  alarms.set((before) => [...before.filter((a) => !a.id.startsWith(`${source}:`)), ...now])
}

export function silence(ids: readonly string[]): void {
  silenced.set((before) => new Set([...before, ...ids]))
}
