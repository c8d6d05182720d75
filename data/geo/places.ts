import { PLACE_ROWS, type PlaceKind, type PlaceName } from './place-table.ts'

export type Place = {
  readonly kind: PlaceKind
  readonly rank: 1 | 2 | 3
  /** ISO 3166-1 alpha-3; '' for waters. */
  readonly iso: string
  readonly lon: number
  readonly lat: number
  readonly name: string
  readonly names: PlaceName
}

export const PLACES: readonly Place[] = PLACE_ROWS.map(([kind, rank, iso, lon, lat, name, names = {}]) => ({
  kind,
  rank,
  iso,
  lon,
  lat,
  name,
  names,
}))

/** Places as map features: `name` as on the spot, `name_xx` where a language calls it otherwise. */
export function placeFeatures(): GeoJSON.FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: PLACES.map(({ kind, rank, iso, lon, lat, name, names }) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [lon, lat] },
      properties: {
        kind,
        rank,
        iso,
        name,
        ...Object.fromEntries(Object.entries(names).map(([lang, text]) => [`name_${lang}`, text])),
      },
    })),
  }
}
