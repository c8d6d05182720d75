import { REPORT_FLAG } from '../stream/report.ts'
import { BACKSLASH, BANG, BLANK, COMMA, DOLLAR, find, HASH, hex2, hexPair, latin1, STAR } from './ascii.ts'
import { FragmentJoiner, MAX_PART_CHARS, type Fragment } from './fragments.ts'
import { LineSplitter, MAX_LINE_BYTES } from './line-splitter.ts'
import { PayloadGate, type FrameSink } from './payload-gate.ts'
import { isPghp, readPghp, type PghpTag } from './pghp.ts'
import { channelOf, emptyReception, talkerOf, type Reception } from './reception.ts'
import { mergeTags, readTagBlock, type TagBlock } from './tag-block.ts'
import { TagGroups } from './tag-groups.ts'
import { readTrailer } from './trailer.ts'

export interface ReaderOptions {
  acceptMissingChecksum: boolean
  fragmentTimeoutMs: number
}

const V = 86
const D = 68
const M = 77
const O = 79
const ZERO = 48
/** Most fill bits: an armoured character has six. */
const MAX_FILL_BITS = 5
/** `!AIVDM,1,1,,A,` and nothing behind it. */
const MIN_SENTENCE_BYTES = 14
/** Sentences looked for on one line: a bound on the work a hostile line can ask for. */
const MAX_SENTENCES_PER_LINE = 16
/** Characters of a foreign line quoted in a problem. */
const QUOTE_CHARS = 40

/** From bytes to payloads: lines, tag blocks, checksums, fragments. */
export class SentenceReader {
  lines = 0
  sentences = 0
  skipped = 0
  private readonly sink: FrameSink
  private readonly options: ReaderOptions
  private readonly splitter: LineSplitter
  private readonly joiner: FragmentJoiner
  private readonly gate: PayloadGate
  private readonly groups = new TagGroups()
  private readonly at = emptyReception()
  private readonly fragment: Fragment = { key: 0, total: 0, number: 0, receivedMs: 0 }
  private receivedMs = 0
  private onLine = 0
  private tag: TagBlock | null = null
  private readonly pghp: PghpTag = { timeMs: null, stationMmsi: -1, sentenceChecksum: -1 }
  private pghpHeld = false

  constructor(sink: FrameSink, options: ReaderOptions) {
    this.sink = sink
    this.options = options
    this.splitter = new LineSplitter(this)
    this.joiner = new FragmentJoiner(this, options.fragmentTimeoutMs)
    this.gate = new PayloadGate(sink)
  }

  push(chunk: Uint8Array, receivedMs: number): void {
    this.receivedMs = receivedMs
    this.splitter.push(chunk)
  }

  end(): void {
    this.splitter.end()
    this.joiner.end()
  }

  incomplete(line: number, total: number, seen: number): void {
    this.sink.problem(line, 'fragment.incomplete', `expected ${total} fragments, found ${seen}`)
  }

  tooLong(): void {
    this.lines++
    this.sink.problem(this.lines, 'line.too-long', `expected at most ${MAX_LINE_BYTES} bytes`)
  }

  line(buf: Uint8Array, start: number, end: number): void {
    this.lines++
    this.onLine = 0
    const first = buf[start]
    if (first === BANG) this.sentence(buf, start, end)
    else if (first === BACKSLASH) this.tagged(buf, start, end)
    else this.other(buf, start, end)
  }

  private other(buf: Uint8Array, start: number, end: number): void {
    let at = start
    while (at < end && buf[at]! <= BLANK) at++
    if (at === end || buf[at] === HASH) {
      this.skipped++
      return
    }
    if (buf[at] === DOLLAR) {
      this.skipped++
      if (isPghp(buf, at)) this.timeTag(buf, at, end)
      return
    }
    if (buf[at] === BANG) return this.sentence(buf, at, end)
    if (buf[at] === BACKSLASH) return this.tagged(buf, at, end)
    const inner = this.findSentence(buf, at, end)
    if (inner >= 0) return this.sentence(buf, inner, end)
    const quote = latin1(buf, at, Math.min(end, at + QUOTE_CHARS))
    this.sink.problem(this.lines, 'line.unrecognised', `expected an NMEA sentence, found "${quote}"`)
  }

