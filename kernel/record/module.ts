import type { CapabilityDeclaration } from '../contract/line.ts'
import type { Migration } from '../store/migrate.ts'
import type { Binding } from './handler.ts'

/** A capability as the composition root takes it: its contract, its handlers, its migrations. */
export interface CapabilityModule {
  readonly capability: CapabilityDeclaration
  readonly bindings: readonly Binding[]
  readonly migrations: readonly Migration[]
}
