import { Type, type Static } from 'typebox'
import { defineCommand, type CommandDeclaration } from '../contract/command.ts'
import { Label } from '../contract/label.ts'
import type { RecordDeclaration } from '../contract/record.ts'

const {
  class: class_,
  releaseTo,
  displayOnly,
  handling,
  purposes,
  personal,
  juvenile,
  sealed,
} = Label.properties
const { keepUntil, eraseBy, holds, onward } = Label.properties

const widened = {
  class: class_,
  handling,
  purposes,
  personal,
  juvenile,
  sealed,
  keepUntil,
  eraseBy,
  holds,
  onward,
}
const some = { additionalProperties: false, minProperties: 1 }

/** What a person may change of a label. Owner, sources, lease and the exercise mark are facts and stay. */
export const LabelChange = Type.Partial(Type.Object({ ...widened, releaseTo, displayOnly }), some)
export type LabelChange = Static<typeof LabelChange>

export const RelabelInput = Type.Object({ change: LabelChange }, { additionalProperties: false })
/** Nations are added by giving the record to them under an agreement, and by nothing else (docs/decisions/0011). */
export const WidenInput = Type.Object(
  { change: Type.Partial(Type.Object(widened), some) },
  { additionalProperties: false },
)

/** Who may relabel, and who may be the second person. */
export interface RelabelRoles {
  readonly who: readonly string[]
  readonly by: readonly string[]
}

export interface RelabelDeclarations {
  /** `<type>.restrict`: fewer readers, held longer. Takes effect at once. */
  readonly restrict: CommandDeclaration
  /** `<type>.relabel`: anything else but a nation more, a downgrade among it. Waits for a second person. */
  readonly relabel: CommandDeclaration
}

/** The two commands by which a label changes; the same for every record type. */
export function relabelDeclarations(
  decl: Pick<RecordDeclaration, 'type'>,
  roles: RelabelRoles,
): RelabelDeclarations {
  const shared = {
    record: decl.type,
    kind: 'act',
    who: roles.who,
    reason: 'required',
  } as const
  return {
    restrict: defineCommand({ ...shared, name: `${decl.type}.restrict`, input: RelabelInput }),
    relabel: defineCommand({
      ...shared,
      name: `${decl.type}.relabel`,
      input: WidenInput,
      approval: { kind: 'maker-checker', by: roles.by },
    }),
  }
}
