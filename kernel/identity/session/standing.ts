import type { Standing } from '../../record/core.ts'
import { asNode, type NodeCore } from '../context.ts'
import type { RoleDeclaration } from '../../contract/line.ts'
import { findAccount } from '../store/accounts.ts'
import { effectiveRights, subjectFor } from './rights.ts'

type StandingCore = NodeCore & { readonly registry: { readonly roles: ReadonlyMap<string, RoleDeclaration> } }

/** A person's rights now, without a session and without what an emergency widened. Null for one who is not active. */
export async function standingOf(core: StandingCore, person: string): Promise<Standing | null> {
  const account = await asNode(core, (tx) => findAccount(tx, { person }))
  if (account === null || account.person.state !== 'active') return null
  const rights = effectiveRights(account.id, account.person, [], core.registry.roles, core.now())
  const subject = subjectFor({
    id: account.id,
    session: '',
    nation: core.nation,
    person: account.person,
    rights,
    purpose: null,
    strongAt: null,
  })
  return { subject: { ...subject, session: null }, purposes: rights.purposes }
}
