import type { ApproachWatch } from '../contract/approach-watch.ts'
import type { OwnArea } from '../contract/own-area.ts'
import type { WatchListEntry } from '../contract/watch-list-entry.ts'

/** What people set that the rules go by; plain data, because it crosses threads. */
export interface RulesConfig {
  readonly areas: readonly { readonly id: string; readonly body: OwnArea }[]
  readonly approaches: readonly { readonly id: string; readonly body: ApproachWatch }[]
  readonly watchList: readonly { readonly id: string; readonly body: WatchListEntry }[]
}
