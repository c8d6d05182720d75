import { fail, ok, type Result } from '@basinet/kernel/contract'
import {
  formatWitnessAnswer,
  HASH_BYTES,
  originOf,
  parseAddCheckpoint,
  type HttpAnswer,
} from '@basinet/transparency-log'
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
import { LEAVES_READ_MAX, LEAVES_SENT_MAX, type LeafRun, type Mirror } from './mirror.ts'
import type { WitnessPort } from './port.ts'
import type { Witness } from './witness.ts'

const NOTE_MAX = 65_536
const ORIGIN_MAX = 200

/** A question to a witness: what, then its text, leaf hashes and their range as far as it has them. */
const callShape = tuple(
  oneOf('add-checkpoint', 'add-restored', 'checkpoint', 'held', 'leaves'),
  text(NOTE_MAX),
  bytesUpTo(LEAVES_SENT_MAX * HASH_BYTES),
  uint(),
  uint(),
)
/** An answer of C2SP tlog-witness: status, content type and body in UTF-8. */
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
  const send = (what: string, body: string, { begin, hashes }: LeafRun) =>
    ask(what, body, Buffer.concat(hashes), begin, begin + hashes.length)
  const http = (value: Cbor | undefined): HttpAnswer | null => {
    const read = value === undefined ? null : readShape(answerShape, value)
    if (read?.ok !== true) return null
    const [status, contentType, body] = read.value
    return { status, contentType: utf8(contentType), body: utf8(body) }
  }
  return {
    name,
    addCheckpoint: async (body, leaves) => http(await send('add-checkpoint', body, leaves)),
    addRestored: async (body, leaves) => http(await send('add-restored', body, leaves)),
    async held(origin) {
      const value = await ask('held', origin, NONE)
      const read = value === undefined ? null : readShape(uint(), value)
      return read?.ok === true ? read.value : null
    },
    async checkpoint(origin) {
      const value = await ask('checkpoint', origin, NONE)
      const read = value === undefined ? null : readShape(noteShape, value)
      return read?.ok === true ? { note: read.value } : null
    },
    async leaves(origin, begin, end) {
      const value = await ask('leaves', origin, NONE, begin, end)
      const read = value === undefined ? null : readShape(leavesShape, value)
      return read?.ok === true ? { hashes: read.value } : null
    },
  }
}

export interface WitnessAnswered {
  readonly bytes: Uint8Array
  /** Raise it here and send it to every member. */
  readonly alarm: LogAlarm | null
  /** Put it on record here: what this witness alone had cosigned is lost to a restored log. */
  readonly loss: LogAlarm | null
  /** Origin of a log whose checkpoint was cosigned: its history stands. */
  readonly cosigned: string | null
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
  const quiet = (value: Cbor): Result<WitnessAnswered> =>
    ok({ bytes: encodeCbor(value), alarm: null, loss: null, cosigned: null })
  switch (what) {
    case 'add-checkpoint':
    case 'add-restored': {
      const leaves = leafRun(body, begin, end)
      if (leaves === null) return fail('witness.leaves', `expected ${end - begin} leaf hashes`, 'bytes')
      const offered = parseAddCheckpoint(words)
      const own = offered.ok && originOf(offered.value.checkpoint) === ownOrigin
      const from = own ? 'log' : 'other'
      const step =
        what === 'add-checkpoint'
          ? { ...(await witness.addCheckpoint(words, leaves, from)), loss: null }
          : await witness.addRestored(words, leaves, from)
      const { answer, alarm, loss } = step
      const cosigned = answer.status === 200 && offered.ok ? originOf(offered.value.checkpoint) : null
      return ok({ bytes: encodeCbor(answered(formatWitnessAnswer(answer))), alarm, loss, cosigned })
    }
    case 'held':
      return words.length > ORIGIN_MAX
        ? fail('witness.origin', 'no such log', 'origin')
        : quiet(await mirror.held(words))
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

/** Null when the bytes are not the hashes of this range. */
function leafRun(hashes: Uint8Array, begin: number, end: number): LeafRun | null {
  if (hashes.length !== (end - begin) * HASH_BYTES) return null
  return {
    begin,
    hashes: Array.from({ length: end - begin }, (_, i) => hashes.slice(i * HASH_BYTES, (i + 1) * HASH_BYTES)),
  }
}
