import { fail, ok, type Result } from '@basinet/kernel/contract'
import { nextAction, signAction, stateOf, type AgreementState } from '../agreements/index.ts'
import { toHex } from '../wire/index.ts'
import { asNetwork, type NetworkCore } from './db.ts'
import { loadKeys } from './keys.ts'
import { loadState } from './state.ts'
import { keepStatements } from './statements.ts'

export const AGREEMENT_ACTS = ['activate', 'suspend', 'resume', 'end'] as const
export type AgreementAct = (typeof AGREEMENT_ACTS)[number]

/**
 * Acts on an agreement in the nation's name, by a hash or its beginning; the running node tells the parties. Errors:
 * `network.absent`, `agreement.unknown`, `agreement.ambiguous`, those of keys and statements.
 */
export async function actOnAgreement(
  core: NetworkCore,
  keyring: Parameters<typeof loadKeys>[2],
  named: string,
  action: AgreementAct,
  reason: string,
): Promise<
  Result<{ readonly title: string; readonly before: AgreementState; readonly after: AgreementState }>
> {
  return asNetwork(core, async (db, at) => {
    const keys = await loadKeys(db, core.nation, keyring)
    if (!keys.ok) return keys
    const loaded = await loadState(db, core.nation, at.getTime())
    if (!loaded.ok) return loaded
    const signer = keys.value?.sign[0]?.key
    if (signer === undefined || loaded.value === null)
      return fail('network.absent', 'this node has joined no network')
    const found = loaded.value.agreements.filter((a) => toHex(a.agreement.hash).startsWith(named))
    const [one] = found
    if (one === undefined || named.length < 8)
      return fail('agreement.unknown', `no agreement here has a hash that begins with ${named}`, 'hash')
    if (found.length > 1) return fail('agreement.ambiguous', `${found.length} agreements begin so`, 'hash')
    const { text } = one.agreement
    const n = nextAction(one.agreement, core.nation)
    const stated = { party: core.nation, n, action, reason, at: at.getTime() }
    await keepStatements(db, [{ kind: 'agreement-action', body: signAction(text, stated, signer) }], at)
    const after = await loadState(db, core.nation, at.getTime())
    if (!after.ok) return after
    const now = after.value?.agreements.find(
      (a) => a.agreement.text.id === text.id && a.agreement.text.version === text.version,
    )
    if (now === undefined) throw new Error('BUG: the agreement is gone')
    return ok({ title: text.title, before: stateOf(one.agreement), after: stateOf(now.agreement) })
  })
}
