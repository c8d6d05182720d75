import { fail, ok, type Result } from '@basinet/kernel/contract'
import type { Tx } from '@basinet/kernel/store'
import type { Track, TrackPoint } from '../contract/wire.ts'
import { fromE7, fromTenths } from './scaled.ts'

/** Longest reporting interval of a vessel under way or at anchor is 3 min (ITU-R M.1371-5 Annex 1 table 1); two missed. */
const GAP_MS = 2 * 3 * 60_000
/** A track asked for at once may span at most this long. */
const SPAN_MAX_MS = 366 * 86_400_000
const GAPS_MAX = 1000

export interface TrackQuery {
  readonly mmsi: number
  /** Unix ms; `to` not included. */
  readonly from: number
  readonly to: number
  /** Points at most. */
  readonly max: number
}

interface PointRow {
  readonly at_ms: string
  readonly lon_e7: number
  readonly lat_e7: number
  readonly sog_dkn: number
  readonly cog_ddeg: number
}

/**
 * History of one vessel as the subject of the transaction may read it, thinned evenly in time to `max` points (first and
 * last are kept), with every silence longer than the class reports. Errors: `track.span`.
 */
export async function readTrack(tx: Tx, query: TrackQuery): Promise<Result<Track>> {
  const span = query.to - query.from
  if (!(span > 0)) return fail('track.span', 'to must be after from', 'to')
  if (span > SPAN_MAX_MS) return fail('track.span', 'at most 366 days at once', 'from')
  const range = [query.mmsi, new Date(query.from), new Date(query.to)]
  const { rows: counted } = await tx.client.query<{ total: string }>(
    'SELECT count(*) AS total FROM basinet.position WHERE mmsi = $1 AND at >= $2 AND at < $3',
    range,
  )
  const total = Number(counted[0]?.total ?? 0)
  const rows = total <= query.max ? await allPoints(tx, range) : await thinned(tx, range, query, total)
  return ok({ points: rows.map(point), gaps: await gapsOf(tx, range), total })
}

const COLUMNS = `(extract(epoch FROM at) * 1000)::bigint AS at_ms, lon_e7, lat_e7, sog_dkn, cog_ddeg`

async function allPoints(tx: Tx, range: unknown[]): Promise<PointRow[]> {
  const { rows } = await tx.client.query<PointRow>(
    `SELECT ${COLUMNS} FROM basinet.position WHERE mmsi = $1 AND at >= $2 AND at < $3 ORDER BY at`,
    range,
  )
  return rows
}

/** One point in each of `max - 1` equal spans between the first and the last report, and the last. */
async function thinned(tx: Tx, range: unknown[], query: TrackQuery, total: number): Promise<PointRow[]> {
  const { rows } = await tx.client.query<PointRow>(
    `WITH p AS (
       SELECT *, row_number() OVER (ORDER BY at) AS n FROM basinet.position WHERE mmsi = $1 AND at >= $2 AND at < $3
     )
     SELECT DISTINCT ON (slot) ${COLUMNS},
       CASE WHEN n = $4::bigint THEN $5::bigint ELSE (n - 1) * ($5::bigint - 1) / $4::bigint END AS slot
     FROM p ORDER BY slot, at`,
    [...range, total, Math.max(2, query.max)],
  )
  return rows.slice(0, query.max)
}

async function gapsOf(tx: Tx, range: unknown[]): Promise<[number, number][]> {
  const { rows } = await tx.client.query<{ a: string; b: string }>(
    `SELECT (extract(epoch FROM before) * 1000)::bigint AS a, (extract(epoch FROM at) * 1000)::bigint AS b FROM (
       SELECT at, lag(at) OVER (ORDER BY at) AS before FROM basinet.position WHERE mmsi = $1 AND at >= $2 AND at < $3
     ) p WHERE at - before > $4 * interval '1 millisecond' ORDER BY at LIMIT ${GAPS_MAX}`,
    [...range, GAP_MS],
  )
  return rows.map((r) => [Number(r.a), Number(r.b)])
}

function point(row: PointRow): TrackPoint {
  return [
    Number(row.at_ms),
    fromE7(row.lon_e7),
    fromE7(row.lat_e7),
    fromTenths(row.sog_dkn),
    fromTenths(row.cog_ddeg),
  ]
}
