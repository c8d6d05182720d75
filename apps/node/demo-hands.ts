import { randomUUID } from 'node:crypto'
import type { Subject } from '@basinet/kernel/contract'
import { executeCommand, listRecords, sealedSubject, type Core } from '@basinet/kernel/record'
import type { DemoPerson } from '@basinet/kernel/identity'

/** What a demonstration's opening is done with: commands, as the people who would give them. */
export interface Hands {
  readonly core: Core
  readonly who: (key: string) => Promise<Subject>
}

/** One command as a person of the demonstration. @returns id of the record */
export async function give(
  { core, who }: Hands,
  seat: string,
  command: string,
  input: object,
  on?: { readonly id: string; readonly rev: number },
): Promise<string> {
  const given = await executeCommand(core, await who(seat), command, {
    commandId: randomUUID(),
    ...(on === undefined
      ? {}
      : { recordId: on.id, expectedRev: on.rev, reason: 'Prepared for the demonstration' }),
    input,
  })
  if (!given.ok) throw new Error(`BUG: ${command}: ${given.error.message}`)
  return given.value.recordId
}

export function handsOf(core: Core, people: readonly DemoPerson[]): Hands {
  return {
    core,
    who: async (key) => {
      const seat = people.find((p) => p.key === key)
      const held = seat === undefined ? null : await core.standing?.(seat.person)
      if (held === null || held === undefined) throw new Error(`BUG: nobody has the seat ${key}`)
      return { ...held.subject, purpose: held.purposes[0] ?? null }
    },
  }
}

export async function isThere({ core, who }: Hands, seat: string, type: string): Promise<boolean> {
  const decl = core.registry.record(type)
  if (decl === undefined) return true
  const subject = sealedSubject(core, await who(seat), core.now())
  const found = await core.store.run(subject, { readOnly: true }, (tx) => listRecords(tx, decl, { limit: 1 }))
  return found.ok && found.value.items.length > 0
}
