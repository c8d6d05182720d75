import { equalBytes } from '../codelists/byte-set.ts'
import { LANGUAGE_RULE, type CodeRule } from '../codelists/rules.ts'
import type { Report } from '../report.ts'
import type { Names } from '../xml/names.ts'
import { XML_NAMESPACE, XSI_NAMESPACE, type Namespaces } from '../xml/namespaces.ts'
import type { Reader } from '../xml/reader.ts'
import { attributeText, innerText } from '../xml/values.ts'
import { ANY, type CompiledSchema, type Position } from './positions.ts'
import { fitsBytes, fitsText, SIMPLE_TYPES, STRING } from './simple-types.ts'

const SCHEMA_ID = '0.3.1'

interface Level {
  /** Null where nothing is declared: another namespace's element, or one that is not expected. */
  position: Position | null
  /** Children without a prefix are checked against the global elements (XML Schema part 1, 3.10.1, lax). */
  lax: boolean
  particle: number
  seen: boolean
  /** The order of children was broken and told; what follows in this element is not judged by order. */
  broken: boolean
  textTold: boolean
}

const newLevel = (): Level => ({
  position: null,
  lax: false,
  particle: 0,
  seen: false,
  broken: false,
  textTold: false,
})

/** Judges a document against the schema as it streams by, and its codes against the codelists. */
export class SchemaCheck {
  private readonly levels: Level[] = [newLevel()]
  private depth = 0
  private globals: ReadonlyMap<number, Position> = new Map()
  private readonly xmlLang: number
  private readonly vocabulary: number
  private readonly schema: CompiledSchema
  private readonly names: Names
  private readonly spaces: Namespaces
  private readonly report: Report
  private readonly codelists: boolean

  constructor(schema: CompiledSchema, names: Names, spaces: Namespaces, report: Report, codelists: boolean) {
    this.schema = schema
    this.names = names
    this.spaces = spaces
    this.report = report
    this.codelists = codelists
    this.xmlLang = names.idOf('xml:lang')
    this.vocabulary = names.idOf('vocabulary')
  }

  root(reader: Reader, name: string, tagStart: number): void {
    const position = this.schema.roots.get(name) ?? null
    this.globals = this.schema.globals[name === 'iati-activities' ? 0 : 1] ?? new Map()
    this.enter(position, false)
    if (position !== null) this.attributes(reader, position, tagStart)
  }

  /** `foreign`: of another namespace. */
  open(reader: Reader, nameId: number, foreign: boolean, tagStart: number): void {
    const level = this.levels[this.depth]!
    const { position } = level
    let child: Position | null = null
    let lax = foreign
    if (position === null || position.text === 'any') {
      if (!foreign && level.lax) child = this.globals.get(nameId) ?? null
      lax = level.lax
    } else if (position.text !== null)
      this.fault(tagStart, `<${this.name(nameId)}> inside an element that holds text only`)
    else if (!level.broken) child = this.advance(level, position, nameId, foreign, tagStart)
    this.enter(child, lax || child !== null)
    if (child !== null) this.attributes(reader, child, tagStart)
  }

  close(reader: Reader, tagStart: number, inner: number, end: number): void {
    const level = this.levels[this.depth--]!
    const { position } = level
    if (position === null) return
    if (position.text === null) {
      if (!level.broken) this.missing(level, position, position.childIds.length, tagStart)
      return
    }
    if (position.text !== 'any' && position.text !== STRING)
      this.content(reader, position, position.text, inner, end)
    if (this.codelists && position.textRules.length > 0) {
      const text = innerText(reader.buf, inner - reader.base, end - reader.base).trim()
      const bytes = new TextEncoder().encode(text)
      for (const rule of position.textRules)
        if (!rule.codes.has(bytes, 0, bytes.length)) this.codeFault(rule, inner, position.path, text)
    }
  }

  characters(start: number): void {
    const level = this.levels[this.depth]!
    if (level.position === null || level.position.text !== null || level.textTold) return
    level.textTold = true
    this.fault(start, `text in <${lastOf(level.position.path)}>, which holds elements only`)
  }

  private enter(position: Position | null, lax: boolean): void {
    this.depth++
    const level = (this.levels[this.depth] ??= newLevel())
    level.position = position
    level.lax = lax
    level.particle = 0
    level.seen = false
    level.broken = false
    level.textTold = false
  }

  /** The place of the next child; null where it is not expected, or another namespace's. */
  private advance(
    level: Level,
    position: Position,
    nameId: number,
    foreign: boolean,
    tagStart: number,
  ): Position | null {
    const wanted = foreign ? ANY : nameId
    const { childIds, childMany, children } = position
    let at = level.particle
    if (level.seen && childMany[at] === 0) at++
    for (; at < childIds.length; at++) {
      if (childIds[at] !== wanted) continue
      if (!this.missing(level, position, at, tagStart)) return null
      level.particle = at
      level.seen = true
      return children[at]!
    }
    level.broken = true
    const expected = this.expected(level, position)
    this.fault(
      tagStart,
      `<${this.name(nameId)}> is not expected in <${lastOf(position.path)}>${expected === '' ? '' : `; expected ${expected}`}`,
    )
    return null
  }

  /** False, told and the order given up, where a child that must be there before particle `until` is not. */
  private missing(level: Level, position: Position, until: number, tagStart: number): boolean {
    for (let at = level.particle; at < until; at++) {
      if (position.childLeast[at] === 0 || (at === level.particle && level.seen)) continue
      level.broken = true
      this.fault(tagStart, `<${lastOf(position.path)}> lacks <${this.name(position.childIds[at]!)}>`)
      return false
    }
    return true
  }

