import { fail, ok, type Result } from '@basinet/kernel/contract'
import type { Tx } from '@basinet/kernel/store'
import type { Playback, PlaybackPoint } from '../contract/wire.ts'
import { bboxSql, type BBox } from './bbox.ts'
import { classOf, fromE7, fromTenths, fromWhole } from './scaled.ts'

const FRAMES_MAX = 2000
/** Points of all frames together. */
const PLAYBACK_POINTS_MAX = 300_000
/** Reports looked through for one playback; beyond it the query would hold the database too long. */
const SPAN_MAX_MS = 24 * 3_600_000

export interface PlaybackQuery {
  /** Unix ms; `to` not included. */
  readonly from: number
  readonly to: number
  readonly bbox: BBox
  readonly stepSeconds: number
}

interface FrameRow {
  readonly frame: number
  readonly mmsi: number
  readonly lon_e7: number
  readonly lat_e7: number
  readonly sog_dkn: number
  readonly cog_ddeg: number
  readonly heading_deg: number
  readonly cls: number
}

/**
 * What moved in a box over a time, as frames `stepSeconds` apart; each holds a vessel's last report since the frame before.
 * Errors: `playback.span`, `playback.frames`, `playback.too-large` (says what to ask for instead).
 */
export async function readPlayback(tx: Tx, query: PlaybackQuery): Promise<Result<Playback>> {
  const span = query.to - query.from
  if (!(span > 0) || span > SPAN_MAX_MS)
    return fail('playback.span', 'to must be after from, by at most 24 hours', 'to')
  const frames = Math.ceil(span / 1000 / query.stepSeconds)
  if (frames > FRAMES_MAX)
    return fail(
      'playback.frames',
      `${frames} frames; at most ${FRAMES_MAX}: take a longer step`,
      'stepSeconds',
    )
  const rows = await frameRows(tx, query)
  if (rows.length > PLAYBACK_POINTS_MAX)
    return fail(
      'playback.too-large',
      `more than ${PLAYBACK_POINTS_MAX} points: take a smaller box, a shorter time or a longer step`,
      'bbox',
    )
  return ok({
    from: query.from,
    to: query.to,
    stepSeconds: query.stepSeconds,
    vessels: await vesselsOf(tx, rows),
    frames: framesOf(query, frames, rows),
  })
}

async function frameRows(tx: Tx, query: PlaybackQuery): Promise<FrameRow[]> {
  const values: unknown[] = [new Date(query.from), new Date(query.to), query.stepSeconds]
  const { rows } = await tx.client.query<FrameRow>(
    `SELECT DISTINCT ON (frame, mmsi) floor(extract(epoch FROM at - $1) / $3)::integer AS frame, mmsi, lon_e7, lat_e7,
       sog_dkn, cog_ddeg, heading_deg, cls
     FROM basinet.position WHERE at >= $1 AND at < $2 AND ${bboxSql(query.bbox, values)}
     ORDER BY frame, mmsi, at DESC LIMIT ${PLAYBACK_POINTS_MAX + 1}`,
    values,
  )
  return rows
}

function framesOf(query: PlaybackQuery, count: number, rows: readonly FrameRow[]): Playback['frames'] {
  const points: PlaybackPoint[][] = Array.from({ length: count }, () => [])
  for (const r of rows) {
    points[r.frame]?.push([
      r.mmsi,
      fromE7(r.lon_e7),
      fromE7(r.lat_e7),
      fromTenths(r.sog_dkn),
      fromTenths(r.cog_ddeg),
      fromWhole(r.heading_deg),
    ])
  }
  return points.map((list, i) => ({
    at: Math.min(query.to, query.from + (i + 1) * query.stepSeconds * 1000),
    points: list,
  }))
}

async function vesselsOf(tx: Tx, rows: readonly FrameRow[]): Promise<Playback['vessels']> {
  const classes = new Map(rows.map((r) => [r.mmsi, r.cls]))
  const { rows: named } = await tx.client.query<{
    mmsi: number
    name: string | null
    ship_type: number | null
  }>('SELECT mmsi, name, ship_type FROM basinet.vessel_static WHERE mmsi = ANY ($1)', [[...classes.keys()]])
  const known = new Map(named.map((n) => [n.mmsi, n]))
  return [...classes].map(([mmsi, cls]) => {
    const data = known.get(mmsi)
    return {
      mmsi,
      cls: classOf(cls),
      ...(data === undefined || data.name === null ? {} : { name: data.name }),
      ...(data === undefined || data.ship_type === null ? {} : { shipType: data.ship_type }),
    }
  })
}
