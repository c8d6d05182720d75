import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord } from '@basinet/kernel/contract'
import {
  AUDITOR,
  CAPABILITY,
  closed,
  CONTROLLER,
  Day,
  LINE,
  nullable,
  OFFICER,
  PORTAL,
  Words,
} from './words.ts'

const KINDS = ['report', 'letter', 'agreement', 'voucher', 'law', 'statement', 'web-page', 'other'] as const

const facts = {
  title: Words(300),
  kind: Type.Enum(KINDS),
  issuer: nullable(Words(200)),
  /** Date of the document; null where it bears none. */
  date: nullable(Day),
  url: nullable(Words(600)),
}

/** A document figures stand in. Its file is kept with it; every figure taken from it points here. */
export const sourceDocument = defineRecord({
  type: 'source-document',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({ ...facts, state: Type.Enum(['registered', 'withdrawn']) }),
  title: (b) => b.title.slice(0, 200),
  label: { class: 'official' },
  searched: {
    kind: { kind: 'text', path: 'kind' },
    issuer: { kind: 'text', path: 'issuer' },
    date: { kind: 'text', path: 'date' },
    url: { kind: 'text', path: 'url' },
    state: { kind: 'text', path: 'state' },
  },
  columns: ['kind', 'issuer', 'date', 'state'],
  fullText: (b) => [b.issuer ?? '', b.url ?? ''],
  states: { path: 'state', all: ['registered', 'withdrawn'] },
  retention: { kind: 'nation-sets', parameter: 'retention.source-document' },
  readers: [OFFICER, CONTROLLER, AUDITOR, PORTAL],
})
export type SourceDocument = Static<typeof sourceDocument.body>

export const registerDocument = defineCommand({
  name: 'source-document.register',
  record: 'source-document',
  kind: 'create',
  input: closed({ ...facts, public: Type.Boolean() }),
  who: [OFFICER],
})

/** Its issuer took it back, or it turned out not to be what it says; figures taken from it stay and show this. */
export const withdrawDocument = defineCommand({
  name: 'source-document.withdraw',
  record: 'source-document',
  kind: 'act',
  input: closed({}),
  who: [OFFICER],
  from: ['registered'],
  reason: 'required',
})
