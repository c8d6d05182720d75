import type { RoleDeclaration } from '../../contract/line.ts'
import { fail, ok, type Result } from '../../contract/result.ts'
import type { CommandContext } from '../../record/handler.ts'
import type { PersonBody } from '../records/person.ts'
import type { Rights } from '../records/rights.ts'
import { conflictIn } from '../records/roles.ts'
import { administratorCounts } from '../store/accounts.ts'

/** Rights that make sense on this node: declared roles, no conflicting pair, oversight alone. */
export function checkRights(rights: Rights, declared: ReadonlyMap<string, RoleDeclaration>): Result<null> {
  const given = (role: string): boolean => declared.has(role) && declared.get(role)?.heldBy === undefined
  const odd = rights.roles.find((role) => !given(role))
  if (odd !== undefined)
    return fail('identity.role-unknown', `no role "${odd}" can be given here`, 'rights.roles')
  const clash = conflictIn(rights.roles)
  if (clash !== null)
    return fail(
      'identity.roles-conflict',
      `one person cannot be both ${clash[0]} and ${clash[1]}`,
      'rights.roles',
    )
  if (rights.oversight !== rights.roles.includes('oversight'))
    return fail('identity.oversight', 'the oversight flag and the role go together', 'rights.oversight')
  if (rights.oversight && (rights.roles.length > 1 || holdsContent(rights)))
    return fail('identity.oversight', 'oversight holds no other role and no right to content', 'rights')
  return ok(null)
}

function holdsContent(r: Rights): boolean {
  return r.clearance !== 'public' || r.handling.length > 0 || r.juvenile || r.sealed || r.realms.length > 0
}

/** Neither who asks nor who approves may be the person concerned. */
export function checkNotSelf(ctx: CommandContext<PersonBody>, person: string): Result<null> {
  return ctx.subject.person === person || ctx.approver === person
    ? fail('command.denied.self', 'not for oneself: the second person must not be the one concerned')
    : ok(null)
}

/** A node without an active administrator could never get one again. */
export async function checkNotLast(
  ctx: CommandContext<PersonBody>,
  before: PersonBody,
): Promise<Result<null>> {
  if (before.state !== 'active' || !before.rights.roles.includes('administrator')) return ok(null)
  const { active } = await administratorCounts(ctx.tx)
  return active > 1 ? ok(null) : fail('identity.last-administrator', 'this is the last active administrator')
}
