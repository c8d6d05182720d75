import { shownTheme, type Theme } from '@basinet/console/theme/appearance.ts'
import type { Map as MapLibre } from 'maplibre-gl'
import type { Vessel } from '../../contract.ts'
import { contactName } from '../../contract/contact-key.ts'
import { isDistress, passes } from '../state/filter.ts'
import { counts, filter, partner, selected, shownLayers, vectorMinutes } from '../state/picture-state.ts'
import { categoryOf } from '../state/ship-category.ts'
import { packInstances, type Instances } from './instances.ts'
import { placeLabels, type Candidate, type PlacedLabel } from './labels.ts'
import { STATUS } from './look.ts'
import { mercatorX, mercatorY } from './mercator.ts'
import { writeText, type Overlay, type Pen } from './overlay.ts'
import type { VesselLayer } from './vessel-layer.ts'

/** Where the vessels come from: the live store, or a recorded hour. */
export interface VesselSource {
  readonly all: () => Iterable<Vessel>
  /** The clock the ages are reckoned by. */
  readonly now: () => number
}

const LABELS_MAX = 140
/** Candidates looked at: the most important by rank. */
const CANDIDATES_MAX = 700
const LETTER_PX = 7
const LINE_PX = 14
/** Below this zoom only what matters is named. */
const ZOOM_ALL_NAMES = 8
/** From so many vessels in view on, a small scale would be a page of names. */
const CROWD_FROM = 200
const HAND_GAP_PX = 24
const GAP_MIN_PX = 10
/** Between a symbol's edge and its label. */
const CLEAR_PX = 2
const HAND_NAME_MAX = 22

const unit = (rgb: readonly number[]): number[] => rgb.map((n) => n / 255)

/** Filters, packs and labels the vessels whenever something about them changes. */
export class VesselView {
  readonly #map: MapLibre
  readonly #layer: VesselLayer
  readonly #overlay: Overlay
  #source: VesselSource
  #instances: Instances | null = null
  #labels: readonly (PlacedLabel & { vessel: Vessel; dx: number; dy: number })[] = []
  #hovered: string | null = null

  constructor(map: MapLibre, layer: VesselLayer, overlay: Overlay, source: VesselSource) {
    this.#map = map
    this.#layer = layer
    this.#overlay = overlay
    this.#source = source
    overlay.set('labels', (pen) => this.#paint(pen))
  }

  follow(source: VesselSource): void {
    this.#source = source
    this.update()
  }

  hover(id: string | null): void {
    if (id === this.#hovered) return
    this.#hovered = id
    this.#place()
    this.#map.triggerRepaint()
  }

  update(): void {
    const now = this.#source.now()
    const wanted = filter.get()
    const shown: Vessel[] = []
    let hidden = 0
    for (const vessel of this.#source.all()) {
      if (passes(vessel, wanted, now - vessel.at)) shown.push(vessel)
      else hidden += 1
    }
    const chosen = [selected.get(), partner.get().id].filter((id): id is string => id !== null)
    const centre = this.#map.getCenter()
    const theme = shownTheme.get()
    this.#instances = packInstances(shown, {
      theme,
      now,
      selected: new Set(chosen),
      vectorMinutes: vectorMinutes.get(),
      zoom: this.#map.getZoom(),
      pixelRatio: this.#map.getPixelRatio(),
      origin: [mercatorX(centre.lng), mercatorY(centre.lat)],
    })
    const { halo, accent, warning } = STATUS[theme]
    this.#layer.show(this.#instances, { halo: unit(halo), accent: unit(accent), warning: unit(warning) })
    counts.set({ shown: shown.length, hidden })
    this.#place()
  }

