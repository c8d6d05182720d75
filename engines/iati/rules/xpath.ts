import type { Unit } from '../tree/unit.ts'
import type { Names } from '../xml/names.ts'
import type { Reader } from '../xml/reader.ts'
import { parseXPath, type Expression, type Operator, type PathExpression, type Step } from './xpath-parse.ts'

/** What an expression is asked of. */
export interface Scope {
  readonly unit: Unit
  readonly reader: Reader
  /** Value of `'$1'`. */
  variable: string
}

/** A node of a unit: element ×3, attribute ×3+1, the text of an element ×3+2. The parent of the unit's element is -1. */
export type Node = number
export type Value = number | string | boolean | readonly Node[]
export type Evaluate = (scope: Scope, node: Node) => Value

/** Text of a node. */
export function textOfNode(scope: Scope, node: Node): string {
  const id = Math.floor(node / 3)
  return node % 3 === 1
    ? scope.unit.attributeText(scope.reader, id)
    : scope.unit.elementText(scope.reader, id)
}

/** Where a node stands in the document. */
export function offsetOfNode(unit: Unit, node: Node): number {
  const id = Math.floor(node / 3)
  return node % 3 === 1 ? unit.attributeStarts[id]! : unit.tags[id]!
}

export function compileXPath(source: string, names: Names): Evaluate {
  return compile(parseXPath(source), names)
}

/** Nodes of a path; an expression that answers anything else has none. */
export function nodesOf(value: Value): readonly Node[] {
  return Array.isArray(value) ? (value as readonly Node[]) : []
}

export function truth(value: Value): boolean {
  return Array.isArray(value)
    ? value.length > 0
    : typeof value === 'number'
      ? value !== 0 && !Number.isNaN(value)
      : value !== false && value !== ''
}

function compile(expression: Expression, names: Names): Evaluate {
  switch (expression.kind) {
    case 'number':
    case 'string': {
      const { value } = expression
      return () => value
    }
    case 'variable':
      return (scope) => scope.variable
    case 'call': {
      const argument = compile(expression.argument, names)
      if (expression.name === 'not') return (scope, node) => !truth(argument(scope, node))
      if (expression.name === 'count') return (scope, node) => nodesOf(argument(scope, node)).length
      return (scope, node) => numeric(scope, argument(scope, node))
    }
    case 'binary':
      return binary(expression.operator, compile(expression.left, names), compile(expression.right, names))
    case 'path':
      return path(expression, names)
    default:
      throw new Error('BUG: an unknown expression')
  }
}

function binary(operator: Operator, left: Evaluate, right: Evaluate): Evaluate {
  switch (operator) {
    case 'or':
      return (scope, node) => truth(left(scope, node)) || truth(right(scope, node))
    case 'and':
      return (scope, node) => truth(left(scope, node)) && truth(right(scope, node))
    case '|':
      return (scope, node) => [...nodesOf(left(scope, node)), ...nodesOf(right(scope, node))]
    case '+':
      return (scope, node) => numeric(scope, left(scope, node)) + numeric(scope, right(scope, node))
    case '-':
      return (scope, node) => numeric(scope, left(scope, node)) - numeric(scope, right(scope, node))
    default:
      return (scope, node) => compare(scope, operator, left(scope, node), right(scope, node))
  }
}

function numeric(scope: Scope, value: Value): number {
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  const text = typeof value === 'string' ? value : value.length === 0 ? '' : textOfNode(scope, value[0]!)
  return /^\s*-?(?:\d+(?:\.\d*)?|\.\d+)\s*$/.test(text) ? Number(text) : Number.NaN
}

/** XPath 1.0 3.4: a set is equal to a value where one of its nodes is. */
function compare(scope: Scope, operator: Operator, left: Value, right: Value): boolean {
  if (Array.isArray(left))
    return (left as readonly Node[]).some((node) => compare(scope, operator, textOfNode(scope, node), right))
  if (Array.isArray(right))
    return (right as readonly Node[]).some((node) => compare(scope, operator, left, textOfNode(scope, node)))
  const equality = operator === '=' || operator === '!='
  if (equality && typeof left === 'string' && typeof right === 'string')
    return (left === right) === (operator === '=')
  const a = numeric(scope, left)
  const b = numeric(scope, right)
  if (operator === '=') return a === b
  if (operator === '!=') return a !== b
  if (operator === '<') return a < b
  if (operator === '<=') return a <= b
  return operator === '>' ? a > b : a >= b
}

