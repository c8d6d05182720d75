import type { Theme } from '@basinet/console/theme/appearance.ts'
import type { Feature, FeatureCollection, Geometry } from 'geojson'
import type { LayerSpecification } from 'maplibre-gl'
import type { Interdiction } from '../contract/interdiction.ts'
import type { MaritimeZone } from '../contract/law.ts'
import type { OptionsAnswer, Place } from '../contract/wire.ts'

export const SOURCE = 'operation'

type Kind =
  | 'zone-legal'
  | 'zone-computed'
  | 'reach'
  | 'log'
  | 'way'
  | 'way-barred'
  | 'asset'
  | 'meeting'
  | 'target'

const feature = (kind: Kind, geometry: Geometry, label = ''): Feature => ({
  type: 'Feature',
  properties: { kind, label },
  geometry,
})
const at = ({ lon, lat }: Place): [number, number] => [lon, lat]
const point = (kind: Kind, place: Place, label = '') =>
  feature(kind, { type: 'Point', coordinates: at(place) }, label)

/** Everything drawn of an operation. */
export function drawingOf(
  body: Interdiction,
  answer: OptionsAnswer | null,
  zones: readonly MaritimeZone[],
): FeatureCollection {
  const target = answer?.target ?? body.position
  const reach = answer?.reach ?? []
  const track = body.log.flatMap((line) => (line.position === null ? [] : [point('log', line.position)]))
  const ways = (answer?.options ?? []).flatMap((option): Feature[] =>
    option.position === null
      ? [point('asset', option.from, option.name)]
      : [
          feature(option.feasible ? 'way' : 'way-barred', {
            type: 'LineString',
            coordinates: (option.corners ?? [option.from, option.position]).map(at),
          }),
          point('asset', option.from, option.name),
          point('meeting', option.position),
        ],
  )
  return {
    type: 'FeatureCollection',
    features: [
      ...zones.map((zone) =>
        feature(
          zone.basis === 'legal' ? 'zone-legal' : 'zone-computed',
          { type: 'Polygon', coordinates: zone.shape.coordinates },
          zone.name,
        ),
      ),
      ...(reach.length === 0
        ? []
        : [feature('reach', { type: 'Polygon', coordinates: [[...reach, reach[0]!].map(at)] })]),
      ...track,
      ...ways,
      point('target', target, body.name),
    ],
  }
}

interface Colours {
  readonly target: string
  readonly own: string
  readonly zone: string
  readonly ink: string
  readonly halo: string
}

/** Checked by eye against the base map in each light; red-night has no blue or green in it. */
export const COLOURS: Readonly<Record<Theme, Colours>> = {
  light: { target: '#b0241c', own: '#00696b', zone: '#5b4a9c', ink: '#111', halo: '#fff' },
  dark: { target: '#ff7b6e', own: '#4fd1c5', zone: '#b3a4f5', ink: '#f2f2f2', halo: '#0b1214' },
  'red-night': { target: '#ff6a55', own: '#d98f5c', zone: '#a85a48', ink: '#ff9d80', halo: '#150403' },
}

export function layersOf(theme: Theme): LayerSpecification[] {
  const c = COLOURS[theme]
  const of = (kind: Kind) => ({
    source: SOURCE,
    filter: ['==', ['get', 'kind'], kind] as ['==', ['get', string], string],
  })
  const line = (id: Kind, colour: string, width: number, dash?: number[]): LayerSpecification => ({
    id: `op-${id}`,
    type: 'line',
    ...of(id),
    paint: {
      'line-color': colour,
      'line-width': width,
      ...(dash === undefined ? {} : { 'line-dasharray': dash }),
    },
  })
  const dot = (id: Kind, colour: string, radius: number): LayerSpecification => ({
    id: `op-${id}`,
    type: 'circle',
    ...of(id),
    paint: {
      'circle-radius': radius,
      'circle-color': colour,
      'circle-stroke-color': c.halo,
      'circle-stroke-width': 1.5,
    },
  })
  const name = (id: Kind): LayerSpecification => ({
    id: `op-${id}-name`,
    type: 'symbol',
    ...of(id),
    layout: {
      'text-field': ['get', 'label'],
      'text-font': ['Inter Variable', 'sans-serif'],
      'text-size': 12,
      'text-anchor': 'left',
      'text-offset': [0.8, 0],
      'text-allow-overlap': true,
    },
    paint: { 'text-color': c.ink, 'text-halo-color': c.halo, 'text-halo-width': 1.4 },
  })
  return [
    line('zone-legal', c.zone, 1.6),
    line('zone-computed', c.zone, 1.2, [3, 3]),
    line('reach', c.target, 1, [2, 2]),
    dot('log', c.target, 2),
    line('way', c.own, 2),
    line('way-barred', c.own, 1, [1, 3]),
    dot('meeting', c.own, 4),
    dot('asset', c.own, 6),
    dot('target', c.target, 7),
    name('asset'),
    name('target'),
  ]
}
