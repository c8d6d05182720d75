import type { Names } from './names.ts'
import type { TagScanner } from './tag.ts'

export const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace'
export const XSI_NAMESPACE = 'http://www.w3.org/2001/XMLSchema-instance'

/** How a name is written: alone, `xmlns`, `xmlns:p`, `p:name`. */
const KIND = { plain: 0, xmlns: 1, declares: 2, prefixed: 3 } as const

/** Namespaces in XML 1.0: which declarations are in force. */
export class Namespaces {
  private readonly kinds: number[] = []
  private readonly names: Names
  private readonly bound: { readonly depth: number; readonly prefix: string; readonly uri: string }[] = []
  private defaults = 0

  constructor(names: Names) {
    this.names = names
  }

  /** Takes the declarations of the tag at `depth`; `valueOf` reads an attribute's value. */
  open(tag: TagScanner, depth: number, valueOf: (index: number) => string): void {
    for (let i = 0; i < tag.count; i++) {
      const kind = this.kindOf(tag.attributeIds[i]!)
      if (kind !== KIND.xmlns && kind !== KIND.declares) continue
      const prefix = kind === KIND.xmlns ? '' : this.names.text(tag.attributeIds[i]!).slice(6)
      this.bound.push({ depth, prefix, uri: valueOf(i) })
      if (prefix === '') this.defaults++
    }
  }

  close(depth: number): void {
    while (this.bound.length > 0 && this.bound.at(-1)!.depth >= depth)
      if (this.bound.pop()!.prefix === '') this.defaults--
  }

  /** Namespace of an element; '' for none, null where its prefix is not declared. */
  ofElement(nameId: number): string | null {
    if (this.kindOf(nameId) !== KIND.prefixed) return this.defaults === 0 ? '' : (this.find('') ?? '')
    return this.ofPrefix(nameId)
  }

  /** Namespace of an attribute: without a prefix none. Declarations themselves answer 'xmlns'. */
  ofAttribute(nameId: number): string | null {
    const kind = this.kindOf(nameId)
    if (kind === KIND.plain) return ''
    return kind === KIND.prefixed ? this.ofPrefix(nameId) : 'xmlns'
  }

  /** True where a name is written without a prefix and declares nothing. */
  isPlain(nameId: number): boolean {
    return this.kindOf(nameId) === KIND.plain
  }

  private ofPrefix(nameId: number): string | null {
    const prefix = this.names.text(nameId).split(':', 1)[0]!
    return prefix === 'xml' ? XML_NAMESPACE : this.find(prefix)
  }

  private find(prefix: string): string | null {
    return this.bound.findLast((b) => b.prefix === prefix)?.uri ?? null
  }

  private kindOf(nameId: number): number {
    while (this.kinds.length <= nameId) {
      const name = this.names.text(this.kinds.length)
      this.kinds.push(
        name === 'xmlns'
          ? KIND.xmlns
          : name.startsWith('xmlns:')
            ? KIND.declares
            : name.includes(':')
              ? KIND.prefixed
              : KIND.plain,
      )
    }
    return this.kinds[nameId]!
  }
}
