/** One tag of a schema file with its children; text is not needed. */
interface Tag {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Tag[]
}

const TAG = /<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/g
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

export function parseTags(xml: string): Tag {
  const root: Tag = { name: '', attributes: {}, children: [] }
  const stack = [root]
  const clean = xml.replaceAll(/<!--[\s\S]*?-->/g, '').replaceAll(/<\?[\s\S]*?\?>/g, '')
  for (const [, closing, name = '', text = '', empty] of clean.matchAll(TAG)) {
    if (closing === '/') {
      stack.pop()
      continue
    }
    const attributes = Object.fromEntries(
      [...text.matchAll(ATTRIBUTE)].map(([, key = '', a, b]) => [key, a ?? b ?? '']),
    )
    const tag: Tag = { name: name.replace(/^xsd?:/, ''), attributes, children: [] }
    stack.at(-1)?.children.push(tag)
    if (empty !== '/') stack.push(tag)
  }
  return root.children[0] ?? root
}

/**
 * An XSD in the notation of `schema/notation.ts`: one line a type, keyed by global element, `#named type`, or
 * `parent/child` for a type written in place. Only what the IATI 2.03 files use: sequences of elements and wildcards,
 * simple content by extension, complex content by extension. Anything else throws.
 */
export function schemaOf(xsd: string, common: string): Record<string, string> {
  return new SchemaReader([...parseTags(xsd).children, ...parseTags(common).children]).read()
}

interface Parts {
  readonly attributes: string[]
  readonly content: string[]
  base: string | null
}

const simple = (type: string): string => type.replace(/^xsd?:/, '')

class SchemaReader {
  private readonly types: Record<string, string> = {}
  private readonly tops: readonly Tag[]

  constructor(tops: readonly Tag[]) {
    this.tops = tops
  }

  read(): Record<string, string> {
    for (const top of this.tops) {
      const { name = '', type } = top.attributes
      if (top.name === 'complexType') this.types[`#${name}`] = this.typeOf(top, `#${name}`)
      if (top.name !== 'element' || name in this.types) continue
      const inline = top.children.find((child) => child.name === 'complexType')
      if (type !== undefined) this.types[name] = /^xsd?:/.test(type) ? `= ${simple(type)}` : `#${type}`
      else this.types[name] = inline === undefined ? '= anyType' : this.typeOf(inline, name)
    }
    return this.types
  }

  private top(kind: string, name: string): Tag | undefined {
    return this.tops.find((t) => t.name === kind && t.attributes['name'] === name)
  }

  private attributeOf(tag: Tag): string {
    const { ref, use } = tag.attributes
    const declared = ref === undefined ? tag : this.top('attribute', ref)
    const name = ref ?? tag.attributes['name'] ?? ''
    const mark = use === 'required' ? '!' : ''
    const type = simple(declared?.attributes['type'] ?? (name === 'xml:lang' ? 'xml:lang' : 'string'))
    return `@${name}${mark}${type === 'string' ? '' : `:${type}`}`
  }

  private particle(tag: Tag, key: string): string {
    if (tag.name === 'any') return `any${occurs(tag)}`
    const { ref, name = '', type } = tag.attributes
    if (ref !== undefined) return `${ref}${occurs(tag)}`
    if (type !== undefined) return `${name}${occurs(tag)}=${/^xsd?:/.test(type) ? simple(type) : `#${type}`}`
    const inline = tag.children.find((child) => child.name === 'complexType')
    // XML Schema part 1, 3.3.2: no type at all is anyType.
    if (inline === undefined) return `${name}${occurs(tag)}=anyType`
    this.types[`${key}/${name}`] = this.typeOf(inline, `${key}/${name}`)
    return `${name}${occurs(tag)}=${key}/${name}`
  }

  private partsOf(tag: Tag, key: string): Parts {
    const out: Parts = { attributes: [], content: [], base: null }
    for (const child of tag.children) {
      if (child.name === 'attribute') out.attributes.push(this.attributeOf(child))
      else if (child.name === 'anyAttribute') out.attributes.push('@*')
      else if (child.name === 'sequence')
        out.content.push(...child.children.map((c) => this.particle(c, key)))
      else if (child.name === 'simpleContent' || child.name === 'complexContent') this.extend(out, child, key)
      else if (child.name !== 'annotation') throw new Error(`${key}: ${child.name} is not in the notation`)
    }
    return out
  }

  private extend(out: Parts, tag: Tag, key: string): void {
    const extension = tag.children.find((c) => c.name === 'extension')
    const base = extension?.attributes['base'] ?? ''
    const inner = this.partsOf(extension ?? tag, key)
    out.attributes.push(...inner.attributes)
    if (tag.name === 'simpleContent') {
      out.base = simple(base)
      return
    }
    const parent = this.partsOf(this.top('complexType', base) ?? tag, `#${base}`)
    out.attributes.unshift(...parent.attributes)
    out.content.push(...parent.content, ...inner.content)
  }

  private typeOf(tag: Tag, key: string): string {
    const { attributes, content, base } = this.partsOf(tag, key)
    return `${[...new Set(attributes)].join(' ')} ${base === null ? `| ${content.join(' ')}` : `= ${base}`}`.trim()
  }
}

const MARKS: Readonly<Record<string, string>> = {
  '1 1': '',
  '0 1': '?',
  '1 unbounded': '+',
  '0 unbounded': '*',
}

function occurs(tag: Tag): string {
  const { minOccurs: min = '1', maxOccurs: max = '1' } = tag.attributes
  const mark = MARKS[`${min} ${max}`]
  if (mark === undefined) throw new Error(`occurs ${min}..${max} is not in the notation`)
  return mark
}
