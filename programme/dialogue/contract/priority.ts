import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, Ref } from '@basinet/kernel/contract'
import { closed, GOALS, nullable, OFFICER, PORTAL, CONTROLLER, Words } from '@basinet/funding/contract/fields'
import { CAPABILITY, LINE, READERS } from './words.ts'

const facts = {
  text: Words(300),
  goal: nullable(Type.Enum(GOALS)),
  meeting: nullable(Ref('dialogue-meeting')),
  source: Words(600),
}

/** What the partners have together asked for; every activity says which one it serves. */
export const priority = defineRecord({
  type: 'dialogue-priority',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({ ...facts, state: Type.Enum(['standing', 'ended']) }),
  title: (b) => b.text.slice(0, 200),
  label: { class: 'official' },
  searched: { goal: { kind: 'text', path: 'goal' }, state: { kind: 'text', path: 'state' } },
  columns: ['goal', 'state'],
  fullText: (b) => [b.source],
  states: { path: 'state', all: ['standing', 'ended'] },
  retention: { kind: 'nation-sets', parameter: 'retention.dialogue-priority' },
  readers: [...READERS, PORTAL],
})
export type Priority = Static<typeof priority.body>

export const adoptPriority = defineCommand({
  name: 'dialogue-priority.adopt',
  record: 'dialogue-priority',
  kind: 'create',
  input: closed(facts),
  who: [OFFICER],
  approval: { kind: 'maker-checker', by: [CONTROLLER] },
})

export const endPriority = defineCommand({
  name: 'dialogue-priority.end',
  record: 'dialogue-priority',
  kind: 'act',
  input: closed({}),
  who: [OFFICER],
  from: ['standing'],
  reason: 'required',
})

/** The priorities and meetings that public sources tell, once. */
export const openDialogue = defineCommand({
  name: 'dialogue-priority.open-dialogue',
  record: 'dialogue-priority',
  kind: 'create',
  input: closed({}),
  who: [OFFICER],
  approval: { kind: 'maker-checker', by: [CONTROLLER] },
})
