import type { ExportFormat } from './format.ts'

/** A feature collection of points (RFC 7946). */
export const geojsonFormat: ExportFormat = {
  mediaType: 'application/geo+json; charset=utf-8',
  extension: 'geojson',
  head: () => '{"type":"FeatureCollection","features":[',
  rows: (rows, first) =>
    rows
      .map(({ lon, lat, atMs, ...properties }, i) => {
        const feature = {
          type: 'Feature',
          geometry: { type: 'Point', coordinates: [lon, lat] },
          properties: { ...properties, time: new Date(atMs).toISOString() },
        }
        return `${first && i === 0 ? '\n' : ',\n'}${JSON.stringify(feature)}`
      })
      .join(''),
  tail: () => '\n]}\n',
}
