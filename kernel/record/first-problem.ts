import { Errors } from 'typebox/value'
import type { Failure } from '../contract/result.ts'
import { brokenRule } from './broken-rule.ts'

/** What one value does not fulfil. Dotted path ('' = the value itself), and what was expected there, in English and as a rule. */
export interface Problem extends Required<Pick<Failure, 'rule' | 'params'>> {
  readonly path: string
  readonly expected: string
}

interface SchemaError {
  readonly keyword: string
  readonly schemaPath: string
  readonly instancePath: string
  readonly params: object
  readonly message: string
}

interface Node {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Node[]
  readonly properties?: Readonly<Record<string, Node>>
}

const CHOICES_MAX = 24
const segments = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
const join = (...parts: string[]): string => parts.filter((part) => part !== '').join('.')
const listOf = (values: readonly unknown[]): string => values.slice(0, CHOICES_MAX).join(', ')

/** The first thing that is wrong, in a sentence that says what was expected; null when the schema finds nothing. */
export function firstProblem(schema: object, value: unknown): Problem | null {
  const found = (Errors(schema as never, value) as SchemaError[]).find((e) => e.keyword !== 'boolean')
  if (found === undefined) return null
  const union = found.schemaPath.indexOf('/anyOf/')
  if (union < 0) return plain(found)
  const place = follow(schema, value, found, union)
  const inner = ofUnion(place.node.anyOf ?? [], place.value)
  return inner === null ? plain(found) : { ...inner, path: join(place.path, inner.path) }
}

function plain(error: SchemaError): Problem {
  return { ...inEnglish(error), ...brokenRule(error) }
}

function inEnglish({
  keyword,
  instancePath,
  params,
  message,
}: SchemaError): Pick<Problem, 'path' | 'expected'> {
  const path = segments(instancePath).join('.')
  const told = params as {
    requiredProperties?: string[]
    additionalProperties?: string[]
    allowedValues?: unknown[]
    allowedValue?: unknown
  }
  if (keyword === 'required')
    return { path: join(path, told.requiredProperties?.[0] ?? ''), expected: 'is missing' }
  if (keyword === 'additionalProperties')
    return { path: join(path, told.additionalProperties?.[0] ?? ''), expected: 'is not known here' }
  if (told.allowedValues !== undefined)
    return { path, expected: `must be one of ${listOf(told.allowedValues)}` }
  if (keyword === 'const') return { path, expected: `must be ${String(told.allowedValue)}` }
  return { path, expected: message }
}

/** Schema and value where a union begins, along the path of an error inside it. */
function follow(schema: object, value: unknown, error: SchemaError, union: number) {
  const instance = segments(error.instancePath)
  const path: string[] = []
  let node: unknown = schema
  let inner = value
  const steps = segments(error.schemaPath.slice(0, union))
  for (const [i, step] of steps.entries()) {
    node = (node as Record<string, unknown> | undefined)?.[step]
    // A property's name and the items of a list go one step down in the value; keywords do not.
    if (steps[i - 1] !== 'properties' && step !== 'items' && step !== 'additionalProperties') continue
    const name = instance[path.length] ?? ''
    path.push(name)
    inner = (inner as Record<string, unknown> | undefined)?.[name]
  }
  return { node: (node ?? {}) as Node, value: inner, path: path.join('.') }
}

function ofUnion(branches: readonly Node[], value: unknown): Problem | null {
  if (branches.length === 0) return null
  const told = toldApart(branches, value)
  if (told !== null) return told
  const problems = branches.map((branch) => firstProblem(branch, value))
  const meant = problems.filter((p, i) => p !== null && typeFits(branches[i]!, value))
  if (meant.length > 0) return meant[0] ?? null
  const kinds = branches.map((b) => b.type ?? (b.enum === undefined ? String(b.const) : listOf(b.enum)))
  return { path: '', expected: `must be ${kinds.join(' or ')}`, ...ruleOfKinds(branches) }
}

/** Of a value that may be null the other kind says what is expected. */
function ruleOfKinds(branches: readonly Node[]): Pick<Problem, 'rule' | 'params'> {
  const [only, ...others] = branches.filter((b) => b.type !== 'null')
  if (only !== undefined && others.length === 0 && only.enum === undefined)
    return brokenRule({ keyword: 'type', params: { type: only.type } })
  return {
    rule: branches.some((b) => b.enum !== undefined || b.const !== undefined) ? 'choice' : 'wrong',
    params: {},
  }
}

/** Shapes with a constant of the same name in each: the constant says which is meant. */
function toldApart(branches: readonly Node[], value: unknown): Problem | null {
  const shapes = branches.filter((b) => b.properties !== undefined)
  const name = Object.keys(shapes[0]?.properties ?? {}).find((key) =>
    shapes.every((b) => b.properties?.[key]?.const !== undefined),
  )
  if (name === undefined || shapes.length < 2 || typeof value !== 'object' || value === null) return null
  const given = (value as Record<string, unknown>)[name]
  const meant = shapes.find((b) => b.properties?.[name]?.const === given)
  if (meant !== undefined) return firstProblem(meant, value)
  const choices = shapes.map((b) => b.properties?.[name]?.const)
  return { path: name, expected: `must be one of ${listOf(choices)}`, rule: 'choice', params: {} }
}

function typeFits(branch: Node, value: unknown): boolean {
  if (branch.type === undefined) return false
  if (branch.type === 'null') return value === null
  if (branch.type === 'array') return Array.isArray(value)
  if (branch.type === 'integer') return typeof value === 'number' && Number.isInteger(value)
  if (branch.type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value)
  return typeof value === branch.type
}
