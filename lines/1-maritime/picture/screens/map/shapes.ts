import { FIRST_LABEL_LAYER } from '@basinet/console/map/basemap-style.ts'
import type { Feature, Geometry } from 'geojson'
import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl'

/** How one drawn thing looks. */
export interface ShapeLook {
  readonly colour: string
  /** Opacity of the inside; 0 = outline only. */
  readonly fill: number
  readonly width: number
  readonly dashed: boolean
}

export type Shape = Feature<Geometry, ShapeLook>

const SOURCE = 'picture-shapes'

/** Areas, rings, tracks, circles and measures: a few hundred features at most, in one source and three layers. */
export class Shapes {
  readonly #groups = new Map<string, readonly Shape[]>()
  #map: MapLibre | null = null

  /** After every new style, which forgets sources and layers. */
  install(map: MapLibre): void {
    this.#map = map
    map.addSource(SOURCE, { type: 'geojson', data: this.#data() })
    map.addLayer(
      {
        id: 'picture-fill',
        type: 'fill',
        source: SOURCE,
        filter: ['all', ['==', ['geometry-type'], 'Polygon'], ['>', ['get', 'fill'], 0]],
        paint: { 'fill-color': ['get', 'colour'], 'fill-opacity': ['get', 'fill'] },
      },
      FIRST_LABEL_LAYER,
    )
    const line = { 'line-color': ['get', 'colour'], 'line-width': ['get', 'width'] } as const
    map.addLayer(
      {
        id: 'picture-line',
        type: 'line',
        source: SOURCE,
        filter: ['!', ['get', 'dashed']],
        layout: { 'line-join': 'round', 'line-cap': 'round' },
        paint: { 'line-color': [...line['line-color']], 'line-width': [...line['line-width']] },
      },
      FIRST_LABEL_LAYER,
    )
    map.addLayer(
      {
        id: 'picture-dash',
        type: 'line',
        source: SOURCE,
        filter: ['get', 'dashed'],
        paint: {
          'line-color': [...line['line-color']],
          'line-width': [...line['line-width']],
          'line-dasharray': [3, 2],
        },
      },
      FIRST_LABEL_LAYER,
    )
  }

  set(group: string, shapes: readonly Shape[]): void {
    if (shapes.length === 0 && !this.#groups.has(group)) return
    if (shapes.length === 0) this.#groups.delete(group)
    else this.#groups.set(group, shapes)
    const source = this.#map?.getSource<GeoJSONSource>(SOURCE)
    void source?.setData(this.#data())
  }

  #data(): { type: 'FeatureCollection'; features: Shape[] } {
    return { type: 'FeatureCollection', features: [...this.#groups.values()].flat() }
  }
}

export function shape(geometry: Geometry, look: ShapeLook): Shape {
  return { type: 'Feature', properties: look, geometry }
}
