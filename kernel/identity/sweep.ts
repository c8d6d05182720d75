import type { Core } from '../record/core.ts'
import { asNode } from './context.ts'
import { sweep } from './store/sessions.ts'

/** Ended sessions, spent links and idle attempt counts are kept so long; the log keeps what happened for good. */
const KEPT_DAYS = 30
const DAY_MS = 86_400_000

/** Forgets what no longer matters; to be run once a day. Answers how many sessions went. */
export function sweepIdentity(core: Core): Promise<number> {
  const before = new Date(core.now().getTime() - KEPT_DAYS * DAY_MS)
  return asNode(core, (tx) => sweep(tx, before))
}
