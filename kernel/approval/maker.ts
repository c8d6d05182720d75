import { fail, ok, type Result } from '../contract/result.ts'
import type { StoredRecord } from '../contract/record.ts'
import type { Core } from '../record/core.ts'
import type { Binding } from '../record/handler.ts'
import { whyNot } from '../record/permission.ts'

/** Machines are named so; a person's name is a UUID. */
const MACHINE = /^(node|service|network):/
const NO_LONGER = fail(
  'command.denied.maker',
  'who asked for this may no longer do it: ask again by somebody who may',
)

/**
 * Between asking and approving a maker may have left, lost the role or the clearance: what runs then is theirs, so they are looked
 * at again, under any purpose they may act for. A core without people (a test of the platform) asks nobody.
 */
export async function makerMayStill(
  core: Core,
  binding: Binding,
  maker: string,
  target: StoredRecord | null,
  at: Date,
): Promise<Result<null>> {
  if (core.standing === undefined || MACHINE.test(maker)) return ok(null)
  const standing = await core.standing(maker)
  if (standing === null) return NO_LONGER
  const { command, record: decl } = binding
  const may = [null, ...standing.purposes].some((purpose) => {
    const subject = { ...standing.subject, purpose }
    if (whyNot(command, subject, { decl }) !== null) return false
    if (target === null) return true
    const types = core.registry.typesOf(subject.roles)
    const question = {
      subject,
      action: 'act',
      type: decl.type,
      realm: decl.realm,
      types,
      label: target.label,
      at,
    } as const
    return core.policy.decide(question).allowed
  })
  return may ? ok(null) : NO_LONGER
}
