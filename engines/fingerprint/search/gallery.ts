import { compare, prepare } from '../match/compare.ts'
import { COMPACT_MAX, readCompact, writeCompact } from '../template/compact.ts'
import type { Template } from '../template/template.ts'
import { quickScore, wordsOf } from './quick.ts'
import { FINGER_BYTES, SignatureStore } from './scan.ts'
import { SIGNATURES_MAX, signaturesOf } from './signature.ts'

/** Share of the gallery whose geometry is weighed, and the least number; and how many of those are compared in full. */
const SHORTLIST_SHARE = 0.02
const SHORTLIST_MIN = 2_000
const FINAL_MAX = 150

/** Bytes a finger takes at most: signatures, template, its length. */
export const GALLERY_FINGER_BYTES = FINGER_BYTES + COMPACT_MAX

export interface Candidate {
  /** Number that `add` gave. */
  readonly finger: number
  readonly score: number
}

/**
 * Fingers to search among: a scan of all signatures in WebAssembly picks a shortlist that is compared in full. Adding and
 * removing need no rebuild; more threads or machines each hold a gallery of their own and their answers are merged by score.
 */
export class Gallery {
  readonly #store: SignatureStore
  readonly #templates: (Uint8Array | null)[] = []

  constructor(capacity = 1024) {
    this.#store = new SignatureStore(capacity)
  }

  get count(): number {
    return this.#templates.length
  }

  /** Adds a finger; returns its number. */
  add(template: Template): number {
    const compact = writeCompact(template)
    signaturesOf(readCompact(compact), this.#store.append())
    return this.#templates.push(compact) - 1
  }

  /** Forgets a finger: its bytes are overwritten and its number is never given again. */
  remove(finger: number): void {
    this.#templates[finger]?.fill(0)
    this.#templates[finger] = null
    this.#store.at(finger).fill(0)
  }

  /** The `most` best fingers for a probe, best first: scan, quick geometry of a shortlist, full comparison of its best. */
  search(probe: Template, most: number, shortlist = this.#usualShortlist()): Candidate[] {
    // As the gallery holds its own: both sides lose the same in rounding.
    const rounded = readCompact(writeCompact(probe))
    const prepared = prepare(rounded)
    const signatures = new Uint8Array(FINGER_BYTES)
    signaturesOf(rounded, signatures)
    const words = wordsOf(signatures, rounded.x.length)
    const quick = this.shortlist(rounded, shortlist).map((finger) => {
      const template = this.template(finger)
      const score = quickScore(rounded, words, template, wordsOf(this.#store.at(finger), template.x.length))
      return { finger, score }
    })
    return quick
      .sort(byScore)
      .slice(0, Math.max(most, FINAL_MAX))
      .map(({ finger }) => ({ finger, score: compare(prepared, prepare(this.template(finger))).score }))
      .sort(byScore)
      .slice(0, most)
  }

  #usualShortlist(): number {
    return Math.max(SHORTLIST_MIN, Math.ceil(SHORTLIST_SHARE * this.count))
  }

  /** The template of a finger as the gallery keeps it. Throws for one that was removed. */
  template(finger: number): Template {
    const compact = this.#templates[finger]
    if (compact === undefined || compact === null) throw new Error(`no finger ${finger} in the gallery`)
    return readCompact(compact)
  }

  /** The fingers whose signatures are nearest to the probe's, best first. */
  shortlist(probe: Template, most: number): number[] {
    const signatures = new Uint8Array(FINGER_BYTES)
    signaturesOf(probe, signatures)
    const sums = this.#store.scan(signatures, Math.min(SIGNATURES_MAX, probe.x.length))
    const least = thresholdOf(sums, most)
    const found: number[] = []
    for (let i = 0; i < sums.length; i++) if (sums[i]! >= least && this.#templates[i] !== null) found.push(i)
    return found.sort((a, b) => sums[b]! - sums[a]! || a - b).slice(0, most)
  }
}

function byScore(a: Candidate, b: Candidate): number {
  return b.score - a.score || a.finger - b.finger
}

/** The sum that `most` fingers reach, by counting: sums stay below 32 x 22 x 22. */
function thresholdOf(sums: Int32Array, most: number): number {
  const counts = new Uint32Array(16_384)
  for (const sum of sums) counts[Math.min(16_383, sum)]!++
  let left = most
  for (let value = 16_383; value > 0; value--) {
    left -= counts[value]!
    if (left <= 0) return value
  }
  return 0
}
