import { join } from 'node:path'
import type { CapabilityModule, Core } from '@basinet/kernel/record'
import { readMigrations } from '@basinet/kernel/store'
import { handoverBindings } from './commands/contact-handover.ts'
import { trackShareBindings, type ReadTrack } from './commands/track-share.ts'
import { messageBindings } from './commands/watch-message.ts'
import { partnerWatchCapability } from './contract.ts'

/** Partner watch for the composition root; the picture gives the tracks. */
export function partnerWatchModule(core: () => Core, read: ReadTrack): CapabilityModule {
  return {
    capability: partnerWatchCapability,
    bindings: [...trackShareBindings(core, read), ...handoverBindings(core), ...messageBindings(core)],
    migrations: readMigrations('partner-watch', join(import.meta.dirname, 'migrations')),
  }
}
