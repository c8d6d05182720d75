import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl'

import { BASEMAP_COLOURS, type BasemapColours, type BasemapTheme } from './basemap-colours.ts'
import { BASEMAP_WORDS, type BasemapLanguage, type BasemapWords } from './basemap-words.ts'

export const BASEMAP_SOURCE = 'basemap'
/** GeoJSON source the console fills from `graticule()` on every move. */
export const GRATICULE_SOURCE = 'graticule'

/** Layers of data go before this one: above land, sea and lines, beneath the names. */
export const FIRST_LABEL_LAYER = 'water-name'

/** As `cut-tiles.ts` cuts them; beyond the box of the coastline there is nothing to ask for. */
const TILES_ZOOM_MAX = 9
const TILES_BOUNDS: [number, number, number, number] = [-90, 5, -55, 28]

/**
 * The whole base map as a MapLibre style. No sprite and no glyph server: letters are drawn from the page's own fonts.
 *
 * @param tilesUrl template with {z}, {x} and {y}, as an absolute address (MapLibre's worker resolves no relative ones)
 */
export function basemapStyle(
  theme: BasemapTheme,
  tilesUrl: string,
  lang: BasemapLanguage,
): StyleSpecification {
  const colours = BASEMAP_COLOURS[theme]
  const words = BASEMAP_WORDS[lang]
  return {
    version: 8,
    name: `basinet-${theme}-${lang}`,
    sources: {
      [BASEMAP_SOURCE]: {
        type: 'vector',
        tiles: [tilesUrl],
        minzoom: 0,
        maxzoom: TILES_ZOOM_MAX,
        bounds: TILES_BOUNDS,
        attribution: `${words.attribution} · ${words.noDepth} · ${words.notForNavigation}`,
      },
      [GRATICULE_SOURCE]: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
    },
    layers: [...groundLayers(colours), ...zoneLayers(colours), ...labelLayers(colours, words, lang)],
  }
}

const BESIDE_LINE: ExpressionSpecification = ['literal', [0.3, 0.3]]
const OVER_SOURCES: ExpressionSpecification = ['literal', [0.3, -2]]

function groundLayers(c: BasemapColours): LayerSpecification[] {
  const basemap = { source: BASEMAP_SOURCE } as const
  return [
    { id: 'sea', type: 'background', paint: { 'background-color': c.sea } },
    {
      id: 'graticule-line',
      type: 'line',
      source: GRATICULE_SOURCE,
      filter: ['==', ['geometry-type'], 'LineString'],
      paint: { 'line-color': c.graticule, 'line-width': 1 },
    },
    { id: 'land', type: 'fill', ...basemap, 'source-layer': 'land', paint: { 'fill-color': c.land } },
    { id: 'lake', type: 'fill', ...basemap, 'source-layer': 'lake', paint: { 'fill-color': c.lake } },
    {
      id: 'coast',
      type: 'line',
      ...basemap,
      'source-layer': 'land',
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': c.coast,
        'line-width': ['interpolate', ['linear'], ['zoom'], 4, 0.4, 10, 1, 14, 1.6],
      },
    },
  ]
}

function zoneLayers(c: BasemapColours): LayerSpecification[] {
  const zone = (id: string, kind: string, minzoom: number, dash: number[]): LayerSpecification => ({
    id,
    type: 'line',
    source: BASEMAP_SOURCE,
    'source-layer': 'zone',
    minzoom,
    filter: ['==', ['get', 'zone'], kind],
    paint: { 'line-color': c.zone, 'line-width': 1, 'line-dasharray': dash, 'line-opacity': 0.8 },
  })
  return [zone('zone-200', ZONE_200, 4, [6, 4]), zone('zone-12', ZONE_12, 6, [2, 3])]
}

/** As the zone file names them. */
const ZONE_12 = 'territorial-12nm'
const ZONE_200 = 'eez-equidistance'

