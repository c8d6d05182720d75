import type { Names } from '../xml/names.ts'
import { oneOrAll } from './all.ts'
import { decimalSum, instantOf, yearLater } from './dates.ts'
import { prefixFits } from './organisation-ids.ts'
import type { OrganisationIds, RuleCase } from './ruleset.ts'
import { nodesOf, textOfNode, truth, type Evaluate, type Node, type Scope } from './xpath.ts'

export interface RuleScope extends Scope {
  /** Milliseconds. */
  readonly now: number
  readonly ids: OrganisationIds
}

/** Null where the rule holds; else the nodes that break it, none where something is lacking. */
export type CaseCheck = (scope: RuleScope, node: Node) => readonly Node[] | null
type Compile = (key: string, source: string) => Evaluate

const REGEX_CHARACTERS_MAX = 500

/** The check of one case (IATI-Rulesets SPEC, "Rule Names"). */
export function caseCheck(rule: string, source: RuleCase, xpath: Compile, names: Names): CaseCheck {
  const build = BUILDERS[rule]
  if (build === undefined) throw new Error(`the rule ${rule} is not known`)
  return build(source, xpath, names)
}

const BUILDERS: Readonly<Record<string, (source: RuleCase, xpath: Compile, names: Names) => CaseCheck>> = {
  no_more_than_one: (source, xpath) => {
    const paths = pathsOf(source, xpath)
    return (scope, node) => {
      const found = paths(scope, node)
      return found.length > 1 ? found.slice(1) : null
    }
  },
  atleast_one: (source, xpath) => {
    const paths = pathsOf(source, xpath)
    return (scope, node) => (paths(scope, node).length > 0 ? null : [])
  },
  dependent: (source, xpath) => {
    const paths = (source.paths ?? []).map((p) => xpath('paths', p))
    return (scope, node) => {
      const there = paths.map((p) => nodesOf(p(scope, node)).length > 0)
      return there.includes(true) && there.includes(false) ? [] : null
    }
  },
  only_one_of: (source, xpath) => {
    const paths = pathsOf(source, xpath)
    const excluded = pathsOf({ paths: source.excluded ?? [] }, xpath)
    return (scope, node) => {
      const found = paths(scope, node)
      if (excluded(scope, node).length > 0) return found.length === 0 ? null : found
      return found.length === 1 ? null : found
    }
  },
  one_or_all: (source, xpath, names) => oneOrAll(source, xpath('one', source.one ?? ''), names),
  if_then: (source, xpath) => {
    const test = xpath('if', source.if ?? '')
    const then = xpath('then', source.then ?? '')
    const paths = pathsOf(source, xpath)
    return (scope, node) =>
      truth(test(scope, node)) && !truth(then(scope, node)) ? paths(scope, node).slice(0, 1) : null
  },
  sum: strictSum,
  strict_sum: strictSum,
  range: (source, xpath) => {
    const paths = pathsOf(source, xpath)
    const { min = -Infinity, max = Infinity } = source
    // A value that is no number is the schema's to tell.
    return some(paths, (text) => Number(text) < min || Number(text) > max)
  },
  date_order: (source, xpath) => {
    const less = xpath('less', source.less ?? '')
    const more = source.more === 'NOW' ? null : xpath('more', source.more ?? '')
    return (scope, node) => {
      const starts = nodesOf(less(scope, node))
      if (starts.length === 0) return null
      const ends = more === null ? [scope.now] : instants(scope, nodesOf(more(scope, node)))
      const wrong = starts.filter((n) => {
        const at = instantOf(textOfNode(scope, n))
        return at !== null && ends.some((end) => at > end)
      })
      return wrong.length === 0 ? null : wrong
    }
  },
  date_now: (source, xpath) => {
    const date = pathsOf({ paths: [source.date ?? ''] }, xpath)
    return some(date, (text, scope) => (instantOf(text) ?? -Infinity) > scope.now)
  },
  time_limit: (source, xpath) => {
    const start = xpath('start', source.start ?? '')
    const end = xpath('end', source.end ?? '')
    return (scope, node) => {
      const ends = nodesOf(end(scope, node))
      // The nth start belongs to the nth end.
      const wrong = nodesOf(start(scope, node)).filter((n, i) => {
        const from = instantOf(textOfNode(scope, n))
        const to = ends[i] === undefined ? null : instantOf(textOfNode(scope, ends[i]))
        return from !== null && to !== null && to > yearLater(from)
      })
      return wrong.length === 0 ? null : wrong
    }
  },
  between_dates: (source, xpath) => {
    const date = pathsOf({ paths: [source.date ?? ''] }, xpath)
    const start = xpath('start', source.start ?? '')
    const end = xpath('end', source.end ?? '')
    return (scope, node) => {
      const [from = null] = instants(scope, nodesOf(start(scope, node)))
      const [to = null] = instants(scope, nodesOf(end(scope, node)))
      if (from === null || to === null) return null
      return some(date, (text) => {
        const at = instantOf(text)
        return at !== null && (at < from || at > to)
      })(scope, node)
    }
  },
  regex_matches: (source, xpath) => {
    const regex = regexOf(source)
    // An empty identifier holds no wrong character; that it is empty is told by other rules.
    return some(applicable(source, pathsOf(source, xpath)), (text) => text !== '' && !regex.test(text))
  },
  regex_no_matches: (source, xpath) => {
    const regex = regexOf(source)
    return some(pathsOf(source, xpath), (text) => regex.test(text))
  },
  startswith: (source, xpath) => {
    const paths = applicable(source, pathsOf(source, xpath))
    if (source.prefix?.includes('ORG-ID-PREFIX') === true)
      return some(paths, (text, scope) => !prefixFits(text, scope.ids))
    const prefixes = pathsOf({ paths: source.prefix ?? [source.start ?? ''] }, xpath)
    const separator = source.separator ?? ''
    return (scope, node) => {
      const starts = prefixes(scope, node).map((n) => textOfNode(scope, n) + separator)
      return some(paths, (text) => !starts.some((start) => text.startsWith(start)))(scope, node)
    }
  },
  unique: (source, xpath) => {
    const paths = pathsOf(source, xpath)
    return (scope, node) => {
      const seen = new Set<string>()
      const wrong = paths(scope, node).filter((n) => {
        const text = textOfNode(scope, n)
        if (seen.has(text)) return true
        seen.add(text)
        return false
      })
      return wrong.length === 0 ? null : wrong
    }
  },
  no_spaces: (source, xpath) => some(pathsOf(source, xpath), (text) => text !== text.trim()),
}

