import { compileRuleset, type CompiledRuleset } from './rules/compile.ts'
import type { RuleScope } from './rules/cases.ts'
import type { OrganisationIds } from './rules/ruleset.ts'
import standard from './rules/standard.json' with { type: 'json' }
import { offsetOfNode } from './rules/xpath.ts'
import { Report, type Fault } from './report.ts'
import { SchemaCheck } from './schema/check.ts'
import { compiledSchema } from './schema/positions.ts'
import { Unit } from './tree/unit.ts'
import { Encoding } from './xml/encoding.ts'
import { XmlFault } from './xml/fault.ts'
import { LIMITS, type Limits } from './xml/limits.ts'
import { LineCount } from './xml/lines.ts'
import { Names } from './xml/names.ts'
import { Namespaces } from './xml/namespaces.ts'
import { Reader, type Sink } from './xml/reader.ts'
import { attributeText } from './xml/values.ts'

export interface ValidateOptions {
  /** What counts as the future; milliseconds. */
  readonly now: number
  /** False to leave the schema, codelists or rules out; all are on. */
  readonly schema?: boolean
  readonly codelists?: boolean
  /** Another ruleset than the standard's, or false. */
  readonly ruleset?: CompiledRuleset | false
  readonly organisationIds?: OrganisationIds
  readonly limits?: Partial<Limits>
}

export interface Validation {
  /** No fault is critical: XML, version and schema are in order. */
  readonly valid: boolean
  readonly kind: 'activities' | 'organisations' | 'unknown'
  /** Activities or organisations read. */
  readonly units: number
  readonly errors: readonly Fault[]
  /** Faults past the bound, not listed. */
  readonly more: number
}

export interface Validator {
  push(chunk: Uint8Array): void
  end(): Validation
}

const XML_ID = '0.1.1'
const KIND_ID = '0.2.1'
const VERSION_ID = '0.6.1'
const UNIQUE_ID = '1.1.2'
const UNITS: Readonly<Record<string, string>> = {
  'iati-activities': 'iati-activity',
  'iati-organisations': 'iati-organisation',
}

let standardRules: CompiledRuleset | null = null

/** The published IATI 2.03 ruleset (IATI-Rulesets version-2.03, standard.json). */
export function standardRuleset(): CompiledRuleset {
  standardRules ??= compileRuleset(standard)
  return standardRules
}

/** Validates one document as its bytes come. Never throws for what the document says. */
export function createValidator(options: ValidateOptions): Validator {
  return new DocumentValidator(options)
}

/** Validates a document that is there whole. */
export function validate(bytes: Uint8Array, options: ValidateOptions): Validation {
  const validator = createValidator(options)
  validator.push(bytes)
  return validator.end()
}

class DocumentValidator implements Validator, Sink {
  private readonly reader: Reader
  private readonly names: Names
  private readonly spaces: Namespaces
  private readonly encoding = new Encoding()
  private readonly lines: LineCount
  private readonly report: Report
  private readonly schema: SchemaCheck | null
  private readonly rules: CompiledRuleset | null
  private readonly unit: Unit
  private readonly scope: RuleScope
  private readonly identifiers = new Set<string>()
  private kind: Validation['kind'] = 'unknown'
  private unitName = -1
  private readonly identifierName: number
  private depth = 0
  private inUnit = false
  private units = 0
  private stopped = false

  constructor(options: ValidateOptions) {
    const limits = { ...LIMITS, ...options.limits }
    const compiled = compiledSchema()
    this.rules = options.ruleset === false ? null : (options.ruleset ?? standardRuleset())
    this.names = new Names(limits.namesMax, this.rules?.names ?? compiled.names)
    this.reader = new Reader(this.names, limits, this)
    this.spaces = new Namespaces(this.names)
    this.lines = new LineCount(this.reader)
    this.report = new Report(limits.faultsMax, (offset) => this.lines.at(offset))
    this.unit = new Unit(limits)
    this.scope = {
      unit: this.unit,
      reader: this.reader,
      variable: '',
      now: options.now,
      ids: options.organisationIds ?? {},
    }
    this.identifierName = this.names.idOf('iati-identifier')
    this.schema =
      options.schema === false
        ? null
        : new SchemaCheck(compiled, this.names, this.spaces, this.report, options.codelists ?? true)
  }

  push(chunk: Uint8Array): void {
    this.guard(() => this.feed(this.encoding.push(chunk)))
  }

