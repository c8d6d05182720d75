import { createHash } from 'node:crypto'
import { ok, type Result } from '@basinet/kernel/contract'
import {
  bytes,
  encodeCbor,
  exactly,
  instant,
  list,
  map,
  nullable,
  oneOf,
  readShape,
  text,
  toHex,
  tuple,
  type Cbor,
} from '../wire/index.ts'
import type { LogAlarm } from './alarm.ts'

const NOTE_MAX = 65_536
const PROOF_MAX = 64

const alarmShape = map({
  v: exactly(1),
  kind: oneOf('split-view', 'rollback', 'fork'),
  origin: text(200),
  at: instant,
  notes: tuple(text(NOTE_MAX), text(NOTE_MAX)),
  prefix: nullable(map({ root: bytes(32), proof: list(bytes(32), PROOF_MAX) })),
  message: text(500),
})

/** An alarm as nations tell it each other: content of an envelope `network.log-alarm`. */
export function alarmContent({ kind, origin, atMs, notes, prefix, message }: LogAlarm): Cbor {
  return {
    v: 1,
    kind,
    origin,
    at: atMs,
    notes: [...notes],
    prefix: prefix === null ? null : { root: prefix.root, proof: [...prefix.proof] },
    message,
  }
}

/** Errors: `message.shape`. */
export function readAlarm(content: Cbor): Result<LogAlarm> {
  const read = readShape(alarmShape, content)
  if (!read.ok) return read
  const { kind, origin, at, notes, prefix, message } = read.value
  return ok({ severity: 'red', kind, origin, atMs: at, notes, prefix, message })
}

/** Names an alarm by what it accuses of, so that every finder's word of one contradiction is one alarm. Hexadecimal. */
export function alarmId({ origin, notes }: LogAlarm): string {
  const trees = notes.map((note) => note.slice(0, note.indexOf('\n\n') + 1)).toSorted()
  return toHex(
    createHash('sha256')
      .update(encodeCbor([origin, ...trees]))
      .digest(),
  ).slice(0, 32)
}
