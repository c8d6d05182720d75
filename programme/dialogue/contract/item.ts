import { Type, type Static } from 'typebox'
import { AnyRef, defineCommand, defineRecord, Ref } from '@basinet/kernel/contract'
import { closed, CONTROLLER, Day, nullable, OFFICER, Words } from '@basinet/funding/contract/fields'
import { CAPABILITY, LINE, Party, READERS } from './words.ts'

const KINDS = ['decision', 'commitment', 'action'] as const
const STATES = ['open', 'done', 'withdrawn'] as const
const facts = {
  kind: Type.Enum(KINDS),
  text: Words(600),
  meeting: nullable(Ref('dialogue-meeting')),
  priority: nullable(Ref('dialogue-priority')),
  /** Who has to do it, and to whom it is owed. */
  owes: Party,
  owedTo: Party,
  /** Office or person that answers for it. */
  office: Words(120),
  due: nullable(Day),
}
const Evidence = closed({
  what: Words(600),
  on: Day,
  /** A record of this node that shows it. */
  record: nullable(AnyRef()),
})

/** A decision, commitment or action item: who owes what to whom, until when, and by what it is seen that it was done. */
export const item = defineRecord({
  type: 'dialogue-item',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({ ...facts, completion: nullable(Evidence), state: Type.Enum(STATES) }),
  title: (b) => b.text.slice(0, 200),
  label: { class: 'official' },
  searched: {
    kind: { kind: 'text', path: 'kind' },
    owes: { kind: 'text', path: 'owes' },
    owedTo: { kind: 'text', path: 'owedTo' },
    due: { kind: 'text', path: 'due' },
    state: { kind: 'text', path: 'state' },
  },
  columns: ['kind', 'owes', 'owedTo', 'due', 'state'],
  fullText: (b) => [b.office, b.completion?.what ?? ''],
  states: { path: 'state', all: STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.dialogue-item' },
  readers: READERS,
})
export type Item = Static<typeof item.body>

export const recordItem = defineCommand({
  name: 'dialogue-item.record',
  record: 'dialogue-item',
  kind: 'create',
  input: closed(facts),
  who: [OFFICER],
})

const act = { record: 'dialogue-item', kind: 'act', who: [OFFICER] } as const

/** Done is what evidence shows and a second person accepts. */
export const completeItem = defineCommand({
  ...act,
  name: 'dialogue-item.complete',
  input: closed({ completion: Evidence }),
  from: ['open'],
  approval: { kind: 'maker-checker', by: [CONTROLLER] },
})
export const deferItem = defineCommand({
  ...act,
  name: 'dialogue-item.defer',
  input: closed({ due: Day }),
  from: ['open'],
  reason: 'required',
})
export const reopenItem = defineCommand({
  ...act,
  name: 'dialogue-item.reopen',
  input: closed({}),
  from: ['done', 'withdrawn'],
  reason: 'required',
})
export const withdrawItem = defineCommand({
  ...act,
  name: 'dialogue-item.withdraw',
  input: closed({}),
  from: ['open'],
  reason: 'required',
})