  end(): Validation {
    this.guard(() => {
      this.feed(this.encoding.finish())
      this.reader.finish()
    })
    const { valid, faults, more } = this.report
    return { valid, kind: this.kind, units: this.units, errors: faults, more }
  }

  private feed(bytes: Uint8Array): void {
    this.lines.before = this.encoding.skippedLines
    if (bytes.length > 0) this.reader.push(bytes)
  }

  private guard(work: () => void): void {
    if (this.stopped) return
    try {
      work()
    } catch (error) {
      this.stopped = true
      if (error instanceof Stop) return
      if (!(error instanceof XmlFault)) throw error
      this.report.add(XML_ID, 'critical', error.offset, error.message)
    }
  }

  open(nameId: number, tagStart: number, tagEnd: number): void {
    const { spaces, reader, schema } = this
    this.depth++
    spaces.open(reader.tag, this.depth, (i) => this.value(i))
    const space = spaces.ofElement(nameId)
    // A prefix that is not declared leaves the name as it stands: no element is called so.
    const foreign = space !== '' && space !== null
    if (this.depth === 1) this.root(nameId, foreign, tagStart)
    else schema?.open(reader, nameId, foreign, tagStart)
    if (this.depth === 2 && nameId === this.unitName && !foreign) {
      this.inUnit = true
      this.unit.reset()
    }
    if (this.inUnit) this.unit.open(reader, nameId, foreign, tagStart, tagEnd)
    this.innerStarts[this.depth] = tagEnd
  }

  private readonly innerStarts: number[] = []

  close(tagStart: number): void {
    this.schema?.close(this.reader, tagStart, this.innerStarts[this.depth]!, tagStart)
    if (this.inUnit) {
      this.unit.close(tagStart)
      if (this.depth === 2) this.unitDone()
    }
    this.spaces.close(this.depth)
    this.depth--
  }

  characters(start: number): void {
    this.schema?.characters(start)
    if (this.inUnit) this.unit.characters()
  }

  keepFrom(): number {
    // Text of a simple type is read when its element ends; a unit's values when the unit ends.
    return this.inUnit ? this.unit.tags[0]! : this.depth > 1 ? this.innerStarts[2]! : Infinity
  }

  forget(offset: number): void {
    this.lines.moveTo(offset)
  }

  private root(nameId: number, foreign: boolean, tagStart: number): void {
    const name = this.names.text(nameId)
    const unit = foreign ? undefined : UNITS[name]
    if (unit === undefined) {
      this.report.add(
        KIND_ID,
        'critical',
        tagStart,
        `<${name.slice(0, 60)}> is no IATI file: expected <iati-activities> or <iati-organisations>`,
      )
      throw new Stop()
    }
    this.kind = name === 'iati-activities' ? 'activities' : 'organisations'
    this.unitName = this.names.idOf(unit)
    const version = this.attribute('version')
    if (this.schema !== null && version !== null && /^\s*1\./.test(version)) {
      this.report.add(
        VERSION_ID,
        'critical',
        tagStart,
        `version ${version.trim().slice(0, 20)} of the standard is no longer supported: use 2.03`,
      )
      throw new Stop()
    }
    this.schema?.root(this.reader, name, tagStart)
  }

  private attribute(name: string): string | null {
    const { tag } = this.reader
    for (let i = 0; i < tag.count; i++)
      if (this.names.text(tag.attributeIds[i]!) === name) return this.value(i)
    return null
  }

  private value(i: number): string {
    const { tag, base, buf } = this.reader
    return attributeText(buf, tag.starts[i]! - base, tag.ends[i]! - base, tag.plain[i] === 1)
  }

  private unitDone(): void {
    this.units++
    const { unit, report } = this
    if (this.rules !== null) {
      this.identifierIsNew()
      this.rules.run(this.scope, (rule, nodes) => {
        const offset = offsetOfNode(unit, nodes[0]!)
        report.add(rule.id, rule.severity, offset, rule.message)
      })
    }
    this.inUnit = false
    this.lines.moveTo(unit.ends[0]!)
  }

  private identifierIsNew(): void {
    const { unit } = this
    for (let n = unit.firsts[0]!; n >= 0; n = unit.nexts[n]!) {
      if (unit.names[n] !== this.identifierName) continue
      const text = unit.elementText(this.reader, n).trim()
      if (this.identifiers.has(text))
        this.report.add(
          UNIQUE_ID,
          'error',
          unit.tags[n]!,
          `the activity identifier "${text.slice(0, 80)}" is used before in this file`,
        )
      this.identifiers.add(text)
      return
    }
  }
}

/** Nothing further is judged. */
class Stop extends Error {}
