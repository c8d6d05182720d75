import { Type } from 'typebox'
import { defineCommand, defineRecord, Ref } from '@basinet/kernel/contract'
import { closed, CONTROLLER, Nation, nullable, OFFICER, Words } from '@basinet/funding/contract/fields'
import { CAPABILITY, LINE, READERS } from './words.ts'

const facts = {
  name: Words(200),
  author: Words(120),
  meeting: nullable(Ref('dialogue-meeting')),
  summary: Words(2000),
}

/** A paper for a meeting; its file is kept with it, and goes where its label says. */
export const paper = defineRecord({
  type: 'dialogue-paper',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({ ...facts, state: Type.Enum(['draft', 'circulated', 'withdrawn']) }),
  title: (b) => b.name,
  label: { class: 'restricted' },
  searched: { author: { kind: 'text', path: 'author' }, state: { kind: 'text', path: 'state' } },
  columns: ['author', 'state'],
  fullText: (b) => [b.summary],
  states: { path: 'state', all: ['draft', 'circulated', 'withdrawn'] },
  retention: { kind: 'nation-sets', parameter: 'retention.dialogue-paper' },
  readers: READERS,
})

export const draftPaper = defineCommand({
  name: 'dialogue-paper.draft',
  record: 'dialogue-paper',
  kind: 'create',
  input: closed(facts),
  who: [OFFICER],
})

/** The label takes the nations it is for; the class stays or rises. A second person sees to whom it goes. */
export const circulatePaper = defineCommand({
  name: 'dialogue-paper.circulate',
  record: 'dialogue-paper',
  kind: 'act',
  input: closed({
    circulation: Type.Enum(['official', 'restricted', 'confidential']),
    nations: Type.Array(Nation, { minItems: 1, maxItems: 30, uniqueItems: true }),
  }),
  who: [OFFICER],
  from: ['draft'],
  approval: { kind: 'maker-checker', by: [CONTROLLER] },
})

export const withdrawPaper = defineCommand({
  name: 'dialogue-paper.withdraw',
  record: 'dialogue-paper',
  kind: 'act',
  input: closed({}),
  who: [OFFICER],
  from: ['draft', 'circulated'],
  reason: 'required',
})
