import { editionsOf } from '../block/editions.ts'
import { readRecords, type ReadRecords } from '../block/read-records.ts'
import type { Cat247 } from '../generated/cat247.gen.ts'
import type { EditionCode } from '../runtime/edition-code.ts'
import type { EditionChoice } from '../stream/api.ts'
import type { Announced } from './announced.ts'
import { doubtsOf } from './plausibility.ts'
import { CATEGORY_SHIFT, sourceKey, sourceOfKey } from './source-key.ts'

/** Records of a source after which its edition stands, unless a block contradicts it. */
const TRIAL_RECORDS = 64
/** Sources kept; beyond it the oldest is forgotten and found anew. */
const SOURCES_MAX = 4096

interface Score {
  readonly code: EditionCode
  unread: number
  doubts: number
}

interface Source {
  scores: Score[]
  records: number
  /** Chosen for good. */
  settled: boolean
  best: Score
  how: EditionChoice['how']
  told: string
  /** Announcements known when it was chosen. */
  version: number
}

interface Latest {
  readonly bytes: Uint8Array
  readonly from: number
  readonly result: ReadRecords
  readonly source: Source
  readonly key: number
}

/** Finds for each source of each category the edition that reads all its records, and keeps watching. */
export class EditionChooser {
  private readonly sources = new Map<number, Source>()
  /** What `observe` read last, so that `read` need not do it again. */
  private latest: Latest | null = null
  private readonly given: Readonly<Record<number, string>>
  private readonly announced: Announced
  private readonly tell: (choice: EditionChoice) => void

  constructor(
    given: Readonly<Record<number, string>>,
    announced: Announced,
    tell: (choice: EditionChoice) => void,
  ) {
    this.given = given
    this.announced = announced
    this.tell = tell
  }

  /** Reads or tries a block. True when the edition of its source, or while that is being found any, reads all of it. */
  observe(category: number, bytes: Uint8Array, from: number, to: number): boolean {
    const key = sourceKey(category, bytes, from, to)
    const source = this.sourceAt(key, category)
    if (!source.settled) return this.trial(source, key, bytes, from, to)
    if (source.version !== this.announced.version) this.choose(source, key)
    const result = readRecords(source.best.code, bytes, from, to)
    if (result.damaged && this.fitsAnother(source, bytes, from, to)) {
      startAnew(source)
      return this.trial(source, key, bytes, from, to)
    }
    this.latest = { bytes, from, result, source, key }
    return !result.damaged
  }

  /** Reads a block by the edition of its source as known by now, and says the choice when it is new. */
  read(category: number, bytes: Uint8Array, from: number, to: number): ReadRecords {
    const { latest } = this
    if (latest !== null && latest.bytes === bytes && latest.from === from) {
      this.say(latest.source, latest.key)
      return latest.result
    }
    const key = sourceKey(category, bytes, from, to)
    const source = this.sourceAt(key, category)
    if (source.version !== this.announced.version) this.choose(source, key)
    this.say(source, key)
    return readRecords(source.best.code, bytes, from, to)
  }

  private fitsAnother(source: Source, bytes: Uint8Array, from: number, to: number): boolean {
    return source.scores.some(
      (score) => score !== source.best && !readRecords(score.code, bytes, from, to).damaged,
    )
  }

  private trial(source: Source, key: number, bytes: Uint8Array, from: number, to: number): boolean {
    this.latest = null
    let clean = false
    let most = 1
    for (const score of source.scores) {
      const { records, damaged } = readRecords(score.code, bytes, from, to)
      if (damaged) score.unread++
      else clean = true
      for (const record of records) score.doubts += doubtsOf(record)
      if (!damaged) most = Math.max(most, records.length)
    }
    source.records += most
    this.choose(source, key)
    if (key >> CATEGORY_SHIFT === 247) this.note(readRecords(source.best.code, bytes, from, to))
    source.settled = source.records >= TRIAL_RECORDS && source.best.unread === 0
    return clean
  }

  /** Announcements count from when they are seen, also for blocks held back. */
  private note(read: ReadRecords): void {
    for (const record of read.records) this.announced.note(record as Cat247)
  }

  private choose(source: Source, key: number): void {
    source.version = this.announced.version
    const { sac, sic } = sourceOfKey(key)
    const codes = source.scores.map((score) => score.code)
    const announced = this.announced.nearest(sac, sic, codes)
    const ranked = source.scores.toSorted((a, b) => a.unread - b.unread || a.doubts - b.doubts)
    const first = ranked[0]!
    const said = ranked.find((score) => score.code === announced && score.unread === first.unread)
    source.best = said ?? first
    source.how = said === undefined ? (source.how === 'given' ? 'given' : 'tried') : 'announced'
  }

  private say(source: Source, key: number): void {
    const { code, unread, doubts } = source.best
    if (source.told === code.edition) return
    source.told = code.edition
    const alike = source.scores.filter((s) => s !== source.best && s.unread === unread && s.doubts === doubts)
    this.tell({
      ...sourceOfKey(key),
      edition: code.edition,
      how: source.how,
      records: source.records,
      unread,
      doubts,
      alike: alike.map((score) => score.code.edition),
    })
  }

  private sourceAt(key: number, category: number): Source {
    const known = this.sources.get(key)
    if (known !== undefined) return known
    const given = this.given[category]
    const all = editionsOf(category)
    const codes = given === undefined ? all : all.filter((code) => code.edition === given)
    const scores = codes.map((code) => ({ code, unread: 0, doubts: 0 }))
    if (scores.length === 0)
      throw new Error(`BUG: category ${category} edition ${given ?? ''} is not carried`)
    const how = given === undefined ? 'tried' : 'given'
    const source: Source = { scores, records: 0, settled: false, best: scores[0]!, how, told: '', version: 0 }
    if (this.sources.size >= SOURCES_MAX) this.sources.delete(this.sources.keys().next().value ?? key)
    this.sources.set(key, source)
    return source
  }
}

/** Forgets what was seen, because a settled edition no longer fits. */
function startAnew(source: Source): void {
  for (const score of source.scores) {
    score.unread = 0
    score.doubts = 0
  }
  source.records = 0
  source.settled = false
}
