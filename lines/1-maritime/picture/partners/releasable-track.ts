import { CLASSES, plainLabel, type Label } from '@basinet/kernel/contract'
import type { Tx } from '@basinet/kernel/store'
import type { LivePoint, ReleasableTrack } from '../contract/partner-track.ts'
import { readSources } from '../live/sources-table.ts'
import { readStaticsOf } from '../positions/vessel-static.ts'

/** The newest points of one look. */
const POINTS_MAX = 30

interface PointRow {
  readonly at_ms: string
  readonly lon_e7: number
  readonly lat_e7: number
  readonly sog_dkn: number
  readonly cog_ddeg: number
  readonly heading_deg: number
  readonly source: number
}

interface Protection {
  readonly granted: readonly string[]
  readonly labels: readonly {
    readonly owner: string
    readonly class: number
    readonly handling: readonly string[]
  }[]
}

/** What this subject may read of a vessel since a time, with all that decides whether it may be given away; null = nothing. */
export async function readReleasable(tx: Tx, mmsi: number, since: Date): Promise<ReleasableTrack | null> {
  const { rows } = await tx.client.query<PointRow>(
    `SELECT (extract(epoch FROM at) * 1000)::bigint AS at_ms, lon_e7, lat_e7, sog_dkn, cog_ddeg, heading_deg, source
     FROM basinet.position WHERE mmsi = $1 AND at >= $2 ORDER BY at DESC LIMIT ${POINTS_MAX}`,
    [mmsi, since],
  )
  if (rows.length === 0) return null
  const sources = await readSources((work) => work(tx))
  const heard = [...new Set(rows.map((row) => row.source))].map((id) => sources.get(id)?.label)
  // A source whose label is not known here, or not readable, releases nothing.
  if (heard.some((label) => label === undefined)) return null
  const known = (await readStaticsOf(tx, [mmsi])).get(mmsi)
  const protection = await protectionOf(tx, mmsi)
  const craft = (protection?.labels ?? []).map((label): Label =>
    plainLabel(label.owner, CLASSES[label.class] ?? 'secret', {
      handling: [...label.handling],
      onward: 'none',
    }),
  )
  return {
    name: known?.name ?? null,
    callSign: known?.callSign ?? null,
    shipType: known?.shipType ?? null,
    labels: [...(heard as Label[]), ...craft],
    granted: protection === null ? null : protection.granted,
    points: rows.toReversed().map(point),
  }
}

async function protectionOf(tx: Tx, mmsi: number): Promise<Protection | null> {
  const { rows } = await tx.client.query<{ protection: Protection | null }>(
    'SELECT basinet.craft_protection($1) AS protection',
    [mmsi],
  )
  return rows[0]?.protection ?? null
}

function point(row: PointRow): LivePoint {
  return [Number(row.at_ms), row.lon_e7, row.lat_e7, row.sog_dkn, row.cog_ddeg, row.heading_deg]
}
