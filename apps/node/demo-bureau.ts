import { randomUUID } from 'node:crypto'
import type { RecordDeclaration } from '@basinet/kernel/contract'
import type { DemoPerson } from '@basinet/kernel/identity'
import { executeCommand, listRecords, sealedSubject, type Core } from '@basinet/kernel/record'

const TASKS = ['examination', 'verification'] as const
const YEAR_MS = 365 * 86_400_000
const TESTED_AGO_MS = 30 * 86_400_000

/**
 * Competence of the demonstration's fingerprint examiners, recorded by the bureau's head: without one nobody concludes. Later starts find
 * it there. Prints are not made here: an examiner loads them when they are wanted.
 */
export async function openBureau(core: Core, people: readonly DemoPerson[]): Promise<void> {
  const head = people.find((p) => p.key === 'fingerprint-manager')
  const held = head === undefined ? null : await core.standing?.(head.person)
  const decl: RecordDeclaration | undefined = core.registry.record('print-competence')
  if (held === null || held === undefined || decl === undefined) return
  const subject = { ...held.subject, purpose: held.purposes[0] ?? null }
  const found = await core.store.run(sealedSubject(core, subject, core.now()), { readOnly: true }, (tx) =>
    listRecords(tx, decl, { limit: 1 }),
  )
  if (!found.ok || found.value.items.length > 0) return
  const now = core.now().getTime()
  for (const { key, person } of people) {
    if (!key.startsWith('fingerprint-examiner')) continue
    for (const task of TASKS) {
      const input = {
        examiner: person,
        task,
        certificate: 'Demonstration certificate',
        test: 'Demonstration test, all answers right',
        testedAt: new Date(now - TESTED_AGO_MS).toISOString(),
        validUntil: new Date(now + YEAR_MS).toISOString(),
      }
      const given = await executeCommand(core, subject, 'print-competence.record', {
        commandId: randomUUID(),
        input,
      })
      if (!given.ok) throw new Error(`BUG: print-competence.record: ${given.error.message}`)
    }
  }
}
