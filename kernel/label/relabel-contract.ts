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

/** What a person may change of a label. Owner, sources, lease and the exercise mark are facts and stay. */
export const LabelChange = Type.Partial(
  Type.Object({
    class: class_,
    releaseTo,
    displayOnly,
    handling,
    purposes,
    personal,
    juvenile,
    sealed,
    keepUntil,
    eraseBy,
    holds,
    onward,
  }),
  { additionalProperties: false, minProperties: 1 },
)
export type LabelChange = Static<typeof LabelChange>

export const RelabelInput = Type.Object({ change: LabelChange }, { additionalProperties: false })

/** Who may relabel, and who may be the second person. */
export interface RelabelRoles {
  readonly who: readonly string[]
  readonly by: readonly string[]
}

export interface RelabelDeclarations {
  /** `<type>.restrict`: fewer readers, held longer. Takes effect at once. */
  readonly restrict: CommandDeclaration
  /** `<type>.relabel`: anything else, a downgrade among it. Waits for a second person. */
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
    input: RelabelInput,
    who: roles.who,
    reason: 'required',
  } as const
  return {
    restrict: defineCommand({ ...shared, name: `${decl.type}.restrict` }),
    relabel: defineCommand({
      ...shared,
      name: `${decl.type}.relabel`,
      approval: { kind: 'maker-checker', by: roles.by },
    }),
  }
}
