import type { ApproachWatch } from '../contract/approach-watch.ts'
import type { OwnArea } from '../contract/own-area.ts'
import type { WatchListEntry } from '../contract/watch-list-entry.ts'
import type { Registers } from './registers.ts'

/** What people set that the rules go by; plain data, because it crosses threads. */
export interface RulesConfig {
  readonly areas: readonly { readonly id: string; readonly body: OwnArea }[]
  readonly approaches: readonly { readonly id: string; readonly body: ApproachWatch }[]
  readonly watchList: readonly { readonly id: string; readonly body: WatchListEntry }[]
}

export function rulesOf({
  areas,
  approaches,
  watchList,
}: Pick<Registers, 'areas' | 'approaches' | 'watchList'>): RulesConfig {
  return {
    areas: [...areas.values()].map((r) => ({ id: r.id, body: r.body })),
    approaches: [...approaches.values()].map((r) => ({ id: r.id, body: r.body })),
    watchList: [...watchList.values()].map((r) => ({ id: r.id, body: r.body })),
  }
}
