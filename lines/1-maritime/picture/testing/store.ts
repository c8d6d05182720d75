import { randomUUID } from 'node:crypto'
import type { CommandReceipt, Result, Subject } from '@basinet/kernel/contract'
import { feedsModule } from '@basinet/kernel/feeds'
import { executeCommand, sealedSubject, type CapabilityModule } from '@basinet/kernel/record'
import type { Tx } from '@basinet/kernel/store'
import { openTestStore, testSubject, type TestStore } from '@basinet/kernel/store/test-store'
import { MARITIME_SECURITY, PROTECTED_CRAFT_CAVEAT } from '../contract/words.ts'
import { pictureModule } from '../module.ts'
import { pictureService } from '../positions/service.ts'

export interface PictureStore extends TestStore {
  /** Gives a command; the record and revision acted on are `on`. */
  give(
    subject: Subject,
    name: string,
    input: unknown,
    on?: { readonly recordId: string; readonly expectedRev: number },
    reason?: string,
  ): Promise<Result<CommandReceipt>>
  /** Runs as the picture's own service. */
  asService<T>(work: (tx: Tx) => Promise<T>): Promise<T>
}

/** A database with the capabilities of the picture. */
export async function openPictureStore(
  options: { readonly now?: () => Date; readonly modules?: readonly CapabilityModule[] } = {},
): Promise<PictureStore> {
  const db = await openTestStore({
    modules: [feedsModule(), pictureModule(), ...(options.modules ?? [])],
    ...(options.now === undefined ? {} : { now: options.now }),
  })
  return {
    ...db,
    give: (subject, name, input, on, reason) =>
      executeCommand(db.core, subject, name, {
        commandId: randomUUID(),
        input,
        ...on,
        ...(reason === undefined ? {} : { reason }),
      }),
    asService: (work) => db.store.run(sealedSubject(db.core, pictureService('LCA'), db.core.now()), {}, work),
  }
}

/** People of a watch: cleared to restricted, acting for maritime security. */
export const watchOfficer = (change: Partial<Subject> = {}): Subject =>
  testSubject({ roles: ['officer', 'watch-officer'], purpose: MARITIME_SECURITY, ...change })
export const watchSupervisor = (change: Partial<Subject> = {}): Subject =>
  testSubject({
    roles: ['officer', 'watch-supervisor'],
    purpose: MARITIME_SECURITY,
    handling: [PROTECTED_CRAFT_CAVEAT],
    ...change,
  })
export const commander = (change: Partial<Subject> = {}): Subject =>
  testSubject({
    roles: ['officer', 'commander'],
    purpose: MARITIME_SECURITY,
    handling: [PROTECTED_CRAFT_CAVEAT],
    ...change,
  })
