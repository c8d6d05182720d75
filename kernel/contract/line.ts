import type { CommandDeclaration } from './command.ts'
import type { RecordDeclaration } from './record.ts'

/** A role people hold by appointment; records name their readers and commands their givers by its id. */
export interface RoleDeclaration {
  readonly id: string
  /** Purposes a holder may act for; the first is taken at sign-in. */
  readonly purposes: readonly string[]
  /** Read rights on what is not a record (track points); row-level security asks for them by these names. */
  readonly reads?: readonly string[]
  /** Absent for a role that a person is given. `machine`: the node's own hands; `everyone`: held without being given. */
  readonly heldBy?: 'machine' | 'everyone'
}

/** One capability: its records, commands and roles, as contract (no handlers, so that the browser can read it). */
export interface CapabilityDeclaration {
  readonly id: string
  readonly line: string
  readonly records: readonly RecordDeclaration[]
  readonly commands: readonly CommandDeclaration[]
  readonly roles: readonly RoleDeclaration[]
}

/** The mission's lines in their order; menu, URL, CLI verb and folder use these words. */
export const LINES = [
  'regional',
  '1-maritime',
  '2-law-enforcement',
  '3-borders',
  '4-justice',
  '5-prevention',
  'programme',
  'node',
] as const
export type LineId = (typeof LINES)[number]

/** Declares a capability of a line and checks that its parts belong together. */
export function defineCapability(input: CapabilityDeclaration): CapabilityDeclaration {
  const types = new Set(input.records.map((r) => r.type))
  if (!(LINES as readonly string[]).includes(input.line)) throw new Error(`BUG: line "${input.line}"`)
  for (const command of input.commands) {
    if (!types.has(command.record))
      throw new Error(`BUG: command ${command.name} acts on a record of another capability`)
  }
  for (const record of input.records) {
    if (record.capability !== input.id || record.line !== input.line)
      throw new Error(`BUG: record ${record.type} names ${record.line}/${record.capability}`)
  }
  return input
}
