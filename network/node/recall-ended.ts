import { stateOf } from '../agreements/index.ts'
import type { SqlTx } from '../streams/index.ts'
import { orderRecall } from './order-recall.ts'
import type { Parts } from './parts.ts'
import { sharesUnder } from './shares.ts'

/** Records taken back in one round; the next takes the rest. */
const ROUND_MAX = 200

/** Takes back what was shared under agreements that have ended, where their text says so. How many records. */
export async function recallEnded(parts: Parts, tx: SqlTx): Promise<number> {
  let recalled = 0
  for (const { agreement } of parts.state().agreements) {
    const { id, version, recallOnEnd } = agreement.text
    if (!recallOnEnd || stateOf(agreement) !== 'ended') continue
    const shares = await sharesUnder(tx.db.client, id, version, ROUND_MAX)
    const own = shares.filter((s) => s.owner === parts.me)
    for (const record of new Set(own.map((s) => s.record))) {
      const held = own.filter((s) => s.record === record)
      await orderRecall(parts, tx, {
        type: held[0]!.type,
        record,
        upToRev: Math.max(...held.map((s) => s.rev)),
        scope: 'destroy',
        reason: 'agreement-ended',
        holders: held.map((s) => s.peer),
      })
      recalled++
    }
  }
  return recalled
}
