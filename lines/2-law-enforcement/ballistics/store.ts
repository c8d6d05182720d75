import type { Tx } from '@basinet/kernel/store'
import { AFTE, type AfteWord } from './contract/afte.ts'
import type { Link } from './contract/link.ts'

/** The first examiner's word, for the command that decides whether two agree; nothing before the second has concluded. */
export async function firstWord(tx: Tx, comparison: string): Promise<AfteWord> {
  const { rows } = await tx.client.query<{ word: string | null }>(
    'SELECT basinet.ballistic_first_word($1::uuid) AS word',
    [comparison],
  )
  const word = AFTE.find((one) => one === rows[0]?.word)
  if (word === undefined) throw new Error('BUG: the first examiner has concluded')
  return word
}

const LINKS_MAX = 500

/** What ties incidents and firearms together, of what the subject may read; concluded ones first. Exercises only where everything is one. */
export async function readLinks(tx: Tx, exercises = false): Promise<Link[]> {
  const { rows } = await tx.client.query<Link>(
    `SELECT c.id::text AS comparison, CASE WHEN c.f_state = 'concluded' THEN 'identification' ELSE 'lead' END AS kind,
       array_agg(s.title ORDER BY s.id) AS specimens,
       array_remove(array_agg(DISTINCT s.f_incident), NULL) AS incidents,
       array_remove(array_agg(DISTINCT s.f_firearm), NULL) AS firearms, c.body->>'confirmedBy' AS "confirmedBy"
     FROM basinet.r_ballistic_comparison c
     JOIN basinet.r_ballistic_specimen s ON c.body->'specimens' ? s.id::text
     WHERE (NOT c.exercise OR $2) AND s.f_state = 'recorded'
       AND (c.f_conclusion = 'identification' OR (c.f_state IN ('compared', 'waiting') AND c.f_decision = 'lead'))
     GROUP BY c.id, c.f_state, c.body HAVING count(*) = 2
     ORDER BY kind, c.id DESC LIMIT $1`,
    [LINKS_MAX, exercises],
  )
  return rows
}