function labelLayers(c: BasemapColours, words: BasemapWords, lang: BasemapLanguage): LayerSpecification[] {
  const name: ExpressionSpecification = ['coalesce', ['get', `name_${lang}`], ['get', 'name']]
  const text = (size: number) => ({
    'text-font': ['Inter Variable', 'sans-serif'],
    'text-size': size,
    'text-max-width': 8,
  })
  const halo = { 'text-halo-color': c.halo, 'text-halo-width': 1.2 }
  const zoneLabel = (id: string, kind: string, label: string, minzoom: number): LayerSpecification => ({
    id,
    type: 'symbol',
    source: BASEMAP_SOURCE,
    'source-layer': 'zone',
    minzoom,
    filter: ['==', ['get', 'zone'], kind],
    layout: {
      ...text(11),
      'symbol-placement': 'line',
      'symbol-spacing': 500,
      'text-field': label,
      'text-max-angle': 30,
    },
    paint: { 'text-color': c.waterLabel, ...halo },
  })
  return [
    placeLabel(FIRST_LABEL_LAYER, ['passage'], 5, {
      layout: { ...text(12), 'text-field': name, 'text-letter-spacing': 0.1 },
      paint: { 'text-color': c.waterLabel, ...halo },
    }),
    zoneLabel('zone-12-name', ZONE_12, words.zone12, 8),
    zoneLabel('zone-200-name', ZONE_200, words.zone200, 6),
    {
      id: 'graticule-name',
      type: 'symbol',
      source: GRATICULE_SOURCE,
      filter: ['==', ['geometry-type'], 'Point'],
      layout: {
        ...text(12),
        'text-field': ['get', 'label'],
        'text-anchor': ['get', 'anchor'],
        // Longitudes stand above the strip that names the sources, which lies along the south edge.
        'text-offset': ['match', ['get', 'anchor'], 'bottom-left', OVER_SOURCES, BESIDE_LINE],
        'text-allow-overlap': true,
      },
      paint: { 'text-color': c.waterLabel, ...halo },
    },
    placeLabel('island-name', ['island'], 5, {
      layout: { ...text(13), 'text-field': name, 'text-letter-spacing': 0.05 },
      paint: { 'text-color': c.label, ...halo },
    }),
    {
      id: 'port',
      type: 'circle',
      source: BASEMAP_SOURCE,
      'source-layer': 'place',
      minzoom: 6,
      filter: ['all', ['in', ['get', 'kind'], ['literal', ['port', 'anchorage']]], rankFilter(6)],
      paint: {
        'circle-radius': 2.5,
        'circle-color': ['match', ['get', 'kind'], 'port', c.port, c.sea],
        'circle-stroke-color': c.port,
        'circle-stroke-width': 1,
      },
    },
    placeLabel('port-name', ['port', 'anchorage', 'cape'], 7, {
      layout: { ...text(12), 'text-field': name, 'text-anchor': 'left', 'text-offset': [0.6, 0] },
      paint: { 'text-color': c.label, ...halo },
    }),
  ]
}

type SymbolLayer = Extract<LayerSpecification, { type: 'symbol' }>

function placeLabel(
  id: string,
  kinds: string[],
  minzoom: number,
  look: Required<Pick<SymbolLayer, 'layout' | 'paint'>>,
): LayerSpecification {
  return {
    id,
    type: 'symbol',
    source: BASEMAP_SOURCE,
    'source-layer': 'place',
    minzoom,
    filter: ['all', ['in', ['get', 'kind'], ['literal', kinds]], rankFilter(minzoom)],
    ...look,
    layout: { ...look.layout, 'symbol-sort-key': ['get', 'rank'], 'text-padding': 4 },
  }
}

/** A place of rank r appears 1.5 zoom levels deeper for each step below the first. */
function rankFilter(minzoom: number): ExpressionSpecification {
  return ['>=', ['zoom'], ['+', minzoom, ['*', 1.5, ['-', ['get', 'rank'], 1]]]]
}
