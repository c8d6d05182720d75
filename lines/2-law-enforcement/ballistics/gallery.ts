import type { Tx } from '@basinet/kernel/store'
import type { ShownCandidate } from './contract/candidate.ts'
import type { ComparisonResult } from './contract/comparison.ts'
import type { Specimen } from './contract/specimen.ts'
import type { Area } from './contract/surface.ts'

/** Keeps the map of a surface in place of whatever it had; the engine's right is needed, here and for every other use. */
export async function keepMap(tx: Tx, surface: string, map: Uint8Array): Promise<void> {
  await tx.client.query(
    `INSERT INTO basinet.ballistic_map (surface, map) VALUES ($1, $2)
     ON CONFLICT (surface) DO UPDATE SET map = excluded.map`,
    [surface, Buffer.from(map)],
  )
}

export interface Filed {
  readonly surface: string
  readonly specimen: string
  readonly body: Pick<Specimen, 'kind' | 'classes'>
}

/** Surfaces a search will ever look at; a nation with more needs a larger engine, and is told so. */
export const GALLERY_MAX = 200_000

/** What of the gallery the subject may read: surfaces of one kind of area, of specimens that were not withdrawn. */
export async function filedSurfaces(tx: Tx, area: Area): Promise<Filed[]> {
  const { rows } = await tx.client.query<Filed>(
    `SELECT f.id::text AS surface, s.id::text AS specimen,
       jsonb_build_object('kind', s.body->'kind', 'classes', s.body->'classes') AS body
     FROM basinet.ballistic_map m
     JOIN basinet.r_ballistic_surface f ON f.id = m.surface
     JOIN basinet.r_ballistic_specimen s ON s.id::text = f.f_specimen
     WHERE f.f_area = $1 AND f.f_state = 'read' AND s.f_state = 'recorded' ORDER BY f.id LIMIT $2`,
    [area, GALLERY_MAX + 1],
  )
  return rows
}

/** Maps in the order asked; one that is gone meanwhile is left out. */
export async function readMaps(
  tx: Tx,
  surfaces: readonly string[],
): Promise<{ surface: string; map: Uint8Array<ArrayBuffer> }[]> {
  const { rows } = await tx.client.query<{ surface: string; map: Buffer }>(
    `SELECT m.surface::text AS surface, m.map FROM unnest($1::uuid[]) WITH ORDINALITY AS asked (surface, at)
     JOIN basinet.ballistic_map m USING (surface) ORDER BY asked.at`,
    [surfaces],
  )
  return rows.map(({ surface, map }) => ({ surface, map: new Uint8Array(map) }))
}

export interface NewCandidate {
  readonly surface: string
  readonly result: ComparisonResult
}

/** Once a search; a repeat changes nothing. */
export async function keepCandidates(tx: Tx, search: string, found: readonly NewCandidate[]): Promise<void> {
  for (const [i, { surface, result }] of found.entries())
    await tx.client.query(
      `INSERT INTO basinet.ballistic_candidate (search, n, surface, decision, correlation, cmc, usable, log10_lr)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
      [
        search,
        i + 1,
        surface,
        result.decision,
        result.correlation ?? 0,
        result.cmc,
        result.usable,
        result.lr?.log10 ?? null,
      ],
    )
}

const SHOWN_MAX = 100

/** What a search found, best first, as far as the subject may read it. */
export async function readCandidates(tx: Tx, search: string): Promise<ShownCandidate[]> {
  const { rows } = await tx.client.query<ShownCandidate>(
    `SELECT c.surface::text AS surface, s.id::text AS specimen, s.f_number AS number, s.f_calibre AS calibre,
       s.f_incident AS incident, s.f_firearm AS firearm, c.decision, c.correlation::float8 AS correlation,
       c.cmc, c.usable, c.log10_lr::float8 AS "log10Lr"
     FROM basinet.ballistic_candidate c
     JOIN basinet.r_ballistic_surface f ON f.id = c.surface
     JOIN basinet.r_ballistic_specimen s ON s.id::text = f.f_specimen
     WHERE c.search = $1 AND s.f_state = 'recorded' ORDER BY c.n LIMIT $2`,
    [search, SHOWN_MAX],
  )
  return rows
}
