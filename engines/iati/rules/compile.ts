import { compiledSchema } from '../schema/positions.ts'
import { Names } from '../xml/names.ts'
import { LIMITS } from '../xml/limits.ts'
import { caseCheck, type CaseCheck, type RuleScope } from './cases.ts'
import type { RuleCase, RulesetDocument } from './ruleset.ts'
import { compileXPath, nodesOf, textOfNode, truth, type Evaluate, type Node } from './xpath.ts'

interface CompiledCase {
  readonly id: string
  readonly severity: 'error' | 'warning'
  readonly message: string
  readonly condition: Evaluate | null
  readonly foreach: Evaluate | null
  readonly check: CaseCheck
}

export interface CompiledRuleset {
  /** Names its paths and the schema use; a document's names begin with these. */
  readonly names: Names
  /** Runs every rule on a unit; `tell` hears each case that fails, with the nodes that fail it. */
  readonly run: (scope: RuleScope, tell: Tell) => void
}

/** Reads a ruleset once; throws on a rule or path it does not understand, because a rule left out is a wrong verdict. */
export function compileRuleset(document: RulesetDocument): CompiledRuleset {
  const names = new Names(LIMITS.namesMax, compiledSchema().names)
  const contexts = Object.entries(document).map(([context, rules]) => ({
    nodes: compileXPath(context, names),
    cases: Object.entries(rules).flatMap(([rule, { cases }]) =>
      cases.flatMap((c) => compileCase(rule, c, names, null, new Set())),
    ),
  }))
  return {
    names,
    run: (scope, tell) => {
      for (const { nodes, cases } of contexts)
        for (const node of nodesOf(nodes(scope, 0)))
          for (const rule of cases) runCase(rule, scope, node, tell)
    },
  }
}

type Tell = (rule: CompiledCase, nodes: readonly Node[]) => void

function runCase(rule: CompiledCase, scope: RuleScope, node: Node, tell: Tell): void {
  if (rule.foreach === null) {
    runOnce(rule, scope, node, tell)
    return
  }
  const found = nodesOf(rule.foreach(scope, node))
  if (found.length === 0) return
  for (const value of new Set(found.map((n) => textOfNode(scope, n)))) {
    scope.variable = value
    runOnce(rule, scope, node, tell)
  }
}

function runOnce(rule: CompiledCase, scope: RuleScope, node: Node, tell: Tell): void {
  if (rule.condition !== null && !truth(rule.condition(scope, node))) return
  const wrong = rule.check(scope, node)
  if (wrong !== null) tell(rule, wrong.length === 0 ? [node] : wrong)
}

function compileCase(
  rule: string,
  source: RuleCase,
  names: Names,
  foreach: Evaluate | null,
  subs: ReadonlySet<string>,
): CompiledCase[] {
  const name = rule.replaceAll(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)
  if (name === 'loop') {
    const each = compileXPath(source.foreach ?? '', names)
    const inner = new Set(source.subs)
    return Object.entries(source.do ?? {}).flatMap(([r, { cases }]) =>
      cases.flatMap((c) => compileCase(r, c, names, each, inner)),
    )
  }
  // '$1' stands for the loop's value only in the keys the loop names; elsewhere it is these two characters.
  const xpath = (key: string, text: string): Evaluate => {
    const compiled = compileXPath(text, names)
    if (foreach === null || subs.has(key)) return compiled
    return (scope, node) => {
      const kept = scope.variable
      scope.variable = '$1'
      const value = compiled(scope, node)
      scope.variable = kept
      return value
    }
  }
  const info = source.ruleInfo
  return [
    {
      id: info?.id ?? name,
      severity: info?.severity === 'warning' ? 'warning' : 'error',
      message: info?.message ?? `the rule ${name} fails`,
      condition: source.condition === undefined ? null : xpath('condition', source.condition),
      foreach,
      check: caseCheck(name, source, xpath, names),
    },
  ]
}
