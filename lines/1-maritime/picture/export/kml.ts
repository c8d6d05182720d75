import type { ExportFormat } from './format.ts'
import type { ExportRow } from './rows.ts'

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text of an XML 1.0 document: markup escaped, characters XML cannot hold left out. */
function xmlText(text: string): string {
  return (
    text
      // Only these may stand in XML 1.0 (section 2.2); six-bit names cannot hold others, feeds to come might.
      .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
      .replaceAll(/[&<>"]/g, (c) => ESCAPED[c] ?? c)
  )
}

function placemark(row: ExportRow): string {
  const name = row.name === null ? String(row.mmsi) : `${row.name} (${row.mmsi})`
  const data = Object.entries({
    mmsi: row.mmsi,
    sog_kn: row.sogKn,
    cog_deg: row.cogDeg,
    class: row.cls,
    station: row.station,
  })
    .filter(([, value]) => value !== null)
    .map(([key, value]) => `<Data name="${key}"><value>${xmlText(String(value))}</value></Data>`)
    .join('')
  return `<Placemark><name>${xmlText(name)}</name><TimeStamp><when>${new Date(row.atMs).toISOString()}</when></TimeStamp>
<ExtendedData>${data}</ExtendedData><Point><coordinates>${row.lon},${row.lat}</coordinates></Point></Placemark>
`
}

/** OGC KML 2.2 (07-147r2): a placemark a report, with its time, so that a time slider plays it. */
export const kmlFormat: ExportFormat = {
  mediaType: 'application/vnd.google-earth.kml+xml',
  extension: 'kml',
  head: () =>
    '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>Positions</name>\n',
  rows: (rows) => rows.map(placemark).join(''),
  tail: () => '</Document></kml>\n',
}
