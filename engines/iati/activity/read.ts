import { Encoding } from '../xml/encoding.ts'
import { XmlFault } from '../xml/fault.ts'
import { LIMITS, type Limits } from '../xml/limits.ts'
import { LineCount } from '../xml/lines.ts'
import { Names } from '../xml/names.ts'
import { Reader, type Sink } from '../xml/reader.ts'
import { attributeText, innerText } from '../xml/values.ts'
import { activityOf, type ReadActivity } from './activity.ts'
import type { XmlNode } from './node.ts'

export type { ReadActivity } from './activity.ts'

/** Why reading stopped, with the line: not well-formed, past a bound, or no activities file. */
export interface ReadFault {
  readonly line: number
  readonly message: string
}

interface ActivityReader {
  push(chunk: Uint8Array): void
  /** @returns null where the whole document was read */
  end(): ReadFault | null
}

/**
 * Reads the activities of an IATI file, 2.x or 1.x, as its bytes come, one at a time; memory holds one. Nothing is judged by the
 * schema: what others publish is read as far as it can be told, and what is missing is null or ''. The same bounds and refusals as
 * in validation hold.
 */
export function createActivityReader(
  take: (activity: ReadActivity) => void,
  limits: Partial<Limits> = {},
): ActivityReader {
  return new Document(take, { ...LIMITS, ...limits })
}

class Document implements ActivityReader, Sink {
  private readonly encoding = new Encoding()
  private readonly names: Names
  private readonly reader: Reader
  private readonly lines: LineCount
  private readonly take: (activity: ReadActivity) => void
  private readonly limits: Limits
  private fault: ReadFault | null = null
  private readonly stack: { node: XmlNode; inner: number }[] = []
  private depth = 0
  private unitStart = Number.POSITIVE_INFINITY
  private elements = 0

  constructor(take: (activity: ReadActivity) => void, limits: Limits) {
    this.take = take
    this.limits = limits
    this.names = new Names(limits.namesMax)
    this.reader = new Reader(this.names, limits, this)
    this.lines = new LineCount(this.reader)
  }

  push(chunk: Uint8Array): void {
    this.guard(() => this.feed(this.encoding.push(chunk)))
  }

  end(): ReadFault | null {
    this.guard(() => {
      this.feed(this.encoding.finish())
      this.reader.finish()
    })
    return this.fault
  }

  private feed(bytes: Uint8Array): void {
    this.lines.before = this.encoding.skippedLines
    if (bytes.length > 0) this.reader.push(bytes)
  }

  private guard(work: () => void): void {
    if (this.fault !== null) return
    try {
      work()
    } catch (error) {
      if (!(error instanceof XmlFault)) throw error
      this.fault = { line: this.lines.at(error.offset), message: error.message }
    }
  }

  open(nameId: number, tagStart: number, tagEnd: number): void {
    this.depth++
    const name = this.names.text(nameId)
    if (this.depth === 1 && name !== 'iati-activities')
      throw new XmlFault(`<${name.slice(0, 60)}> where <iati-activities> was expected`, tagStart)
    if (this.depth === 2 && name === 'iati-activity') {
      this.unitStart = tagStart
      this.elements = 0
    }
    if (this.unitStart === Number.POSITIVE_INFINITY) return
    if (++this.elements > this.limits.unitElementsMax)
      throw new XmlFault(`more than ${this.limits.unitElementsMax} elements in one activity`, tagStart)
    const node: XmlNode = {
      name,
      attributes: this.attributes(),
      children: [],
      text: '',
      line: this.lines.at(tagStart),
    }
    this.stack.at(-1)?.node.children.push(node)
    this.stack.push({ node, inner: tagEnd })
  }

  close(tagStart: number): void {
    this.depth--
    const closed = this.stack.pop()
    if (closed === undefined) return
    const { buf, base } = this.reader
    // Text beside elements says nothing in IATI.
    if (closed.node.children.length === 0)
      closed.node.text = innerText(buf, closed.inner - base, tagStart - base)
    if (this.stack.length > 0) return
    this.lines.moveTo(tagStart)
    this.unitStart = Number.POSITIVE_INFINITY
    this.take(activityOf(closed.node))
  }

  characters(): void {
    // Read when the element ends.
  }

  keepFrom(): number {
    return this.unitStart
  }

  forget(offset: number): void {
    this.lines.moveTo(offset)
  }

  private attributes(): Record<string, string> {
    const { tag, buf, base } = this.reader
    const found: Record<string, string> = Object.create(null) as Record<string, string>
    for (let i = 0; i < tag.count; i++)
      found[this.names.text(tag.attributeIds[i]!)] = attributeText(
        buf,
        tag.starts[i]! - base,
        tag.ends[i]! - base,
        tag.plain[i] === 1,
      )
    return found
  }
}
