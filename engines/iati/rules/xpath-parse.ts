/** The part of XPath 1.0 that IATI rulesets are written in, as a tree. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  /** `'$1'`: the value a loop is at. */
  | { readonly kind: 'variable' }
  | { readonly kind: 'call'; readonly name: 'count' | 'not' | 'number'; readonly argument: Expression }
  | {
      readonly kind: 'binary'
      readonly operator: Operator
      readonly left: Expression
      readonly right: Expression
    }
  | PathExpression

export type Operator = 'or' | 'and' | '=' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '|'

export interface PathExpression {
  readonly kind: 'path'
  /** '/' from the document, '//' anywhere, '' from where we are. */
  readonly from: '' | '/' | '//'
  readonly steps: readonly Step[]
}

export interface Step {
  readonly axis: 'child' | 'attribute' | 'parent' | 'text' | 'self'
  readonly name: string
  readonly predicates: readonly Expression[]
}

const TOKEN =
  /\s*(\/\/|\/|\.\.|\.|@|\[|\]|\(|\)|!=|<=|>=|[=<>|+,-]|'[^']*'|"[^"]*"|\d+(?:\.\d+)?|[A-Za-z_][\w:.-]*)/y
const LEVELS: readonly (readonly Operator[])[] = [
  ['or'],
  ['and'],
  ['=', '!='],
  ['<', '<=', '>', '>='],
  ['+', '-'],
  ['|'],
]
const DEPTH_MAX = 40

/** Throws with the place where the expression is not understood. */
export function parseXPath(source: string): Expression {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  while (source.slice(TOKEN.lastIndex).trim() !== '') {
    const at = TOKEN.lastIndex
    const found = TOKEN.exec(source)
    if (found === null) throw new Error(`XPath "${source}": not understood from character ${at + 1}`)
    tokens.push(found[1] ?? '')
  }
  const parser = new Parser(source, tokens)
  const expression = parser.binary(0, 0)
  parser.expectEnd()
  return expression
}

class Parser {
  private at = 0
  private readonly source: string
  private readonly tokens: readonly string[]

  constructor(source: string, tokens: readonly string[]) {
    this.source = source
    this.tokens = tokens
  }

  expectEnd(): void {
    if (this.at < this.tokens.length) this.fail()
  }

  binary(level: number, depth: number): Expression {
    if (depth > DEPTH_MAX) this.fail()
    const operators = LEVELS[level]
    if (operators === undefined) return this.primary(depth)
    let left = this.binary(level + 1, depth)
    for (;;) {
      const operator = operators.find((o) => o === this.tokens[this.at])
      if (operator === undefined) return left
      this.at++
      left = { kind: 'binary', operator, left, right: this.binary(level + 1, depth) }
    }
  }

  private primary(depth: number): Expression {
    const token = this.tokens[this.at] ?? ''
    if (/^\d/.test(token)) {
      this.at++
      return { kind: 'number', value: Number(token) }
    }
    if (/^['"]/.test(token)) {
      this.at++
      const value = token.slice(1, -1)
      return value === '$1' ? { kind: 'variable' } : { kind: 'string', value }
    }
    if (token === '(') {
      this.at++
      const inner = this.binary(0, depth + 1)
      this.take(')')
      return inner
    }
    if ((token === 'count' || token === 'not' || token === 'number') && this.tokens[this.at + 1] === '(') {
      this.at += 2
      const argument = this.binary(0, depth + 1)
      this.take(')')
      return { kind: 'call', name: token, argument }
    }
    return this.path(depth)
  }

  private path(depth: number): PathExpression {
    const first = this.tokens[this.at]
    const from = first === '/' || first === '//' ? first : ''
    if (from !== '') this.at++
    const steps = [this.step(depth)]
    while (this.tokens[this.at] === '/') {
      this.at++
      steps.push(this.step(depth))
    }
    return { kind: 'path', from, steps }
  }

  private step(depth: number): Step {
    const token = this.tokens[this.at++] ?? ''
    if (token === '..') return { axis: 'parent', name: '', predicates: [] }
    if (token === '.') return { axis: 'self', name: '', predicates: [] }
    const axis = token === '@' ? 'attribute' : 'child'
    const name = token === '@' ? (this.tokens[this.at++] ?? '') : token
    if (!/^[A-Za-z_]/.test(name)) this.fail()
    if (name === 'text' && this.tokens[this.at] === '(') {
      this.at++
      this.take(')')
      return { axis: 'text', name: '', predicates: [] }
    }
    const predicates: Expression[] = []
    while (this.tokens[this.at] === '[') {
      this.at++
      predicates.push(this.binary(0, depth + 1))
      this.take(']')
    }
    return { axis, name, predicates }
  }

  private take(token: string): void {
    if (this.tokens[this.at] !== token) this.fail()
    this.at++
  }

  private fail(): never {
    throw new Error(`XPath "${this.source}": "${this.tokens[this.at] ?? 'the end'}" is not understood`)
  }
}
