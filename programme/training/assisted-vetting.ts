import { vettingResult, type VettingResult as Held } from '@basinet/assistance/contract'
import { eq, readAll } from './commands/shared.ts'
import type { VettingPort } from './contract/vetting.ts'

const HELD_MAX = 100

/**
 * Results as programme/assistance keeps them: the submission's reference stands as the subject. The newest decision under the
 * donor's rule counts; a reference that is only known under another rule is answered with that rule, and releases nothing.
 */
export const assistedVetting: VettingPort = async (tx, { reference, donor, rule }) => {
  const all = (await readAll<Held>(tx, vettingResult, [eq('subject', reference)], HELD_MAX)).map(
    (r) => r.body,
  )
  const under = all.filter((r) => r.donor === donor && r.rule === rule)
  const newest = (under.length > 0 ? under : all).toSorted((a, b) => order(b) - order(a))[0]
  if (newest === undefined) return null
  return { result: newest.state, rule: newest.donor === donor ? newest.rule : '', until: newest.until }
}

/** Decisions by their day; what was only submitted comes last, since it ends no clearance. */
const order = (r: Held): number => (r.state === 'submitted' || r.decided === null ? 0 : Date.parse(r.decided))
