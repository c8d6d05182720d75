import { join } from 'node:path'
import type { CapabilityModule } from '@basinet/kernel/record'
import { readMigrations } from '@basinet/kernel/store'
import { pictureBindings } from './commands.ts'
import { pictureCapability } from './contract.ts'

export const PICTURE_MIGRATIONS = join(import.meta.dirname, 'migrations')

/** The picture for the composition root: contract, handlers, tables. The running parts are started by `startPicture`. */
export function pictureModule(): CapabilityModule {
  return {
    capability: pictureCapability,
    bindings: pictureBindings,
    migrations: readMigrations('picture', PICTURE_MIGRATIONS),
  }
}
