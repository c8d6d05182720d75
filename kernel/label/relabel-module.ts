import type { RecordDeclaration } from '../contract/record.ts'
import { RECORDS_OFFICER, RECORDS_SUPERVISOR } from '../record/expunge-contract.ts'
import { withCommands, type CapabilityModule } from '../record/module.ts'
import { relabelBindings } from './relabel.ts'
import { relabelDeclarations } from './relabel-contract.ts'

/**
 * Types whose label is not a person's to change. An agency, a unit, a posting, an account, a parameter and a feed are what the node
 * itself works by; a custody event has the label of its exhibit, a share that of what it gives.
 */
const FIXED: ReadonlySet<string> = new Set([
  'agency',
  'unit',
  'person',
  'posting',
  'nation-parameter',
  'break-glass',
  'feed',
  'custody-event',
  'share',
])

/**
 * Gives each type of a capability that declares none of its own `<type>.restrict` (a records officer or supervisor, at once) and
 * `<type>.relabel` (asked by either, done by a second person who is a records supervisor).
 */
export function relabelable(module: CapabilityModule): CapabilityModule {
  const { capability } = module
  const own = new Set(capability.commands.map((command) => command.name))
  const mayChange = (decl: RecordDeclaration): boolean =>
    !FIXED.has(decl.type) && !own.has(`${decl.type}.relabel`)
  const bindings = capability.records.filter(mayChange).flatMap((decl) => {
    const who = [RECORDS_OFFICER.id, RECORDS_SUPERVISOR.id]
    return relabelBindings(decl, relabelDeclarations(decl, { who, by: [RECORDS_SUPERVISOR.id] }))
  })
  return withCommands(module, bindings, [RECORDS_OFFICER, RECORDS_SUPERVISOR])
}
