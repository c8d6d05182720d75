import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, Ref } from '@basinet/kernel/contract'
import { cardAuthority } from './ten-print.ts'
import { BUREAU, CAPABILITY, closed, ENGINE, LINE, MANAGER, nullable, PURPOSE, Words } from './words.ts'

const BATCH_STATES = ['open', 'running', 'done', 'stopped'] as const
const facts = { name: Words(120), ...cardAuthority, place: Words(200), device: Words(120) }
const Count = Type.Integer({ minimum: 0 })

/** Many cards of one source: a tar archive of ANSI/NIST transactions, one a card. Cards of minors are not enrolled in bulk. */
export const printBatch = defineRecord({
  type: 'print-batch',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({
    ...facts,
    archive: nullable(Ref('file')),
    done: Count,
    failed: Count,
    problem: nullable(Words(300)),
    state: Type.Enum(BATCH_STATES),
  }),
  title: (b) => b.name,
  label: { class: 'restricted', personal: true, purposes: [PURPOSE] },
  searched: {
    name: { kind: 'text', path: 'name' },
    done: { kind: 'integer', path: 'done' },
    failed: { kind: 'integer', path: 'failed' },
    state: { kind: 'text', path: 'state' },
  },
  columns: ['name', 'done', 'failed', 'state'],
  states: { path: 'state', all: BATCH_STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.print-batch' },
  readers: [...BUREAU],
})
export type PrintBatch = Static<typeof printBatch.body>

export const openBatch = defineCommand({
  name: 'print-batch.open',
  record: 'print-batch',
  kind: 'create',
  input: closed(facts),
  who: [MANAGER],
})

/** Begins, or goes on where it stopped. */
export const startBatch = defineCommand({
  name: 'print-batch.start',
  record: 'print-batch',
  kind: 'act',
  input: closed({ archive: Ref('file') }),
  who: [MANAGER],
  from: ['open', 'stopped', 'done'],
})

export const noteBatch = defineCommand({
  name: 'print-batch.note',
  record: 'print-batch',
  kind: 'act',
  input: closed({ done: Count, failed: Count, problem: nullable(Words(300)), ended: Type.Boolean() }),
  who: [ENGINE],
  from: ['running'],
})
