import { fail, ok, type Result } from '@basinet/kernel/contract'
import { formatWitnessAnswer, originOf, parseAddCheckpoint, type HttpAnswer } from '@basinet/transparency-log'
import {
  bytes,
  bytesUpTo,
  decodeCbor,
  encodeCbor,
  list,
  nullable,
  oneOf,
  readShape,
  text,
  tuple,
  uint,
  type Cbor,
} from '../wire/index.ts'
import type { LogAlarm } from './alarm.ts'
import { LEAVES_READ_MAX, type Mirror } from './mirror.ts'
import type { WitnessPort } from './port.ts'
import type { Witness } from './witness.ts'

const NOTE_MAX = 65_536
const UPLOAD_BYTES_MAX = 4_000_000
const ORIGIN_MAX = 200

/** A question to a witness: what, then its text, bytes and range as far as it has them. */
const callShape = tuple(
  oneOf('add-checkpoint', 'checkpoint', 'add-leaves', 'leaves'),
  text(NOTE_MAX),
  bytesUpTo(UPLOAD_BYTES_MAX),
  uint(),
  uint(),
)
/** An answer of C2SP tlog-witness or tlog-mirror: status, content type and body in UTF-8. */
const answerShape = tuple(uint(599), bytesUpTo(200), bytesUpTo(NOTE_MAX))
const noteShape = nullable(text(NOTE_MAX))
const leavesShape = nullable(list(bytes(32), LEAVES_READ_MAX))

const NONE = new Uint8Array(0)
const encoder = new TextEncoder()
const decoder = new TextDecoder()
const utf8 = (from: Uint8Array): string => decoder.decode(from)
const answered = ({ status, contentType, body }: HttpAnswer): Cbor => [
  status,
  encoder.encode(contentType),
  encoder.encode(body),
]

/** One request over the transport; null when the witness did not answer. */
export type WitnessCall = (request: Uint8Array) => Promise<Uint8Array | null>

/** A witness as its partner's node reaches it. */
export function remoteWitness(name: string, call: WitnessCall): WitnessPort {
  const ask = async (what: string, words: string, body: Uint8Array, begin = 0, end = 0) => {
    const given = await call(encodeCbor([what, words, body, begin, end]))
    const decoded = given === null ? null : decodeCbor(given)
    return decoded?.ok === true ? decoded.value : undefined
  }
  const http = (value: Cbor | undefined): HttpAnswer | null => {
    const read = value === undefined ? null : readShape(answerShape, value)
    if (read?.ok !== true) return null
    const [status, contentType, body] = read.value
    return { status, contentType: utf8(contentType), body: utf8(body) }
  }
  return {
    name,
    addCheckpoint: async (body) => http(await ask('add-checkpoint', body, NONE)),
    addLeaves: async (body) => http(await ask('add-leaves', '-', body)),
    async checkpoint(origin) {
      const value = await ask('checkpoint', origin, NONE)
      const read = value === undefined ? null : readShape(noteShape, value)
      return read?.ok === true ? { note: read.value } : null
    },
    async leaves(origin, begin, end) {
      const value = await ask('leaves', origin, NONE, begin, end)
      const read = value === undefined ? null : readShape(leavesShape, value)
      return read?.ok === true ? read.value : null
    },
  }
}

export interface WitnessAnswered {
  readonly bytes: Uint8Array
  /** Raise it here and send it to every member. */
  readonly alarm: LogAlarm | null
}

/**
 * Answers a partner's question. `ownOrigin` is the log of the nation that asks: only its own node's word counts for what does
 * not prove itself. Errors: `cbor.*`, `message.shape`, `witness.origin`.
 */
export async function answerWitnessCall(
  { witness, mirror }: { readonly witness: Witness; readonly mirror: Mirror },
  request: Uint8Array,
  ownOrigin: string,
): Promise<Result<WitnessAnswered>> {
  const decoded = decodeCbor(request)
  if (!decoded.ok) return decoded
  const read = readShape(callShape, decoded.value)
  if (!read.ok) return read
  const [what, words, body, begin, end] = read.value
  const quiet = (value: Cbor): Result<WitnessAnswered> => ok({ bytes: encodeCbor(value), alarm: null })
  switch (what) {
    case 'add-checkpoint': {
      const offered = parseAddCheckpoint(words)
      const own = offered.ok && originOf(offered.value.checkpoint) === ownOrigin
      const { answer, alarm } = await witness.addCheckpoint(words, own ? 'log' : 'other')
      return ok({ bytes: encodeCbor(answered(formatWitnessAnswer(answer))), alarm })
    }
    case 'add-leaves':
      return quiet(answered(await mirror.addLeaves(body)))
    case 'checkpoint':
      return words.length > ORIGIN_MAX
        ? fail('witness.origin', 'no such log', 'origin')
        : quiet(await witness.checkpoint(words))
    case 'leaves': {
      const leaves = await mirror.leaves(words, begin, end)
      return leaves.ok ? quiet(leaves.value) : leaves
    }
    default:
      throw new Error(`BUG: call ${JSON.stringify(what)}`)
  }
}
