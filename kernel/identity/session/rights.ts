import type { RoleDeclaration } from '../../contract/line.ts'
import { classRank } from '../../contract/label.ts'
import type { Subject } from '../../contract/subject.ts'
import type { BreakGlassBody } from '../records/break-glass.ts'
import type { PersonBody } from '../records/person.ts'

/** The part of a subject that comes from rights. */
export type EffectiveRights = Pick<
  Subject,
  'roles' | 'clearance' | 'handling' | 'juvenile' | 'sealed' | 'vettedUntil' | 'oversight' | 'realms'
> & { readonly purposes: readonly string[] }

export const NOTHING: EffectiveRights = {
  roles: [],
  clearance: 0,
  handling: [],
  juvenile: false,
  sealed: false,
  vettedUntil: null,
  oversight: false,
  realms: [],
  purposes: [],
}

/** True while this break-glass widens what its person may see. */
function inForce(opened: BreakGlassBody, at: Date): boolean {
  const now = at.getTime()
  return (
    opened.state === 'open' &&
    opened.review !== 'improper' &&
    Date.parse(opened.from) <= now &&
    now < Date.parse(opened.until)
  )
}

/**
 * What a person may do now. Roles that no capability of this node declares give nothing; oversight gives only its own role;
 * an emergency widens clearance, caveats and the seal, never realms, juvenile records, roles or vetting.
 */
export function effectiveRights(
  id: string,
  who: PersonBody,
  opened: readonly BreakGlassBody[],
  declared: ReadonlyMap<string, RoleDeclaration>,
  at: Date,
): EffectiveRights {
  if (who.state !== 'active') return NOTHING
  const held = who.rights
  const names = held.oversight ? ['oversight'] : ['officer', ...held.roles.filter((r) => r !== 'oversight')]
  const roles = [...new Set(names)].filter((r) => declared.has(r) && declared.get(r)?.heldBy !== 'machine')
  const purposes = purposesOf(roles, held.purposes, declared)
  if (held.oversight) return { ...NOTHING, roles, oversight: true, purposes }
  const widened = opened.filter((b) => b.person === id && inForce(b, at)).map((b) => b.scope)
  return {
    roles,
    clearance: Math.max(
      classRank(held.clearance),
      ...widened.map((s) => (s.clearance === null ? 0 : classRank(s.clearance))),
    ),
    handling: [...new Set([...held.handling, ...widened.flatMap((s) => s.handling)])],
    juvenile: held.juvenile,
    sealed: held.sealed || widened.some((s) => s.sealed),
    vettedUntil: held.vettedUntil,
    oversight: false,
    realms: held.realms,
    purposes,
  }
}

function purposesOf(
  roles: readonly string[],
  narrowed: readonly string[],
  declared: ReadonlyMap<string, RoleDeclaration>,
): string[] {
  const all = [...new Set(roles.flatMap((role) => declared.get(role)?.purposes ?? []))]
  return narrowed.length === 0 ? all : all.filter((p) => narrowed.includes(p))
}

/** The subject of a session: its purpose only where the rights cover it, otherwise the first they do. */
export function subjectFor(input: {
  readonly id: string
  readonly session: string
  readonly nation: string
  readonly person: PersonBody
  readonly rights: EffectiveRights
  readonly purpose: string | null
  readonly strongAt: string | null
}): Subject {
  const { purposes, ...rights } = input.rights
  const chosen =
    input.purpose !== null && purposes.includes(input.purpose) ? input.purpose : (purposes[0] ?? null)
  return {
    person: input.id,
    session: input.session,
    nation: input.nation,
    agency: input.person.agency,
    unit: input.person.unit,
    ...rights,
    purpose: chosen,
    strongAt: input.strongAt,
  }
}
