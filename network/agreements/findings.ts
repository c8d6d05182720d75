import type { RecordDeclaration } from '@basinet/kernel/contract'
import { readShape } from '../wire/index.ts'
import type { Terms } from './terms.ts'
import { assembleText, placeOf } from './terms-text.ts'
import { agreementShape, checkText } from './text.ts'

/** One thing that keeps terms from being offered. Its words are `network.finding.<code>`. */
export interface TermsFinding {
  /** Dotted path in the input of the commands: `terms.subject.kinds.0.fields`. */
  readonly field: string
  readonly code: string
  /** What it is about, where the code alone does not say: a nation, a kind, fields. */
  readonly about: string
}

/** What terms are held against beside themselves. */
export interface Ground {
  readonly me: string
  readonly mode: 'demo' | 'service'
  readonly members: readonly string[]
  readonly record: (type: string) => Pick<RecordDeclaration, 'body' | 'realm'> | undefined
}

const ANY_NAME = { id: '00000000-0000-0000-0000-000000000000', version: 1, instrument: null }

/** Everything that stands against offering these terms, all at once; empty when they can be offered. */
export function findingsOf(terms: Terms, ground: Ground): TermsFinding[] {
  const text = assembleText(terms, ANY_NAME)
  const read = readShape(agreementShape, text as never)
  const found = checkText(text).map(({ field, code }): TermsFinding => ({
    field: placeOf(field),
    code,
    about: '',
  }))
  const place = read.ok ? null : placeOf(read.error.field ?? '')
  // Rules of the protocol are said in its own words, and only where no rule of agreements says it better.
  if (!read.ok && place !== null && found.every((f) => f.field !== place))
    found.push({ field: place, code: 'shape', about: read.error.message })
  const { parties } = terms.sides
  const strangers = parties.filter((n) => !ground.members.includes(n))
  if (strangers.length > 0)
    found.push({ field: 'terms.sides.parties', code: 'not-a-member', about: strangers.join(', ') })
  if (!parties.includes(ground.me))
    found.push({ field: 'terms.sides.parties', code: 'without-us', about: ground.me })
  if (terms.basis.exercise !== (ground.mode === 'demo'))
    found.push({ field: 'terms.basis.exercise', code: `exercise-${ground.mode}`, about: '' })
  return [...found, ...kindFindings(terms, ground)]
}

function kindFindings(terms: Terms, ground: Ground): TermsFinding[] {
  return terms.subject.kinds.flatMap(({ type, mode, fields }, i): TermsFinding[] => {
    const field = `terms.subject.kinds.${i}`
    const decl = ground.record(type)
    if (decl === undefined) return [{ field: `${field}.type`, code: 'kind-unknown', about: type }]
    if (decl.realm === 'witness' || decl.realm === 'integrity')
      return [{ field: `${field}.type`, code: 'kind-protected', about: type }]
    if (mode === 'hit')
      return fields.length === 0 ? [] : [{ field: `${field}.fields`, code: 'hit-with-fields', about: '' }]
    const lacking = missingFields(decl.body, fields)
    const strange = fields.filter((path) => !hasField(decl.body, path.split('.')))
    return [
      ...(lacking.length === 0
        ? []
        : [{ field: `${field}.fields`, code: 'mask-lacks', about: lacking.join(', ') }]),
      ...(strange.length === 0
        ? []
        : [{ field: `${field}.fields`, code: 'field-unknown', about: strange.join(', ') }]),
    ]
  })
}

interface Schema {
  readonly type?: string
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema | readonly Schema[]
  readonly anyOf?: readonly Schema[]
}

const mayBeNull = (schema: Schema | undefined): boolean =>
  schema?.type === 'null' || schema?.anyOf?.some(mayBeNull) === true

/** Fields that a recipient's node cannot do without: a copy without them would be refused there (`record.body`). */
export function missingFields(schema: object, fields: readonly string[]): string[] {
  if (fields.length === 0) return []
  const named = new Set(fields.map((path) => path.split('.')[0]))
  const { required = [], properties = {} } = schema as Schema
  return required.filter((name) => !named.has(name) && !mayBeNull(properties[name]))
}

function hasField(schema: Schema, path: readonly string[]): boolean {
  const [step, ...rest] = path
  if (step === undefined) return true
  const shapes = [schema, ...(schema.anyOf ?? [])]
  return shapes.some((shape) => {
    const inner = shape.properties?.[step]
    if (inner !== undefined) return hasField(inner, rest)
    const { items } = shape
    return items !== undefined && !Array.isArray(items) && hasField(items as Schema, path)
  })
}
