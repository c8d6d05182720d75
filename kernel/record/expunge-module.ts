import type { RecordDeclaration } from '../contract/record.ts'
import { expungeBinding, type DestroyEvidence } from './expunge.ts'
import { expungeDeclaration, RECORDS_OFFICER, RECORDS_SUPERVISOR } from './expunge-contract.ts'
import { withCommands, type CapabilityModule } from './module.ts'

/**
 * Types without a command of their own for it. An agency, a unit, a posting, a person's account and a parameter are what other records are read
 * by; a custody event is a link of its exhibit's chain, where a gap is shown and never made.
 */
const NOT_ALONE: ReadonlySet<string> = new Set([
  'agency',
  'unit',
  'person',
  'posting',
  'nation-parameter',
  'break-glass',
  'feed',
  'custody-event',
])

const mayGo = (decl: RecordDeclaration): boolean => !NOT_ALONE.has(decl.type)

/** A capability whose records can be expunged: `<type>.expunge`, asked by a records officer, done by a records supervisor. */
export function expungeable(module: CapabilityModule, destroy: DestroyEvidence): CapabilityModule {
  const { capability } = module
  const bindings = capability.records
    .filter(mayGo)
    .map((decl) =>
      expungeBinding(decl, expungeDeclaration(decl, [RECORDS_OFFICER.id, RECORDS_SUPERVISOR.id]), destroy),
    )
  return withCommands(module, bindings, [RECORDS_OFFICER, RECORDS_SUPERVISOR])
}
