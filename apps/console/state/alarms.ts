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

/** Replaces what one source knows; alarms of other sources stay. */
export function reportAlarms(source: string, now: readonly Alarm[]): void {
  alarms.set((before) => [...before.filter((a) => !a.id.startsWith(`${source}:`)), ...now])
}

export function silence(ids: readonly string[]): void {
  silenced.set((before) => new Set([...before, ...ids]))
}
