import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord } from '@basinet/kernel/contract'
import { closed, Day, nullable, OFFICER, Words } from '@basinet/funding/contract/fields'
import { CAPABILITY, LINE, Party, READERS } from './words.ts'

const FORMS = ['dialogue', 'working-group', 'technical', 'commission'] as const
const facts = {
  name: Words(200),
  form: Type.Enum(FORMS),
  /** Day, or the first of the month or year where the source says no more; `dateNote` says which. */
  heldOn: Day,
  dateNote: nullable(Words(200)),
  place: nullable(Words(120)),
  participants: Type.Array(Party, { maxItems: 60, uniqueItems: true }),
  source: nullable(Words(600)),
}

/** A meeting of the cooperation dialogue, or of one of its working groups. */
export const meeting = defineRecord({
  type: 'dialogue-meeting',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({ ...facts, minutes: nullable(Words(6000)), state: Type.Enum(['announced', 'held']) }),
  title: (b) => `${b.name}, ${b.heldOn}`,
  label: { class: 'official' },
  searched: {
    form: { kind: 'text', path: 'form' },
    heldOn: { kind: 'text', path: 'heldOn' },
    place: { kind: 'text', path: 'place' },
    state: { kind: 'text', path: 'state' },
  },
  columns: ['form', 'heldOn', 'place', 'state'],
  fullText: (b) => [b.minutes ?? '', ...b.participants],
  states: { path: 'state', all: ['announced', 'held'] },
  retention: { kind: 'nation-sets', parameter: 'retention.dialogue-meeting' },
  readers: READERS,
})
export type Meeting = Static<typeof meeting.body>

export const announceMeeting = defineCommand({
  name: 'dialogue-meeting.announce',
  record: 'dialogue-meeting',
  kind: 'create',
  input: closed(facts),
  who: [OFFICER],
})

/** It was held: its minutes, which later ones amend with a reason. */
export const minuteMeeting = defineCommand({
  name: 'dialogue-meeting.minute',
  record: 'dialogue-meeting',
  kind: 'act',
  input: closed({
    minutes: Words(6000),
    participants: Type.Array(Party, { maxItems: 60, uniqueItems: true }),
  }),
  who: [OFFICER],
  reason: 'required',
})
