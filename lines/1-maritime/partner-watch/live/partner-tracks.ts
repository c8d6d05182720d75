import type { Subject } from '@basinet/kernel/contract'
import { readAs } from '@basinet/kernel/http'
import { listRecords, type Core } from '@basinet/kernel/record'
import type { LivePoint, PartnerTrack } from '@basinet/picture/contract'
import { SHARES_MAX, trackShare, type TrackShare } from '../contract/track-share.ts'

const E7 = 1e7
const TENTHS = 10

interface LiveRow {
  readonly share: string
  readonly received_at: Date
  readonly points: readonly LivePoint[]
}

/** Tracks that partners give, with their positions, as this subject may read them; the caller logs the read. */
export async function readPartnerTracks(core: Core, subject: Subject): Promise<PartnerTrack[]> {
  if (!core.registry.typesOf(subject.roles).includes(trackShare.type)) return []
  return readAs(core, subject, async (tx) => {
    const filters = [{ name: 'state', op: 'eq' as const, value: 'live' }]
    const page = await listRecords<TrackShare>(tx, trackShare, { filters, limit: SHARES_MAX })
    if (!page.ok) throw new Error(`BUG: ${page.error.message}`)
    const foreign = page.value.items.filter((share) => share.label.owner !== core.nation)
    const { rows } = await tx.client.query<LiveRow>(
      'SELECT share, received_at, points FROM basinet.track_live WHERE share = ANY ($1)',
      [foreign.map((share) => share.id)],
    )
    const live = new Map(rows.map((row) => [row.share, row]))
    return foreign.map(({ id, label, body }): PartnerTrack => {
      const row = live.get(id)
      const { mmsi, name, callSign, shipType, note, until } = body
      return {
        id,
        owner: label.owner,
        label,
        mmsi,
        name,
        callSign,
        shipType,
        note,
        until,
        receivedAt: row?.received_at.toISOString() ?? null,
        now: row === undefined ? null : placeOf(row.points.at(-1) as LivePoint),
        trail: (row?.points ?? []).map(([at, lon, lat]) => [at, lon / E7, lat / E7]),
      }
    })
  })
}

function placeOf([at, lon, lat, sog, cog, heading]: LivePoint): NonNullable<PartnerTrack['now']> {
  return {
    at,
    lon: lon / E7,
    lat: lat / E7,
    sog: sog < 0 ? null : sog / TENTHS,
    cog: cog < 0 ? null : cog / TENTHS,
    heading: heading < 0 ? null : heading,
  }
}
