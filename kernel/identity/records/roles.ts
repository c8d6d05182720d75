import type { RoleDeclaration } from '../../contract/line.ts'

/**
 * Roles every node has. A line's capability declares its own beside them. `officer` is held by everyone who works on the
 * node, except oversight, which must not reach content through it. `node-system` is the node itself and acts for no purpose.
 */
export const BASE_ROLES: readonly RoleDeclaration[] = [
  { id: 'officer', purposes: [], heldBy: 'everyone' },
  { id: 'administrator', purposes: ['administration'] },
  { id: 'auditor', purposes: ['audit'] },
  { id: 'oversight', purposes: ['oversight'] },
  { id: 'data-protection', purposes: ['data-protection'] },
  { id: 'break-glass-approver', purposes: [] },
  { id: 'node-system', purposes: [], heldBy: 'machine' },
]

/** Roles one person must not hold together: who administers rights does not check the trace of it. */
const CONFLICTING_ROLES: readonly (readonly [string, string])[] = [
  ['administrator', 'auditor'],
  ['administrator', 'oversight'],
  ['administrator', 'break-glass-approver'],
  ['auditor', 'break-glass-approver'],
  ['auditor', 'oversight'],
]

export function conflictIn(roles: readonly string[]): readonly [string, string] | null {
  return CONFLICTING_ROLES.find(([a, b]) => roles.includes(a) && roles.includes(b)) ?? null
}
