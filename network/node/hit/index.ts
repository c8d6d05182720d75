import type { Received, SqlTx, Taken } from '../../streams/index.ts'
import { asNetwork } from '../db.ts'
import { carryDecisions, takeQuestion, takeReady, takeRequest, takeWithdrawal } from './answer.ts'
import { carryQuestions, takeAnswer, takeDecision, takeUpdate } from './ask.ts'
import type { HitParts } from './context.ts'
import { hitKey } from './policy.ts'
import { carryProbeAnswers, carryProbes, searchProbe, takeProbe, takeProbeAnswer } from './probes.ts'
import { followHits } from './sets.ts'

export type { HitParts } from './context.ts'

type Take = (hit: HitParts, tx: SqlTx, received: Received) => Promise<Taken>

const WORDS: Readonly<Record<string, Take>> = {
  'network.hit-update': takeUpdate,
  'network.hit-question': takeQuestion,
  'network.hit-answer': takeAnswer,
  'network.hit-request': takeRequest,
  'network.hit-withdraw': takeWithdrawal,
  'network.hit-decision': takeDecision,
  'network.hit-ready': takeReady,
  'network.probe': takeProbe,
  'network.probe-answer': takeProbeAnswer,
}

/** What partners say about questions, by type. */
export function hitWords(
  hit: HitParts,
): Record<string, (parts: unknown, tx: SqlTx, received: Received) => Promise<Taken>> {
  return Object.fromEntries(
    Object.entries(WORDS).map(([type, take]) => [
      type,
      (_: unknown, tx: SqlTx, received: Received) => take(hit, tx, received),
    ]),
  )
}

/** Reads which hits were confirmed, once when the engine opens. */
export async function openHit(hit: HitParts): Promise<void> {
  if (hit.parts.core.registry.record('hit-question') === undefined) return
  const rows = await asNetwork(hit.parts.core, async (db) => {
    const found = await db.query<{ holder: string; requester: string; type: string; record: string }>(
      'SELECT holder, requester, type, record FROM basinet.hit_confirmed',
    )
    return found.rows
  })
  for (const r of rows) hit.confirmed.add(hitKey(r.holder, r.requester, r.type, r.record))
}

/** What officers asked and decided is carried, and own sets follow own records. True when more is waiting. */
export async function workHits(hit: HitParts): Promise<boolean> {
  if (hit.parts.core.registry.record('hit-question') === undefined) return false
  await hit.store.transact(async (tx) => {
    await carryQuestions(hit, tx)
    await carryDecisions(hit, tx)
    await carryProbes(hit, tx)
    await carryProbeAnswers(hit, tx)
  })
  if (hit.probes.length > 0 && (await searchProbe(hit))) return true
  return followHits(hit)
}
