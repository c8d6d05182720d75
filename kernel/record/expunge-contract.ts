import { Type } from 'typebox'
import { defineCommand, type CommandDeclaration } from '../contract/command.ts'
import type { RoleDeclaration } from '../contract/line.ts'
import type { RecordDeclaration } from '../contract/record.ts'

/** The right the database asks for (basinet.expunge, migration 0005). */
export const EXPUNGE_RIGHT = 'expunge'

/** Who may ask for an expungement of what they can read. */
export const RECORDS_OFFICER: RoleDeclaration = { id: 'records-officer', purposes: ['records'] }

/** Who may be the second person of an expungement; a capability that has one declares this role. */
export const RECORDS_SUPERVISOR: RoleDeclaration = {
  id: 'records-supervisor',
  purposes: ['records'],
  reads: [EXPUNGE_RIGHT],
}

export const ExpungeInput = Type.Object(
  {
    /** The rule or decision that asks for it, by its reference; never what the record says. */
    authority: Type.String({ minLength: 3, maxLength: 200 }),
    /** True for an order of court or law, which alone may come before the end of the time to keep. */
    ordered: Type.Boolean(),
  },
  { additionalProperties: false },
)

/** `<type>.expunge`: asked by one person, done by a second. */
export function expungeDeclaration(
  decl: Pick<RecordDeclaration, 'type'>,
  who: readonly string[],
): CommandDeclaration<typeof ExpungeInput> {
  return defineCommand({
    name: `${decl.type}.expunge`,
    record: decl.type,
    kind: 'act',
    input: ExpungeInput,
    who,
    reason: 'required',
    approval: { kind: 'maker-checker', by: [RECORDS_SUPERVISOR.id] },
    stepUp: true,
  })
}
