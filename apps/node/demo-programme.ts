import { randomUUID } from 'node:crypto'
import type { Subject } from '@basinet/kernel/contract'
import { executeCommand, listRecords, sealedSubject, type Core } from '@basinet/kernel/record'
import type { DemoPerson } from '@basinet/kernel/identity'

/** Public facts that a demonstration opens with, each by the command of its capability; a record of the type means it was given. */
const OPENINGS = [
  { command: 'ledger-entry.open-ledger', type: 'ledger-entry' },
  { command: 'dialogue-priority.open-dialogue', type: 'dialogue-priority' },
  { command: 'capital-project.open-projects', type: 'capital-project' },
  { command: 'audit-engagement.open-oversight', type: 'audit-engagement' },
] as const

/** Loads the initiative's public facts as its programme officer, checked by the approving officer. Later starts find them there. */
export async function openProgramme(core: Core, people: readonly DemoPerson[]): Promise<void> {
  const standing = async (key: string): Promise<Subject | undefined> => {
    const seat = people.find((p) => p.key === key)
    const held = seat === undefined ? null : await core.standing?.(seat.person)
    return held === null || held === undefined
      ? undefined
      : { ...held.subject, purpose: held.purposes[0] ?? null }
  }
  const maker = await standing('programme-officer')
  const checker = await standing('programme-controller')
  if (maker === undefined || checker === undefined) return
  for (const { command, type } of OPENINGS) {
    if (await isThere(core, maker, type)) continue
    const given = await executeCommand(core, maker, command, { commandId: randomUUID(), input: {} })
    if (!given.ok) throw new Error(`BUG: ${command}: ${given.error.message}`)
    const { pendingApproval } = given.value
    if (pendingApproval === undefined) continue
    const approved = await executeCommand(core, checker, 'approval.approve', {
      commandId: randomUUID(),
      recordId: pendingApproval,
      expectedRev: 1,
      input: {},
    })
    if (!approved.ok) throw new Error(`BUG: ${command}: ${approved.error.message}`)
  }
}

async function isThere(core: Core, subject: Subject, type: string): Promise<boolean> {
  const decl = core.registry.record(type)
  if (decl === undefined) return true
  const found = await core.store.run(sealedSubject(core, subject, core.now()), { readOnly: true }, (tx) =>
    listRecords(tx, decl, { limit: 1 }),
  )
  return found.ok && found.value.items.length > 0
}