/** Most paths of most rules find nothing: no array is made to say so. */
const NONE: readonly Node[] = []

const ROOTS = new Set(['iati-activities', 'iati-organisations'])

function path(expression: PathExpression, names: Names): Evaluate {
  const { from } = expression
  const steps =
    from === '/' && ROOTS.has(expression.steps[0]?.name ?? '') ? expression.steps.slice(1) : expression.steps
  const compiled = steps.map((step) => compileStep(step, names))
  const [first] = steps
  const firstId = first === undefined || first.name === '' ? -1 : names.idOf(first.name)
  if (from === '' && compiled.length === 1) return compiled[0]!
  return (scope, node) => {
    let nodes: readonly Node[]
    if (from === '') nodes = compiled[0]!(scope, node)
    else nodes = first === undefined ? NONE : starts(scope, firstId, from === '//', first, names)
    for (let i = 1; i < compiled.length && nodes.length > 0; i++) {
      const step = compiled[i]!
      nodes = nodes.length === 1 ? step(scope, nodes[0]!) : nodes.flatMap((n) => step(scope, n))
    }
    return nodes
  }
}

/** The unit itself, or every element of a name in it. */
function starts(scope: Scope, nameId: number, anywhere: boolean, step: Step, names: Names): readonly Node[] {
  const { unit } = scope
  const found: Node[] = []
  const to = anywhere ? unit.count : Math.min(1, unit.count)
  for (let n = 0; n < to; n++) if (unit.names[n] === nameId) found.push(n * 3)
  return step.predicates.length === 0 ? found : filter(scope, found, step, names)
}

const predicatesOf = new WeakMap<Step, readonly Evaluate[]>()

function filter(scope: Scope, found: readonly Node[], step: Step, names: Names): readonly Node[] {
  let tests = predicatesOf.get(step)
  if (tests === undefined) {
    tests = step.predicates.map((p) => compile(p, names))
    predicatesOf.set(step, tests)
  }
  let nodes = found
  for (const test of tests)
    nodes = nodes.filter((n, i) => {
      const value = test(scope, n)
      return typeof value === 'number' ? value === i + 1 : truth(value)
    })
  return nodes
}

function compileStep(step: Step, names: Names): (scope: Scope, node: Node) => readonly Node[] {
  const id = step.name === '' ? -1 : names.idOf(step.name)
  const tests = step.predicates.length > 0
  switch (step.axis) {
    case 'self':
      return (_, node) => [node]
    case 'parent':
      return ({ unit }, node) => {
        const up =
          node % 3 === 0
            ? unit.parents[node / 3]!
            : node % 3 === 1
              ? unit.attributeOwners[Math.floor(node / 3)]!
              : Math.floor(node / 3)
        return up < 0 ? NONE : [up * 3]
      }
    case 'text':
      return ({ unit }, node) => (node % 3 === 0 && unit.texts[node / 3] === 1 ? [node + 2] : NONE)
    case 'attribute':
      return ({ unit }, node) => {
        const at = node % 3 === 0 ? unit.attribute(node / 3, id) : -1
        return at < 0 ? NONE : [at * 3 + 1]
      }
    case 'child':
      return (scope, node) => {
        const { unit } = scope
        if (node % 3 !== 0) return NONE
        const { names: ids, nexts } = unit
        let n = unit.firsts[node / 3]!
        while (n >= 0 && ids[n] !== id) n = nexts[n]!
        if (n < 0) return NONE
        const found: Node[] = [n * 3]
        for (n = nexts[n]!; n >= 0; n = nexts[n]!) if (ids[n] === id) found.push(n * 3)
        return tests ? filter(scope, found, step, names) : found
      }
    default:
      throw new Error('BUG: an unknown axis')
  }
}
