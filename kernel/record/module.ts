import { defineCapability, type CapabilityDeclaration, type RoleDeclaration } from '../contract/line.ts'
import type { Migration } from '../store/migrate.ts'
import type { Binding } from './handler.ts'

/** A capability as the composition root takes it: its contract, its handlers, its migrations. */
export interface CapabilityModule {
  readonly capability: CapabilityDeclaration
  readonly bindings: readonly Binding[]
  readonly migrations: readonly Migration[]
}

/** The module with more commands than its contract declares: what the kernel gives every type. */
export function withCommands(
  module: CapabilityModule,
  bindings: readonly Binding[],
  roles: readonly RoleDeclaration[],
): CapabilityModule {
  if (bindings.length === 0) return module
  const { capability } = module
  return {
    ...module,
    capability: defineCapability({
      ...capability,
      commands: [...capability.commands, ...bindings.map((binding) => binding.command)],
      roles: [...capability.roles, ...roles],
    }),
    bindings: [...module.bindings, ...bindings],
  }
}
