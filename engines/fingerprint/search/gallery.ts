import { quickScore, scoreOf } from '../match/compare.ts'
import { quickSupport } from '../match/align.ts'
import { bestPairs, type LocalPairs } from '../match/nearest.ts'
import { prepare, type Prepared } from '../match/prepared.ts'
import { SIGNATURE_BYTES } from '../match/signature.ts'
import { readCompact, writeCompact } from '../template/compact.ts'
import type { Template } from '../template/template.ts'
import { BLOCK_BYTES, HALF_BYTES, PLACES, writeBlock } from './block.ts'
import { SignatureStore } from './scan.ts'
import { TemplateStore, SLOT_BYTES } from './slots.ts'
import { tablesOf } from './tables.ts'
import { unpack, unpackPlaces } from './unpack.ts'

/** Share of the gallery of which it is asked whether any motion has support, and the least number; how many of those are laid on the probe; and compared in full. */
const SHORTLIST_SHARE = 0.02
const SHORTLIST_MIN = 2_000
const LAID_MAX = 1_000
const FINAL_MAX = 40
const PLACE_NUMBERS = Uint8Array.from({ length: PLACES }, (_, place) => place)

/** Bytes a finger takes: its block, its template, its sum in the scan. */
export const GALLERY_FINGER_BYTES = BLOCK_BYTES + SLOT_BYTES + 4

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
  readonly #templates = new TemplateStore()

  constructor(capacity = 1024) {
    this.#store = new SignatureStore(capacity)
  }

  get count(): number {
    return this.#store.count
  }

  /** Adds a finger; returns its number. */
  add(template: Template): number {
    const compact = writeCompact(template, SLOT_BYTES)
    writeBlock(readCompact(compact), this.#store.append())
    return this.#templates.push(compact)
  }

  /** Forgets a finger: its bytes are overwritten and its number is never given again. */
  remove(finger: number): void {
    if (!(finger >= 0 && finger < this.count)) return
    this.#templates.clear(finger)
    this.#store.at(finger).fill(0)
  }

  /** The `most` best fingers for a probe, best first: scan, support of a shortlist, quick geometry of its best, full comparison of their best. */
  search(probe: Template, most: number, shortlist = this.#usualShortlist()): Candidate[] {
    // As the gallery holds its own: both sides lose the same in rounding.
    const prepared = prepare(readCompact(writeCompact(probe, SLOT_BYTES)))
    const rows = firstHalves(prepared)
    this.#store.compareWith(rows)
    const pairsOf = (finger: number, count: number): LocalPairs => {
      const found = this.#store.nearest(rows.length, finger)
      const places = PLACE_NUMBERS.subarray(0, Math.min(PLACES, count))
      return bestPairs(found, found.length, 8 * HALF_BYTES, prepared.signed, places, true)
    }
    const supported = (finger: number): number => {
      const { placed, count } = unpackPlaces(this.#templates.at(finger))
      return quickSupport(placed, prepared, pairsOf(finger, count))
    }
    const laid = (finger: number): number => {
      const light = unpack(this.#templates.at(finger))
      return quickScore(light, prepared, pairsOf(finger, light.count))
    }
    const shortlisted = this.shortlist(prepared.template, shortlist)
    const first = bestOf(shortlisted, Math.max(most, LAID_MAX), supported)
    const second = bestOf(first, Math.max(most, FINAL_MAX), laid)
    return ranked(second, (finger) => scoreOf(prepared, prepare(this.template(finger)))).slice(0, most)
  }

  #usualShortlist(): number {
    return Math.max(SHORTLIST_MIN, Math.ceil(SHORTLIST_SHARE * this.count))
  }

  /** The template of a finger as the gallery keeps it. Throws for one that was removed. */
  template(finger: number): Template {
    if (!this.#templates.has(finger)) throw new Error(`no finger ${finger} in the gallery`)
    return readCompact(this.#templates.at(finger))
  }

  /** The fingers whose signatures are nearest to the probe's, best first. */
  shortlist(probe: Template, most: number): number[] {
    const sums = this.#store.scan(tablesOf(probe))
    const least = thresholdOf(sums, most)
    const found: number[] = []
    for (let i = 0; i < sums.length; i++) if (sums[i]! >= least && this.#templates.has(i)) found.push(i)
    return found.sort((a, b) => sums[b]! - sums[a]! || a - b).slice(0, most)
  }
}

function ranked(fingers: readonly number[], worth: (finger: number) => number): Candidate[] {
  return fingers.map((finger) => ({ finger, score: worth(finger) })).sort(byScore)
}

/** The `most` fingers that are worth most; all, and nothing asked, where there are no more. */
function bestOf(
  fingers: readonly number[],
  most: number,
  worth: (finger: number) => number,
): readonly number[] {
  if (fingers.length <= most) return fingers
  return ranked(fingers, worth)
    .slice(0, most)
    .map(({ finger }) => finger)
}

/** The halves of a probe's signatures that a gallery keeps. */
function firstHalves({ rows, signed }: Prepared): Uint8Array {
  const out = new Uint8Array(HALF_BYTES * signed.length)
  for (let m = 0; m < signed.length; m++)
    out.set(rows.subarray(SIGNATURE_BYTES * m, SIGNATURE_BYTES * m + HALF_BYTES), HALF_BYTES * m)
  return out
}

function byScore(a: Candidate, b: Candidate): number {
  return b.score - a.score || a.finger - b.finger
}

/** The sum that `most` fingers reach, by counting: sums stay below 32 x 60 x 60 / 16. */
function thresholdOf(sums: Int32Array, most: number): number {
  const counts = new Uint32Array(8192)
  for (let i = 0; i < sums.length; i++) counts[Math.min(8191, sums[i]!)]!++
  let left = most
  for (let value = 8191; value > 0; value--) {
    left -= counts[value]!
    if (left <= 0) return value
  }
  return 0
}