function strictSum(source: RuleCase, xpath: Compile): CaseCheck {
  const paths = pathsOf(source, xpath)
  const wanted = decimalSum([String(source.sum ?? 0)])
  if (wanted === null) throw new Error('a sum that is no number')
  return (scope, node) => {
    const found = paths(scope, node)
    if (found.length === 0) return null
    const sum = decimalSum(found.map((n) => textOfNode(scope, n)))
    // What is no decimal is the schema's to tell.
    if (sum === null) return null
    return sum.units * 10n ** BigInt(wanted.places) === wanted.units * 10n ** BigInt(sum.places)
      ? null
      : found.slice(0, 1)
  }
}

function pathsOf(
  source: Pick<RuleCase, 'paths'>,
  xpath: Compile,
): (scope: Scope, node: Node) => readonly Node[] {
  const paths = (source.paths ?? []).map((p) => xpath('paths', p))
  const [only] = paths
  if (paths.length === 1 && only !== undefined) return (scope, node) => nodesOf(only(scope, node))
  return (scope, node) => paths.flatMap((p) => nodesOf(p(scope, node)))
}

function some(
  paths: (scope: Scope, node: Node) => readonly Node[],
  wrong: (text: string, scope: RuleScope) => boolean,
): CaseCheck {
  return (scope, node) => {
    const nodes = paths(scope, node)
    if (nodes.length === 0) return null
    const found = nodes.filter((n) => wrong(textOfNode(scope, n), scope))
    return found.length === 0 ? null : found
  }
}

const instants = (scope: Scope, nodes: readonly Node[]): number[] =>
  nodes.map((n) => instantOf(textOfNode(scope, n))).filter((at) => at !== null)

/** Without those a publisher of the registry already uses (`idCondition`). */
function applicable(
  source: RuleCase,
  paths: (scope: Scope, node: Node) => readonly Node[],
): (scope: Scope, node: Node) => readonly Node[] {
  const condition = source.idCondition
  if (condition === undefined) return paths
  return (scope, node) => {
    const publishers = (scope as RuleScope).ids.publishers
    if (publishers === undefined) return paths(scope, node)
    return paths(scope, node).filter((n) => {
      const text = textOfNode(scope, n)
      if (condition === 'NOT_EXISTING_ORG_ID') return !publishers.has(text)
      return !publishers.values().some((publisher) => text.startsWith(publisher))
    })
  }
}

function regexOf(source: RuleCase): RegExp {
  const text = source.regex ?? ''
  if (text === '' || text.length > REGEX_CHARACTERS_MAX) throw new Error('a regex that is empty or too long')
  return new RegExp(text)
}
