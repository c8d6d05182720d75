import type { Tx } from '@basinet/kernel/store'
import { bboxSql, type BBox } from '../positions/bbox.ts'
import { classOf, fromE7, fromTenths, fromWhole } from '../positions/scaled.ts'
import type { VesselClass } from '../contract/wire.ts'
import type { Leave } from '../share.ts'

/** One stored report with the name its vessel had last. */
export interface ExportRow {
  readonly atMs: number
  readonly mmsi: number
  readonly lon: number
  readonly lat: number
  readonly sogKn: number | null
  readonly cogDeg: number | null
  readonly headingDeg: number | null
  readonly navStatus: number | null
  readonly cls: VesselClass
  readonly station: string
  readonly name: string | null
}

export interface ExportQuery {
  /** Unix ms; `to` not included. */
  readonly from: number
  readonly to: number
  readonly bbox: BBox
  /** Null = every vessel. */
  readonly mmsi: number | null
}

const FETCH_ROWS = 5000

interface Row {
  readonly at_ms: string
  readonly mmsi: number
  readonly lon_e7: number
  readonly lat_e7: number
  readonly sog_dkn: number
  readonly cog_ddeg: number
  readonly heading_deg: number
  readonly nav_status: number
  readonly cls: number
  readonly station: string
  readonly name: string | null
}

/** Stored reports in the order of time, a few thousand at once: what may be read by the transaction's subject and may leave. */
export async function* exportRows(tx: Tx, query: ExportQuery, leave: Leave): AsyncGenerator<ExportRow[]> {
  const values: unknown[] = [new Date(query.from), new Date(query.to), leave.sources, leave.withheld]
  const box = bboxSql(query.bbox, values)
  const one = query.mmsi === null ? '' : ` AND p.mmsi = $${values.push(query.mmsi)}`
  await tx.client.query(
    `DECLARE export_rows NO SCROLL CURSOR FOR
     SELECT (extract(epoch FROM p.at) * 1000)::bigint AS at_ms, p.mmsi, p.lon_e7, p.lat_e7, p.sog_dkn, p.cog_ddeg,
       p.heading_deg, p.nav_status, p.cls, s.station, v.name
     FROM basinet.position p JOIN basinet.position_source s ON s.id = p.source
       LEFT JOIN basinet.vessel_static v ON v.mmsi = p.mmsi
     WHERE p.at >= $1 AND p.at < $2 AND p.source = ANY ($3::smallint[]) AND p.mmsi <> ALL ($4::integer[]) AND ${box}${one}
     ORDER BY p.at, p.mmsi`,
    values,
  )
  for (;;) {
    const { rows } = await tx.client.query<Row>(`FETCH ${FETCH_ROWS} FROM export_rows`)
    if (rows.length === 0) break
    yield rows.map(fromRow)
  }
  await tx.client.query('CLOSE export_rows')
}

function fromRow(r: Row): ExportRow {
  return {
    atMs: Number(r.at_ms),
    mmsi: r.mmsi,
    lon: fromE7(r.lon_e7),
    lat: fromE7(r.lat_e7),
    sogKn: fromTenths(r.sog_dkn),
    cogDeg: fromTenths(r.cog_ddeg),
    headingDeg: fromWhole(r.heading_deg),
    navStatus: fromWhole(r.nav_status),
    cls: classOf(r.cls),
    station: r.station,
    name: r.name,
  }
}
