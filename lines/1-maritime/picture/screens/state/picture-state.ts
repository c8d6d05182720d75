import { createStore } from '@basinet/console/state/store.ts'
import { NO_FILTER, type VesselFilter } from './filter.ts'

export type Tool = 'none' | 'measure' | 'rings' | 'area' | 'contact'
export type PanelId = 'vessel' | 'alerts' | 'log' | 'handover' | 'area' | 'contact'

/** Id of the vessel in hand: `ais:<mmsi>`, `hand:<record>`, or `share:<record>` of a partner's track. */
export const selected = createStore<string | null>(null)
/** Second vessel of a closest-approach question; `choosing` while it is being pointed at. */
export const partner = createStore<{ id: string | null; choosing: boolean }>({ id: null, choosing: false })
export const tool = createStore<Tool>('none')
export const panel = createStore<PanelId>('alerts')
export const filter = createStore<VesselFilter>(NO_FILTER)
/** Length of the speed vector in minutes; 0 draws none. */
export const vectorMinutes = createStore(6)
export const shownLayers = createStore({ labels: true, areas: true, graticule: true, video: false })
/** How many are drawn, and how many the filter keeps back. */
export const counts = createStore({ shown: 0, hidden: 0 })

/** The hour being played back, Unix ms; null = the present. */
export const playbackAt = createStore<number | null>(null)

/** Start of the hour that playback has open; null = closed. */
export const playbackFrom = createStore<number | null>(null)

/** A place the officer pointed at on the map. */
export interface Place {
  readonly lon: number
  readonly lat: number
}
/** What the map asks the officer to point at, and who wants to know. */
export const pointing = createStore<((place: Place) => void) | null>(null)

export function select(id: string | null): void {
  selected.set(id)
  if (id !== null) panel.set('vessel')
  partner.set({ id: null, choosing: false })
}

/** The page starts as if opened for the first time; called when it is left. */
export function resetPicture(): void {
  selected.set(null)
  partner.set({ id: null, choosing: false })
  tool.set('none')
  pointing.set(null)
  playbackAt.set(null)
  playbackFrom.set(null)
  panel.set('alerts')
}
