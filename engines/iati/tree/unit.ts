import { XmlFault } from '../xml/fault.ts'
import type { Limits } from '../xml/limits.ts'
import type { Reader } from '../xml/reader.ts'
import { attributeText, innerText } from '../xml/values.ts'

const INITIAL = 256
/** A name of another namespace: no path of a rule means it. */
const FOREIGN = -1

/**
 * One activity or organisation as columns: elements in document order, values as offsets into the reader's window, which
 * is kept while the unit is open. Used again for the next unit, so a long document makes no garbage.
 */
export class Unit {
  count = 0
  names = new Int32Array(INITIAL)
  parents = new Int32Array(INITIAL)
  firsts = new Int32Array(INITIAL)
  lasts = new Int32Array(INITIAL)
  nexts = new Int32Array(INITIAL)
  /** Offsets of the tag, of what follows it, and of the end tag. */
  tags = new Int32Array(INITIAL)
  inners = new Int32Array(INITIAL)
  ends = new Int32Array(INITIAL)
  /** 1 where the element holds text of its own that is not blank. */
  texts = new Uint8Array(INITIAL)
  /** First attribute of an element; its last is before the next element's first. */
  attributesFrom = new Int32Array(INITIAL)
  attributeCount = 0
  attributeNames = new Int32Array(INITIAL)
  attributeStarts = new Int32Array(INITIAL)
  attributeEnds = new Int32Array(INITIAL)
  attributePlain = new Uint8Array(INITIAL)
  attributeOwners = new Int32Array(INITIAL)
  private current = -1
  private readonly limits: Limits

  constructor(limits: Limits) {
    this.limits = limits
  }

  reset(): void {
    this.count = 0
    this.attributeCount = 0
    this.current = -1
  }

  open(reader: Reader, nameId: number, foreign: boolean, tagStart: number, tagEnd: number): void {
    const node = this.count++
    if (node + 1 >= this.names.length) this.growElements(tagStart)
    this.names[node] = foreign ? FOREIGN : nameId
    this.parents[node] = this.current
    this.firsts[node] = -1
    this.lasts[node] = -1
    this.nexts[node] = -1
    this.tags[node] = tagStart
    this.inners[node] = tagEnd
    this.ends[node] = tagEnd
    this.texts[node] = 0
    if (this.current >= 0) {
      const last = this.lasts[this.current]!
      if (last < 0) this.firsts[this.current] = node
      else this.nexts[last] = node
      this.lasts[this.current] = node
    }
    this.current = node
    const { tag } = reader
    this.attributesFrom[node] = this.attributeCount
    for (let i = 0; i < tag.count; i++) {
      const at = this.attributeCount++
      if (at >= this.attributeNames.length) this.growAttributes()
      this.attributeNames[at] = tag.attributeIds[i]!
      this.attributeStarts[at] = tag.starts[i]!
      this.attributeEnds[at] = tag.ends[i]!
      this.attributePlain[at] = tag.plain[i]!
      this.attributeOwners[at] = node
    }
    this.attributesFrom[node + 1] = this.attributeCount
  }

  close(tagStart: number): void {
    this.ends[this.current] = tagStart
    this.current = this.parents[this.current]!
  }

  characters(): void {
    if (this.current >= 0) this.texts[this.current] = 1
  }

  elementText(reader: Reader, node: number): string {
    return innerText(reader.buf, this.inners[node]! - reader.base, this.ends[node]! - reader.base)
  }

  attributeText(reader: Reader, at: number): string {
    const { base, buf } = reader
    return attributeText(
      buf,
      this.attributeStarts[at]! - base,
      this.attributeEnds[at]! - base,
      this.attributePlain[at] === 1,
    )
  }

  /** Number of the attribute of this name, -1 where there is none. */
  attribute(node: number, nameId: number): number {
    const to = this.attributesFrom[node + 1]!
    for (let at = this.attributesFrom[node]!; at < to; at++) if (this.attributeNames[at] === nameId) return at
    return -1
  }

  private growElements(offset: number): void {
    const length = this.names.length * 2
    if (length > this.limits.unitElementsMax)
      throw new XmlFault(`more than ${this.limits.unitElementsMax} elements in one activity`, offset)
    const grow = (old: Int32Array): Int32Array<ArrayBuffer> => {
      const larger = new Int32Array(length)
      larger.set(old)
      return larger
    }
    this.names = grow(this.names)
    this.parents = grow(this.parents)
    this.firsts = grow(this.firsts)
    this.lasts = grow(this.lasts)
    this.nexts = grow(this.nexts)
    this.tags = grow(this.tags)
    this.inners = grow(this.inners)
    this.ends = grow(this.ends)
    this.attributesFrom = grow(this.attributesFrom)
    const texts = new Uint8Array(length)
    texts.set(this.texts)
    this.texts = texts
  }

  private growAttributes(): void {
    const length = this.attributeNames.length * 2
    const grow = (old: Int32Array): Int32Array<ArrayBuffer> => {
      const larger = new Int32Array(length)
      larger.set(old)
      return larger
    }
    this.attributeNames = grow(this.attributeNames)
    this.attributeStarts = grow(this.attributeStarts)
    this.attributeEnds = grow(this.attributeEnds)
    this.attributeOwners = grow(this.attributeOwners)
    const plain = new Uint8Array(length)
    plain.set(this.attributePlain)
    this.attributePlain = plain
  }
}