  /** The vessel nearest to a screen point within `reachPx`, the topmost of equals. */
  pick(x: number, y: number, reachPx: number): Vessel | null {
    const a = this.#map.unproject([x - reachPx, y + reachPx])
    const b = this.#map.unproject([x + reachPx, y - reachPx])
    let best: { vessel: Vessel; distance: number } | null = null
    for (const { vessel } of this.#instances?.drawn ?? []) {
      if (vessel.lon < a.lng || vessel.lon > b.lng || vessel.lat < a.lat || vessel.lat > b.lat) continue
      const p = this.#map.project([vessel.lon, vessel.lat])
      const distance = Math.hypot(p.x - x, p.y - y)
      if (distance <= reachPx && (best === null || distance <= best.distance)) best = { vessel, distance }
    }
    return best?.vessel ?? null
  }

  #rank(vessel: Vessel): number {
    if (isDistress(vessel)) return 0
    if (vessel.id === selected.get() || vessel.id === partner.get().id || vessel.id === this.#hovered)
      return 1
    if ((vessel.flags?.length ?? 0) > 0) return 2
    const category = categoryOf(vessel)
    if (vessel.cls === 'hand' || category === 'government' || category === 'passenger') return 3
    return vessel.cls === 'A' ? 4 : 5
  }

  #place(): void {
    const all = shownLayers.get().labels
    const bounds = this.#map.getBounds()
    const [west, east, south, north] = [
      bounds.getWest(),
      bounds.getEast(),
      bounds.getSouth(),
      bounds.getNorth(),
    ]
    const near = (this.#instances?.drawn ?? []).filter(
      ({ vessel: { lon, lat } }) => lon >= west && lon <= east && lat >= south && lat <= north,
    )
    const few = near.length <= CROWD_FROM || this.#map.getZoom() >= ZOOM_ALL_NAMES
    const deepest = !all ? 1 : few ? 5 : 3
    const inView = near
      .map(({ vessel, size }) => ({ vessel, size, rank: this.#rank(vessel) }))
      .filter(({ rank }) => rank <= deepest)
      .toSorted((a, b) => a.rank - b.rank)
      .slice(0, CANDIDATES_MAX)
    const byId = new Map(inView.map(({ vessel }) => [vessel.id, vessel]))
    const candidates = inView.map(({ vessel, size, rank }): Candidate => {
      const { x, y } = this.#map.project([vessel.lon, vessel.lat])
      return {
        id: vessel.id,
        x,
        y,
        width: labelOf(vessel).length * LETTER_PX,
        height: LINE_PX,
        rank,
        gap: vessel.cls === 'hand' ? HAND_GAP_PX : Math.max(GAP_MIN_PX, size / 2 + CLEAR_PX),
      }
    })
    const at = new Map(candidates.map((c) => [c.id, c]))
    this.#labels = placeLabels(candidates, LABELS_MAX).flatMap((placed) => {
      const vessel = byId.get(placed.id)
      const anchor = at.get(placed.id)
      if (vessel === undefined || anchor === undefined) return []
      return [{ ...placed, vessel, dx: placed.left - anchor.x, dy: placed.middle - anchor.y }]
    })
  }

  #paint({ context, at }: Pen): void {
    const theme = shownTheme.get()
    for (const { vessel, dx, dy } of this.#labels) {
      const [x, y] = at(vessel.lon, vessel.lat)
      writeText(context, labelOf(vessel), x + dx, y + dy, inkOf(vessel, theme), haloOf(theme))
    }
  }

  remove(): void {
    this.#overlay.set('labels', null)
  }
}

/** A contact's words may be a sentence: on the map they are cut. */
export function labelOf(vessel: Vessel): string {
  const name = vessel.name ?? (vessel.mmsi === 0 ? '' : contactName(vessel.mmsi))
  const cut = vessel.cls === 'hand' && name.length > HAND_NAME_MAX
  return cut ? `${name.slice(0, HAND_NAME_MAX - 1)}…` : name
}

const inkOf = (vessel: Vessel, theme: Theme): string =>
  isDistress(vessel) ? `rgb(${STATUS[theme].critical.join(' ')})` : STATUS[theme].text

const haloOf = (theme: Theme): string => `rgb(${STATUS[theme].halo.join(' ')} / 85%)`