  /** Position of `!xxVDM,` or `!xxVDO,` in [from, to), or −1: loggers put their own text before it. */
  private findSentence(buf: Uint8Array, from: number, to: number): number {
    for (let p = find(buf, BANG, from, to); p >= 0; p = find(buf, BANG, p + 1, to)) {
      if (p + 6 < to && isVdmOrVdo(buf, p)) return p
    }
    return -1
  }

  private timeTag(buf: Uint8Array, start: number, end: number): void {
    const wrong = readPghp(this.pghp, buf, start, end)
    this.pghpHeld = wrong === null
    if (wrong !== null) this.sink.problem(this.lines, 'pghp.format', wrong)
  }

  /** One or more tag blocks, then a sentence; alone on a line they hold for the next line. */
  private tagged(buf: Uint8Array, start: number, end: number): void {
    let at = start
    while (at < end && buf[at] === BACKSLASH) {
      const read = readTagBlock(buf, at, end)
      at = read.next
      if (read.ok) this.tag = mergeTags(this.tag, this.groups.complete(read.tag))
      else this.sink.problem(this.lines, read.code, read.message)
    }
    while (at < end && buf[at]! <= BLANK) at++
    if (at === end) {
      this.skipped++
      return
    }
    if (buf[at] === BANG) this.sentence(buf, at, end)
    else this.other(buf, at, end)
  }

  /** A line that begins with '!' at `start`. */
  private sentence(buf: Uint8Array, start: number, end: number): void {
    if (!isVdmOrVdo(buf, start) || start + MIN_SENTENCE_BYTES > end) {
      if (start + 6 < end && isVdmOrVdo(buf, start)) this.malformed(buf, start, end)
      else this.skipped++
      this.tag = null
      return
    }
    let sum = 0
    let star = start + 1
    for (; star < end && buf[star] !== STAR; star++) sum ^= buf[star]!
    if (star === end) star = -1
    if (!this.checked(buf, sum, star, end)) {
      this.clearTags()
      this.next(buf, start + 1, end)
      return
    }
    const tail = star < 0 ? end : star + 3
    this.sentences++
    this.fields(buf, start, star < 0 ? end : star, tail, end)
    this.clearTags()
    if (tail < end) this.next(buf, tail, end)
  }

  /** A further sentence on the same line: two written without a line feed, or one behind the stump of another. */
  private next(buf: Uint8Array, from: number, end: number): void {
    if (++this.onLine >= MAX_SENTENCES_PER_LINE) return
    const next = this.findSentence(buf, from, end)
    if (next >= 0) this.sentence(buf, next, end)
  }

  private clearTags(): void {
    this.tag = null
    this.pghpHeld = false
  }

  /** `sum`: exclusive or of what stands before the star. */
  private checked(buf: Uint8Array, sum: number, star: number, end: number): boolean {
    if (star < 0 || star + 3 > end) {
      if (star < 0 && this.options.acceptMissingChecksum) return true
      this.sink.problem(this.lines, 'sentence.checksum-missing', 'expected *hh after the fill bits')
      return false
    }
    if (hexPair(buf, star + 1) === sum) return true
    const found = latin1(buf, star + 1, star + 3)
    this.sink.problem(this.lines, 'sentence.checksum', `expected *${hex2(sum)}, found *${found}`)
    return false
  }

  private malformed(buf: Uint8Array, start: number, end: number): void {
    const quote = latin1(buf, start, Math.min(end, start + QUOTE_CHARS))
    const expected = 'expected !ttVDM,fragments,fragment,sequence,channel,payload,fill*hh'
    this.sink.problem(this.lines, 'sentence.format', `${expected}, found "${quote}"`)
  }

