import { graticule } from './basemap-graticule.ts'
import { basemapStyle, GRATICULE_SOURCE } from './basemap-style.ts'
import { watchLand } from './land-notice.ts'
import type { Language } from '../i18n/languages.ts'
import type { Theme } from '../theme/appearance.ts'
import { Map as MapLibre, setWorkerUrl, type GeoJSONSource, type StyleSpecification } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import 'maplibre-gl/dist/maplibre-gl.css'
import './attribution.css'

// Without this the library asks for its worker beside its own file, which a bundle no longer has.
setWorkerUrl(workerUrl)

/** Saint Lucia with the channels on both sides. */
const HOME: [number, number] = [-61.05, 13.95]
const HOME_ZOOM = 7.6

export function styleOf(theme: Theme, language: Language): StyleSpecification {
  return basemapStyle(theme, `${location.origin}/tiles/{z}/{x}/{y}.pbf`, language)
}

/** North is up and the sea is flat: a watch reads bearings off this map. */
export function createBase(container: HTMLElement, theme: Theme, language: Language): MapLibre {
  const map = new MapLibre({
    container,
    style: styleOf(theme, language),
    center: HOME,
    zoom: HOME_ZOOM,
    minZoom: 3,
    maxZoom: 17,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    renderWorldCopies: false,
    attributionControl: { compact: true },
    fadeDuration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 120,
  })
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  map.once('remove', watchLand(container, language))
  return map
}

/** Lines of longitude and latitude for what is looked at. */
export function drawGraticule(map: MapLibre, shown: boolean): void {
  const source = map.getSource<GeoJSONSource>(GRATICULE_SOURCE)
  if (source === undefined) return
  const bounds = map.getBounds()
  void source.setData(
    shown
      ? graticule({
          west: bounds.getWest(),
          south: bounds.getSouth(),
          east: bounds.getEast(),
          north: bounds.getNorth(),
          zoom: map.getZoom(),
        })
      : { type: 'FeatureCollection', features: [] },
  )
}
