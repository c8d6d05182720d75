import type { Language } from '@basinet/console/i18n/languages.ts'
import { shownTheme, type Theme } from '@basinet/console/theme/appearance.ts'
import type { Map as MapLibre } from 'maplibre-gl'
import type { AlertView, Vessel } from '../../contract.ts'
import { followPicture, type PictureStream, type Viewport } from '../live/stream.ts'
import { VesselStore } from '../live/vessel-store.ts'
import {
  filter,
  partner,
  pointing,
  select,
  selected,
  shownLayers,
  tool,
  vectorMinutes,
} from '../state/picture-state.ts'
import { createBase, drawGraticule, styleOf } from '@basinet/console/map/base-map.ts'
import { Overlay } from './overlay.ts'
import { Shapes } from './shapes.ts'
import { VesselLayer } from './vessel-layer.ts'
import { VesselView, type VesselSource } from './vessel-view.ts'

/** Pixels from a symbol that still mean it: a finger is broader than a mouse. */
const REACH_PX = matchMedia('(pointer: coarse)').matches ? 24 : 14
const LOOK_PAUSE_MS = 250
/** The node is asked for a little more than is seen, so that a small move is no gap. */
const MARGIN = 0.15
/** Ages are reckoned anew this often even when nothing comes in: a cut link must grow pale. */
const AGE_MS = 5_000

export interface PictureMap {
  readonly map: MapLibre
  readonly shapes: Shapes
  readonly overlay: Overlay
  readonly vessels: VesselStore
  readonly view: VesselView
  readonly dress: (theme: Theme, language: Language) => void
  /** Draws another source instead of the live one; null goes back to the present. */
  readonly play: (source: VesselSource | null) => void
  readonly show: (place: { lon: number; lat: number }, zoom?: number) => void
  readonly remove: () => void
}

function viewportOf(map: MapLibre): Viewport {
  const b = map.getBounds()
  const dx = (b.getEast() - b.getWest()) * MARGIN
  const dy = (b.getNorth() - b.getSouth()) * MARGIN
  return {
    bbox: [
      Math.max(-180, b.getWest() - dx),
      Math.max(-90, b.getSouth() - dy),
      Math.min(180, b.getEast() + dx),
      Math.min(90, b.getNorth() + dy),
    ],
    zoom: map.getZoom(),
  }
}

/** A click means the place somebody waits for, the second of a pair, or the vessel under it. */
function listenToPointer(map: MapLibre, view: VesselView): void {
  map.on('click', (event) => {
    const wanted = pointing.get()
    if (wanted !== null) {
      wanted({ lon: event.lngLat.lng, lat: event.lngLat.lat })
      return
    }
    if (tool.get() !== 'none') return
    const hit = view.pick(event.point.x, event.point.y, REACH_PX)
    if (partner.get().choosing) {
      if (hit !== null && hit.id !== selected.get()) partner.set({ id: hit.id, choosing: false })
      return
    }
    select(hit?.id ?? null)
  })
  map.on('mousemove', (event) => {
    const hit: Vessel | null =
      tool.get() === 'none' ? view.pick(event.point.x, event.point.y, REACH_PX) : null
    view.hover(hit?.id ?? null)
    const cross = pointing.get() !== null || tool.get() !== 'none'
    map.getCanvas().style.cursor = cross ? 'crosshair' : hit === null ? '' : 'pointer'
  })
}

/** The map with the live picture on it, from the moment it is drawn until it is taken away. */
export function createPictureMap(
  container: HTMLElement,
  language: Language,
  onAlert: (alert: AlertView | null) => void,
): PictureMap {
  const map = createBase(container, shownTheme.get(), language)
  const vessels = new VesselStore()
  const layer = new VesselLayer()
  const shapes = new Shapes()
  const overlay = new Overlay(map)
  const live: VesselSource = { all: () => vessels.all(), now: () => vessels.now() }
  const view = new VesselView(map, layer, overlay, live)
  let stream: PictureStream | null = null
  let pause: ReturnType<typeof setTimeout> | undefined

  map.on('style.load', () => {
    shapes.install(map)
    map.addLayer(layer)
    drawGraticule(map, shownLayers.get().graticule)
    view.update()
    stream ??= followPicture(vessels, viewportOf(map), onAlert)
  })
  map.on('moveend', () => {
    drawGraticule(map, shownLayers.get().graticule)
    view.update()
    clearTimeout(pause)
    pause = setTimeout(() => stream?.look(viewportOf(map)), LOOK_PAUSE_MS)
  })
  listenToPointer(map, view)
  const update = (): void => view.update()
  const stops = [
    vessels.subscribe(update),
    ...[filter, selected, partner, vectorMinutes].map((store) => store.subscribe(update)),
    shownLayers.subscribe(() => {
      drawGraticule(map, shownLayers.get().graticule)
      view.update()
    }),
  ]
  const ages = setInterval(update, AGE_MS)

  return {
    map,
    shapes,
    overlay,
    vessels,
    view,
    dress: (theme, next) => map.setStyle(styleOf(theme, next), { diff: false }),
    play: (source) => view.follow(source ?? live),
    show: ({ lon, lat }, zoom) =>
      map.easeTo({ center: [lon, lat], zoom: Math.max(map.getZoom(), zoom ?? 10), duration: 140 }),
    remove: () => {
      clearInterval(ages)
      clearTimeout(pause)
      for (const stop of stops) stop()
      stream?.stop()
      view.remove()
      overlay.remove()
      map.remove()
    },
  }
}
