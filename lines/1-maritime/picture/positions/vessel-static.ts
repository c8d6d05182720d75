import type { Tx } from '@basinet/kernel/store'
import type { IdentityClaim, StaticData } from '../contract/wire.ts'

/** Static and voyage data as kept, one a vessel; null = never received. Lengths whole metres, draught decimetres. */
export interface VesselStatic {
  readonly mmsi: number
  readonly atMs: number
  /** When the identity in force was first heard. */
  readonly claimedFromMs: number
  readonly name: string | null
  readonly callSign: string | null
  readonly imo: number | null
  readonly shipType: number | null
  readonly toBowM: number | null
  readonly toSternM: number | null
  readonly toPortM: number | null
  readonly toStarboardM: number | null
  readonly draughtDm: number | null
  readonly destination: string | null
  readonly eta: string | null
  readonly mothershipMmsi: number | null
  readonly source: number
}

const PUT_MAX = 5000

/** Upserts; a row whose `claimedFromMs` is newer than the stored one closes the identity before it. */
export async function putVesselStatics(tx: Tx, vessels: readonly VesselStatic[]): Promise<void> {
  for (let i = 0; i < vessels.length; i += PUT_MAX) {
    await tx.client.query('SELECT basinet.vessel_static_put($1)', [
      JSON.stringify(vessels.slice(i, i + PUT_MAX).map(toRow)),
    ])
  }
}

function toRow(v: VesselStatic): Record<string, unknown> {
  return {
    mmsi: v.mmsi,
    at: new Date(v.atMs).toISOString(),
    claimed_from: new Date(v.claimedFromMs).toISOString(),
    name: v.name,
    call_sign: v.callSign,
    imo: v.imo,
    ship_type: v.shipType,
    to_bow_m: v.toBowM,
    to_stern_m: v.toSternM,
    to_port_m: v.toPortM,
    to_starboard_m: v.toStarboardM,
    draught_dm: v.draughtDm,
    destination: v.destination,
    eta: v.eta,
    mothership_mmsi: v.mothershipMmsi,
    source: v.source,
  }
}

interface StaticRow {
  readonly mmsi: number
  readonly at: Date
  readonly claimed_from: Date
  readonly name: string | null
  readonly call_sign: string | null
  readonly imo: number | null
  readonly ship_type: number | null
  readonly to_bow_m: number | null
  readonly to_stern_m: number | null
  readonly to_port_m: number | null
  readonly to_starboard_m: number | null
  readonly draught_dm: number | null
  readonly destination: string | null
  readonly eta: string | null
  readonly mothership_mmsi: number | null
  readonly source: number
}

function fromRow(r: StaticRow): VesselStatic {
  return {
    mmsi: r.mmsi,
    atMs: r.at.getTime(),
    claimedFromMs: r.claimed_from.getTime(),
    name: r.name,
    callSign: r.call_sign,
    imo: r.imo,
    shipType: r.ship_type,
    toBowM: r.to_bow_m,
    toSternM: r.to_stern_m,
    toPortM: r.to_port_m,
    toStarboardM: r.to_starboard_m,
    draughtDm: r.draught_dm,
    destination: r.destination,
    eta: r.eta,
    mothershipMmsi: r.mothership_mmsi,
    source: r.source,
  }
}

const READ_MAX = 250_000

/** Static data written after a round, with the newest round; null = heard whenever. */
export async function readVesselStatics(
  tx: Tx,
  afterRound: number,
  since: Date | null,
): Promise<{ vessels: VesselStatic[]; round: number }> {
  const { rows } = await tx.client.query<StaticRow & { written: string }>(
    `SELECT * FROM basinet.vessel_static WHERE written > $1 AND at >= $2 ORDER BY written DESC LIMIT ${READ_MAX}`,
    [afterRound, since ?? '-infinity'],
  )
  return { vessels: rows.map(fromRow), round: Number(rows[0]?.written ?? afterRound) }
}

export async function readVesselStatic(tx: Tx, mmsi: number): Promise<VesselStatic | null> {
  const row = await staticRow(tx, mmsi)
  return row === null ? null : fromRow(row)
}

