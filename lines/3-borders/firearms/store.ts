import { ok, type Result } from '@basinet/kernel/contract'
import { listRecords } from '@basinet/kernel/record'
import type { Tx } from '@basinet/kernel/store'
import { firearm, type Firearm } from './contract/firearm.ts'
import { isPartial, patternOf } from './rules/partial.ts'
import { byLikeness, likenessOf, type Candidate, type Wanted } from './rules/candidates.ts'
import { coreSerial, foldSerial } from './rules/serial.ts'
import { statisticsOf, type Counted, type Statistics } from './rules/statistics.ts'

const CANDIDATES_MAX = 200
/** Firearms with unread characters that are looked through; obliterated numbers are few among recovered ones. */
const LOOKED_MAX = 5000

/** Firearms the subject may read whose serial number may be the one sought, likeliest first. */
export async function findCandidates(tx: Tx, wanted: Wanted): Promise<Result<Candidate[]>> {
  const found = new Map<string, Candidate>()
  const keys = [
    { name: 'serialFolded', value: foldSerial(wanted.serial) },
    { name: 'serialCore', value: coreSerial(wanted.serial) },
  ]
  for (const { name, value } of keys) {
    if (value === null || value === '') continue
    const page = await listRecords<Firearm>(tx, firearm, {
      filters: [
        { name, op: 'eq', value },
        { name: 'state', op: 'eq', value: 'recorded' },
      ],
      limit: CANDIDATES_MAX,
    })
    if (!page.ok) return page
    for (const { id, title, body } of page.value.items) {
      const likeness = likenessOf(wanted, body)
      if (likeness === null || body.serial === null) continue
      const { serial, serialState, make, model, calibre } = body
      found.set(id, { id, title, serial, serialState, make, model, calibre, likeness })
    }
  }
  for (const one of await partialCandidates(tx, wanted)) found.set(one.id, one)
  return ok([...found.values()].toSorted((a, b) => byLikeness(a.likeness, b.likeness)))
}

/** Numbers read in part on either side: no key finds them, so they are looked through. */
async function partialCandidates(tx: Tx, wanted: Wanted): Promise<Candidate[]> {
  const pattern = patternOf(wanted.serial)
  if (pattern === null) return []
  const { rows } = await tx.client.query<{ id: string; title: string; body: Firearm }>(
    `SELECT id::text AS id, title, body FROM basinet.r_firearm
     WHERE f_state = 'recorded' AND (f_serial_state = 'partial' OR ($1::boolean AND f_serial_folded LIKE $2))
     ORDER BY id DESC LIMIT $3`,
    [isPartial(wanted.serial), pattern, LOOKED_MAX],
  )
  const found = rows.flatMap(({ id, title, body }): Candidate[] => {
    const likeness = likenessOf(wanted, body)
    const { serial, serialState, make, model, calibre } = body
    return likeness === null || serial === null
      ? []
      : [{ id, title, serial, serialState, make, model, calibre, likeness }]
  })
  return found.slice(0, CANDIDATES_MAX)
}

export interface Period {
  /** From this moment on, ISO. */
  readonly from: string
  /** Up to and without this moment, ISO. */
  readonly until: string
}

/** Of firearms the subject may read, recovered in that period; annulled ones and exercises left out. The best answer of each counts. */
export async function readStatistics(tx: Tx, { from, until }: Period): Promise<Statistics> {
  const { rows } = await tx.client.query<Counted>(
    `SELECT f.f_country_of_marking AS country,
       (SELECT count(*)::int FROM basinet.r_firearm_trace s
        WHERE s.f_firearm = f.id::text AND s.f_state IN ('sent', 'answered')) AS traces,
       t.body->'answer'->>'outcome' AS outcome, t.body->'answer'->>'because' AS because,
       (t.body->>'timeToCrimeDays')::int AS "timeToCrimeDays"
     FROM basinet.r_firearm f
     LEFT JOIN LATERAL (SELECT body FROM basinet.r_firearm_trace t
       WHERE t.f_firearm = f.id::text AND t.f_state = 'answered'
       ORDER BY array_position(ARRAY['traced', 'partly-traced', 'untraceable'], t.f_outcome), t.id LIMIT 1) t ON true
     WHERE f.f_recovered_at >= $1 AND f.f_recovered_at < $2 AND f.f_state <> 'annulled' AND NOT f.exercise`,
    [from, until],
  )
  return statisticsOf(rows)
}
