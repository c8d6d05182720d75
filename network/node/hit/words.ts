import {
  bytes,
  bytesUpTo,
  exactly,
  instant,
  list,
  map,
  nullable,
  oneOf,
  text,
  tuple,
  typeName,
  uint,
  uuid,
} from '../../wire/index.ts'
import { QUESTION_TOKENS_MAX } from '../../hit/index.ts'

const ELEMENT_BYTES = 32
const setName = text(60)
/** 16 bytes an output and some 400 a record's worth: far below an envelope's mebibyte. */
const OUTPUTS_BYTES_MAX = 400_000
const RECORDS_MAX = 50

/** A change of a holder's set, or with equal versions only its key. Outputs are concatenated. */
export const updateShape = map({
  v: exactly(1),
  class: setName,
  epoch: uint(),
  outputBytes: uint(32, 4),
  publicKey: bytes(ELEMENT_BYTES),
  from: uint(),
  to: uint(),
  added: bytesUpTo(OUTPUTS_BYTES_MAX),
  removed: bytesUpTo(OUTPUTS_BYTES_MAX),
  digest: bytes(32),
})

export const questionShape = map({
  v: exactly(1),
  id: uuid,
  class: setName,
  epoch: uint(),
  agreement: map({ id: uuid, version: uint(65_535, 1) }),
  purpose: text(64),
  unit: text(200),
  commitment: text(64, /^[0-9a-f]{64}$/),
  blinded: list(bytes(ELEMENT_BYTES), QUESTION_TOKENS_MAX, 1),
})

export const answerShape = map({
  v: exactly(1),
  id: uuid,
  refused: nullable(text(64, /^[a-z.-]+$/)),
  evaluated: list(bytes(ELEMENT_BYTES), QUESTION_TOKENS_MAX),
  proof: bytesUpTo(2 * ELEMENT_BYTES),
})

/** After a hit: the requester says what it hit on. From here the holder knows. */
export const requestShape = map({
  v: exactly(1),
  id: uuid,
  class: setName,
  epoch: uint(),
  caseNumber: text(60),
  outputs: list(text(64, /^[0-9a-f]{8,64}$/), QUESTION_TOKENS_MAX, 1),
})

/** About a question: not to go on with it, or that its decision is here. */
export const readyShape = map({ v: exactly(1), id: uuid })

/** What a person at the holder decided. */
export const decisionShape = map({
  v: exactly(1),
  id: uuid,
  decision: oneOf('confirmed', 'refused'),
  records: list(tuple(typeName, uuid), RECORDS_MAX),
  reason: nullable(text(1000)),
  at: instant,
  dueAt: nullable(instant),
})

/** What an engine at the holder is to compare: not blind, but encrypted to the holder alone. */
export const probeShape = map({
  v: exactly(1),
  id: uuid,
  kind: text(40, /^[a-z][a-z0-9-]*$/),
  agreement: map({ id: uuid, version: uint(65_535, 1) }),
  purpose: text(64),
  unit: text(200),
  caseNumber: text(60),
  format: text(100),
  content: bytesUpTo(900_000),
})

/** Candidates that a person did not exclude; the score as decimal text. */
export const probeAnswerShape = map({
  v: exactly(1),
  id: uuid,
  refused: nullable(text(1000)),
  candidates: list(
    tuple(
      uuid,
      uint(RECORDS_MAX, 1),
      text(30, /^-?\d+(\.\d+)?(e[+-]?\d+)?$/),
      text(100),
      oneOf('identification', 'exclusion', 'inconclusive'),
    ),
    RECORDS_MAX,
  ),
})
