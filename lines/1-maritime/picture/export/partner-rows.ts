import type { Subject } from '@basinet/kernel/contract'
import type { Core } from '@basinet/kernel/record'
import type { PartnerTrack } from '../contract/partner-track.ts'
import type { ExportQuery, ExportRow } from './rows.ts'

/** What a source of partners' tracks is called in a file. */
const STATION = 'partner:'

/**
 * Points of partners' tracks for a file, in the order of time: of those only whose owner's label lets this subject export, which a foreign
 * label does by its onward rule alone (kernel/policy).
 */
export function partnerRows(
  core: Core,
  subject: Subject,
  tracks: readonly PartnerTrack[],
  { from, to, bbox, mmsi }: ExportQuery,
): ExportRow[] {
  const types = core.registry.typesOf(subject.roles)
  const request = { subject, type: 'track-share', types, at: core.now(), realm: 'general' as const }
  const may = ({ label }: PartnerTrack): boolean =>
    core.policy.decide({ ...request, action: 'read', label }).allowed &&
    core.policy.decide({ ...request, action: 'export', label }).allowed
  const inside = (lon: number, lat: number): boolean =>
    lat >= bbox.south &&
    lat <= bbox.north &&
    (bbox.west <= bbox.east ? lon >= bbox.west && lon <= bbox.east : lon >= bbox.west || lon <= bbox.east)
  return tracks
    .filter((track) => (mmsi === null || track.mmsi === mmsi) && may(track))
    .flatMap((track) =>
      track.trail
        .filter(([at, lon, lat]) => at >= from && at < to && inside(lon, lat))
        .map(([atMs, lon, lat]) => rowOf(track, atMs, lon, lat)),
    )
    .toSorted((a, b) => a.atMs - b.atMs)
}

const rowOf = ({ mmsi, owner, name }: PartnerTrack, atMs: number, lon: number, lat: number): ExportRow => ({
  atMs,
  mmsi,
  lon,
  lat,
  sogKn: null,
  cogDeg: null,
  headingDeg: null,
  navStatus: null,
  cls: 'A',
  station: `${STATION}${owner}`,
  name,
})

/** Two orders of time to one. */
export async function* withRows(
  own: AsyncIterable<ExportRow[]>,
  partners: readonly ExportRow[],
): AsyncGenerator<ExportRow[]> {
  let next = 0
  for await (const part of own) {
    const rows: ExportRow[] = []
    for (const row of part) {
      while (next < partners.length && partners[next]!.atMs <= row.atMs) rows.push(partners[next++]!)
      rows.push(row)
    }
    yield rows
  }
  if (next < partners.length) yield partners.slice(next)
}
