import type { Tx } from '@basinet/kernel/store'

/** A vessel's last place as stored: scaled whole numbers, see migration 0010. */
export interface LastKnown {
  readonly mmsi: number
  readonly atMs: number
  readonly lonE7: number
  readonly latE7: number
  readonly sog: number
  readonly cog: number
  readonly heading: number
  readonly navStatus: number
  readonly cls: number
  readonly source: number
}

/** Written in one statement at most; a longer list goes in several. */
const PUT_MAX = 50_000

const literal = (values: readonly LastKnown[], pick: (v: LastKnown) => number): string =>
  `{${values.map(pick).join(',')}}`

/** Writes the last known places of one round. Arrays go as text: node-postgres would escape every number one by one. */
export async function putLastKnown(tx: Tx, round: number, vessels: readonly LastKnown[]): Promise<void> {
  await tx.client.query('SET LOCAL synchronous_commit = off')
  for (let i = 0; i < vessels.length; i += PUT_MAX) {
    const part = vessels.slice(i, i + PUT_MAX)
    await tx.client.query('SELECT basinet.vessel_now_put($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)', [
      round,
      literal(part, (v) => v.mmsi),
      literal(part, (v) => v.atMs),
      literal(part, (v) => v.lonE7),
      literal(part, (v) => v.latE7),
      literal(part, (v) => v.sog),
      literal(part, (v) => v.cog),
      literal(part, (v) => v.heading),
      literal(part, (v) => v.navStatus),
      literal(part, (v) => v.cls),
      literal(part, (v) => v.source),
    ])
  }
}

interface NowRow {
  readonly mmsi: number
  readonly at_ms: string
  readonly lon_e7: number
  readonly lat_e7: number
  readonly sog_dkn: number
  readonly cog_ddeg: number
  readonly heading_deg: number
  readonly nav_status: number
  readonly cls: number
  readonly source: number
}

const COLUMNS = `mmsi, (extract(epoch FROM at) * 1000)::bigint AS at_ms, lon_e7, lat_e7, sog_dkn, cog_ddeg, heading_deg,
  nav_status, cls, source`

/** Vessels known at most; the ones heard longest ago are left out. */
export const VESSELS_MAX = 250_000

/** Places written after a round, with the newest round there is. */
export async function readLastKnown(
  tx: Tx,
  afterRound: number,
): Promise<{ vessels: LastKnown[]; round: number }> {
  const { rows } = await tx.client.query<NowRow & { round: string }>(
    `SELECT ${COLUMNS}, round FROM basinet.vessel_now WHERE round > $1 ORDER BY at DESC LIMIT ${VESSELS_MAX}`,
    [afterRound],
  )
  const round = rows.reduce((most, r) => Math.max(most, Number(r.round)), afterRound)
  return { vessels: rows.map(fromRow), round }
}

/** The same from the points, after a crash of the database has emptied the unlogged table. */
export async function lastKnownFromPoints(tx: Tx, since: Date): Promise<LastKnown[]> {
  const { rows } = await tx.client.query<NowRow>(
    `SELECT DISTINCT ON (mmsi) ${COLUMNS} FROM basinet.position WHERE at >= $1
     ORDER BY mmsi, at DESC LIMIT ${VESSELS_MAX}`,
    [since],
  )
  return rows.map(fromRow)
}

/** Where each of these vessels was heard last, however long ago it is kept; vessels without a point are left out. */
export async function lastPlaces(tx: Tx, mmsis: readonly number[]): Promise<Map<number, LastKnown>> {
  const { rows } = await tx.client.query<NowRow>(
    `SELECT p.* FROM unnest($1::integer[]) AS w (mmsi), LATERAL (
       SELECT ${COLUMNS} FROM basinet.position p WHERE p.mmsi = w.mmsi ORDER BY at DESC LIMIT 1
     ) p`,
    [mmsis],
  )
  return new Map(rows.map((r) => [r.mmsi, fromRow(r)]))
}

function fromRow(r: NowRow): LastKnown {
  return {
    mmsi: r.mmsi,
    atMs: Number(r.at_ms),
    lonE7: r.lon_e7,
    latE7: r.lat_e7,
    sog: r.sog_dkn,
    cog: r.cog_ddeg,
    heading: r.heading_deg,
    navStatus: r.nav_status,
    cls: r.cls,
    source: r.source,
  }
}
