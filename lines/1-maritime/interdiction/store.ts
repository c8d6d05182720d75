import type { Tx } from '@basinet/kernel/store'
import type { Statistics } from './contract/wire.ts'

/** Operations of a period this subject may read; exercises apart. `detected` is every operation: each began with a contact. */
export async function readStatistics(tx: Tx, from: string, until: string): Promise<Statistics> {
  const flag = (name: string) =>
    `count(*) FILTER (WHERE NOT exercise AND (body->'outcome'->>'${name}')::boolean)::int`
  const { rows } = await tx.client.query<Statistics>(
    `SELECT count(*) FILTER (WHERE NOT exercise)::int AS detected, ${flag('targeted')} AS targeted,
       ${flag('intercepted')} AS intercepted, ${flag('disrupted')} AS disrupted,
       count(*) FILTER (WHERE NOT exercise AND f_state <> 'ended')::int AS going,
       count(*) FILTER (WHERE exercise)::int AS exercises
     FROM basinet.r_interdiction WHERE f_sighted_at >= $1 AND f_sighted_at < $2`,
    [from, until],
  )
  return rows[0] ?? { detected: 0, targeted: 0, intercepted: 0, disrupted: 0, going: 0, exercises: 0 }
}