export async function readStaticsOf(tx: Tx, mmsis: readonly number[]): Promise<Map<number, VesselStatic>> {
  const { rows } = await tx.client.query<StaticRow>(
    'SELECT * FROM basinet.vessel_static WHERE mmsi = ANY ($1)',
    [mmsis],
  )
  return new Map(rows.map((r) => [r.mmsi, fromRow(r)]))
}

async function staticRow(tx: Tx, mmsi: number): Promise<StaticRow | null> {
  const { rows } = await tx.client.query<StaticRow>('SELECT * FROM basinet.vessel_static WHERE mmsi = $1', [
    mmsi,
  ])
  return rows[0] ?? null
}

const CLAIMS_MAX = 200

/** Every identity the vessel claimed, newest first, the one in force included. */
export async function readIdentityClaims(tx: Tx, mmsi: number): Promise<IdentityClaim[]> {
  const current = await staticRow(tx, mmsi)
  const { rows } = await tx.client.query<StaticRow & { from_at: Date; to_at: Date }>(
    `SELECT * FROM basinet.vessel_identity WHERE mmsi = $1 ORDER BY from_at DESC LIMIT ${CLAIMS_MAX}`,
    [mmsi],
  )
  const earlier = rows.map((r) => claim(r.from_at.getTime(), r.to_at.getTime(), r))
  return current === null
    ? earlier
    : [claim(current.claimed_from.getTime(), current.at.getTime(), current), ...earlier]
}

function claim(from: number, to: number, r: Omit<StaticRow, 'at' | 'claimed_from'>): IdentityClaim {
  const len = r.to_bow_m === null || r.to_stern_m === null ? 0 : r.to_bow_m + r.to_stern_m
  const beam = r.to_port_m === null || r.to_starboard_m === null ? 0 : r.to_port_m + r.to_starboard_m
  return {
    from,
    to,
    ...(r.name === null ? {} : { name: r.name }),
    ...(r.call_sign === null ? {} : { callSign: r.call_sign }),
    ...(r.imo === null ? {} : { imo: r.imo }),
    ...(r.ship_type === null ? {} : { shipType: r.ship_type }),
    ...(len === 0 ? {} : { len }),
    ...(beam === 0 ? {} : { beam }),
  }
}

/** As the API gives it. */
export function staticData(v: VesselStatic): StaticData {
  const { toBowM: bow, toSternM: stern, toPortM: port, toStarboardM: starboard } = v
  const dimensions =
    bow === null || stern === null || port === null || starboard === null
      ? {}
      : { dimensions: { bow, stern, port, starboard } }
  return {
    mmsi: v.mmsi,
    at: v.atMs,
    ...(v.name === null ? {} : { name: v.name }),
    ...(v.callSign === null ? {} : { callSign: v.callSign }),
    ...(v.imo === null ? {} : { imo: v.imo }),
    ...(v.shipType === null ? {} : { shipType: v.shipType }),
    ...dimensions,
    ...(v.draughtDm === null ? {} : { draughtM: v.draughtDm / 10 }),
    ...(v.destination === null ? {} : { destination: v.destination }),
    ...(v.eta === null ? {} : { eta: v.eta }),
    ...(v.mothershipMmsi === null ? {} : { mothershipMmsi: v.mothershipMmsi }),
  }
}

/** MMSIs found by name, call sign, MMSI or IMO number; names by their beginning first, then by any part. */
export async function findVessels(tx: Tx, query: string, limit: number): Promise<number[]> {
  const text = query.trim().toUpperCase()
  const pattern = text.replaceAll(/[\\%_]/g, (c) => `\\${c}`)
  const number = /^\d{7,9}$/.test(text) ? Number(text) : null
  const { rows } = await tx.client.query<{ mmsi: number }>(
    `SELECT mmsi FROM basinet.vessel_static
     WHERE upper(name) LIKE '%' || $1 || '%' OR upper(call_sign) LIKE $1 || '%' OR mmsi = $2 OR imo = $2
     ORDER BY (mmsi = $2 OR imo = $2) DESC NULLS LAST, (upper(name) LIKE $1 || '%') DESC, at DESC LIMIT $3`,
    [pattern, number, limit],
  )
  return rows.map((r) => r.mmsi)
}