  /** The fields of a sentence whose checksum is right; `star` ends them, [tail, end) follows the checksum. */
  private fields(buf: Uint8Array, start: number, star: number, tail: number, end: number): void {
    const total = buf[start + 7]! - ZERO
    const number = buf[start + 9]! - ZERO
    if (buf[start + 8] !== COMMA || buf[start + 10] !== COMMA) return this.malformed(buf, start, star)
    let p = start + 11
    let sequence = 0
    while (p < star && buf[p]! >= ZERO && buf[p]! <= ZERO + 9 && sequence < 100) {
      sequence = sequence * 10 + buf[p]! - ZERO + 1
      p++
    }
    if (buf[p] !== COMMA) return this.malformed(buf, start, star)
    const channelAt = p + 1
    const payload = find(buf, COMMA, channelAt, star) + 1
    if (payload === 0) return this.malformed(buf, start, star)
    const comma = find(buf, COMMA, payload, star)
    if (comma < 0) return this.malformed(buf, start, star)
    if (total < 1 || total > 9 || number < 1 || number > total) {
      const found = latin1(buf, start + 7, start + 10)
      this.sink.problem(
        this.lines,
        'sentence.fragment-count',
        `expected n of 1 to 9 fragments, found ${found}`,
      )
      return
    }
    const fill = comma + 1 === star ? 0 : buf[comma + 1]! - ZERO
    if (star - comma > 2 || fill < 0 || fill > MAX_FILL_BITS) {
      const found = latin1(buf, comma + 1, star)
      this.sink.problem(this.lines, 'payload.fill-bits', `expected 0 to ${MAX_FILL_BITS}, found "${found}"`)
      return
    }
    this.receive(buf, start, channelAt, payload - 1)
    if (tail < end && buf[tail] === COMMA) readTrailer(this.at, buf, tail, end)
    this.applyTags(buf, star)
    if (total === 1) {
      this.gate.payload(this.at, buf, payload, comma, fill)
      return
    }
    this.part(buf, payload, comma, fill, total, number, sequence)
  }

  private receive(buf: Uint8Array, start: number, channelAt: number, channelEnd: number): void {
    const at = this.at
    at.line = this.lines
    at.talker = talkerOf(buf[start + 1]!, buf[start + 2]!)
    at.own = buf[start + 5] === O
    at.channel =
      channelEnd - channelAt === 1 ? channelOf(buf[channelAt]!) : latin1(buf, channelAt, channelEnd)
    at.station = null
    at.timeMs = null
    at.signalDbm = null
    at.tag = null
    at.flags = 0
  }

  private applyTags(buf: Uint8Array, star: number): void {
    const at = this.at
    if (buf[star] !== STAR) at.flags |= REPORT_FLAG.unchecked
    if (this.pghpHeld) {
      const pghp = this.pghp
      const sum = hexPair(buf, star + 1)
      if (pghp.sentenceChecksum < 0 || pghp.sentenceChecksum === sum) {
        at.timeMs = pghp.timeMs ?? at.timeMs
        if (pghp.stationMmsi >= 0) at.station = String(pghp.stationMmsi)
      }
    }
    const tag = this.tag
    if (tag !== null) {
      at.tag = tag
      at.timeMs = tag.timeMs ?? at.timeMs
      at.station = tag.source ?? at.station
    }
  }

  private part(
    buf: Uint8Array,
    from: number,
    to: number,
    fill: number,
    total: number,
    number: number,
    sequence: number,
  ): void {
    if (to - from > MAX_PART_CHARS) {
      this.sink.problem(this.lines, 'payload.too-long', `expected at most ${MAX_PART_CHARS} characters`)
      return
    }
    const at = this.at
    const fragment = this.fragment
    fragment.key = keyOf(at, sequence)
    fragment.total = total
    fragment.number = number
    fragment.receivedMs = this.receivedMs
    const result = this.joiner.add(fragment, at, buf, from, to)
    if (result === 'complete')
      this.gate.payload(this.at, this.joiner.joined, 0, this.joiner.joinedChars, fill)
    else if (result === 'orphan') {
      this.sink.problem(at.line, 'fragment.orphan', `fragment ${number} of ${total} without its first`)
    } else if (result === 'mismatch') {
      this.sink.problem(
        at.line,
        'fragment.mismatch',
        `fragment ${number} of ${total} does not continue its message`,
      )
    }
  }
}

function isVdmOrVdo(buf: Uint8Array, start: number): boolean {
  const last = buf[start + 5]
  return (
    buf[start + 3] === V && buf[start + 4] === D && (last === M || last === O) && buf[start + 6] === COMMA
  )
}

function keyOf(at: Reception, sequence: number): number {
  const talker = (at.talker.charCodeAt(0) << 8) | at.talker.charCodeAt(1)
  const channel = at.channel === '' ? 0 : at.channel.charCodeAt(0)
  return (talker * 256 + channel) * 4096 + sequence * 2 + (at.own ? 1 : 0)
}