  private expected(level: Level, position: Position): string {
    const found: string[] = []
    const { childIds, childLeast, childMany } = position
    for (
      let at = level.seen && childMany[level.particle] === 0 ? level.particle + 1 : level.particle;
      at < childIds.length;
      at++
    ) {
      if (childIds[at] !== ANY) found.push(`<${this.name(childIds[at]!)}>`)
      if (childLeast[at] === 1 && !(at === level.particle && level.seen)) break
    }
    return found.slice(0, 6).join(', ')
  }

  private attributes(reader: Reader, position: Position, tagStart: number): void {
    const { tag } = reader
    const { attributeIds } = position
    let seen = 0
    for (let i = 0; i < tag.count; i++) {
      const id = tag.attributeIds[i]!
      let at = attributeIds.length - 1
      while (at >= 0 && attributeIds[at] !== id) at--
      if (at < 0) this.otherAttribute(reader, position, i)
      else {
        seen |= 1 << at
        const type = position.attributeTypes[at]!
        if (type !== STRING) this.value(reader, i, type)
        const rules = position.attributeRules[at]
        if (rules && this.codelists) this.codes(reader, position, i, rules)
      }
      if (this.codelists && id === this.xmlLang) this.code(reader, position, i, LANGUAGE_RULE)
    }
    const lacking = position.requiredMask & ~seen
    if (lacking === 0) return
    for (let at = 0; at < attributeIds.length; at++)
      if ((lacking & (1 << at)) !== 0)
        this.fault(tagStart, `<${lastOf(position.path)}> lacks the attribute ${this.name(attributeIds[at]!)}`)
  }

  private otherAttribute(reader: Reader, position: Position, i: number): void {
    const id = reader.tag.attributeIds[i]!
    const space = this.spaces.ofAttribute(id)
    if (space === 'xmlns') return
    const local = this.name(id).split(':')[1] ?? ''
    if (space === XSI_NAMESPACE) {
      const known = local === 'schemaLocation' || local === 'noNamespaceSchemaLocation'
      if (!known)
        this.fault(
          reader.tag.starts[i]!,
          `xsi:${local} is not allowed here: nothing may be nil or change its type`,
        )
    } else if (space === '' || space === null || !position.anyAttribute)
      this.fault(
        reader.tag.starts[i]!,
        `attribute ${this.name(id)} is not allowed on <${lastOf(position.path)}>`,
      )
    else if (space === XML_NAMESPACE && (local === 'lang' || local === 'space' || local === 'base'))
      this.value(
        reader,
        i,
        (SIMPLE_TYPES as readonly string[]).indexOf(local === 'base' ? 'anyURI' : `xml:${local}`),
      )
  }

  private value(reader: Reader, i: number, type: number): void {
    const { tag, buf, base } = reader
    const from = tag.starts[i]! - base
    const to = tag.ends[i]! - base
    if (fitsBytes(type, buf, from, to)) return
    const text = attributeText(buf, from, to, tag.plain[i] === 1)
    if (!fitsText(type, text))
      this.fault(
        tag.starts[i]!,
        `${this.name(tag.attributeIds[i]!)}="${short(text)}" is no ${typeName(type)}`,
      )
  }

  private content(reader: Reader, position: Position, type: number, inner: number, end: number): void {
    const from = inner - reader.base
    const to = end - reader.base
    if (fitsBytes(type, reader.buf, from, to)) return
    const text = innerText(reader.buf, from, to)
    if (!fitsText(type, text))
      this.fault(inner, `"${short(text)}" in <${lastOf(position.path)}> is no ${typeName(type)}`)
  }

  private codes(reader: Reader, position: Position, i: number, rules: readonly CodeRule[]): void {
    for (const rule of rules) {
      if (rule.vocabularies !== null && !this.vocabularyFits(reader, rule)) continue
      this.code(reader, position, i, rule)
    }
  }

  private vocabularyFits(reader: Reader, rule: CodeRule): boolean {
    const { tag, buf, base } = reader
    for (let i = 0; i < tag.count; i++) {
      if (tag.attributeIds[i] !== this.vocabulary) continue
      const from = tag.starts[i]! - base
      const length = tag.ends[i]! - base - from
      return rule.vocabularies!.some((v) => v.length === length && equalBytes(v, buf, from))
    }
    return rule.none
  }

  private code(reader: Reader, position: Position, i: number, rule: CodeRule): void {
    const { tag, buf, base } = reader
    const from = tag.starts[i]! - base
    const to = tag.ends[i]! - base
    if (rule.codes.has(buf, from, to)) return
    const text = attributeText(buf, from, to, tag.plain[i] === 1)
    this.codeFault(rule, tag.starts[i]!, `${position.path}/@${this.name(tag.attributeIds[i]!)}`, text)
  }

  private codeFault(rule: CodeRule, offset: number, path: string, text: string): void {
    this.report.add(
      rule.id,
      'error',
      offset,
      `"${short(text)}" at ${path} is not in the codelist ${rule.list}`,
    )
  }

  private fault(offset: number, message: string): void {
    this.report.add(SCHEMA_ID, 'critical', offset, message)
  }

  private name(id: number): string {
    return this.names.text(id)
  }
}

const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text)
const typeName = (type: number): string => SIMPLE_TYPES[type] ?? ''
const lastOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
