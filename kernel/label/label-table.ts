import { classRank, VETTED_FROM } from '../contract/label.ts'

/**
 * The one table of reading rules. Each rule is a SQL condition over a row's label columns (`{r}` is the row) and one
 * field of the sealed subject (`{s.x}`). Lists, maps, search, thread and row-level security are all emitted from it;
 * Cedar (`kernel/policy`) states the same independently, and a property test holds the two equal.
 */
export interface LabelRule {
  readonly id: string
  readonly sql: string
  readonly why: string
}

const vettedFrom = classRank(VETTED_FROM)

export const LABEL_RULES: readonly LabelRule[] = [
  { id: 'class', sql: '{r}.class <= {s.clearance}', why: 'clearance is below the class' },
  {
    id: 'vetted',
    sql: `({r}.class < ${vettedFrom} OR {s.vetted_until} > {s.at})`,
    why: 'no unexpired vetting for this class',
  },
  {
    id: 'released',
    sql: '({r}.owner = {s.nation} OR {s.nation} = ANY ({r}.release_to) OR {s.nation} = ANY ({r}.display_only))',
    why: 'not released to the nation',
  },
  { id: 'handling', sql: '{r}.handling <@ {s.handling}', why: 'a handling caveat is not held' },
  {
    id: 'purpose',
    sql: `({r}.purposes = '{}' OR {s.purpose} = ANY ({r}.purposes))`,
    why: 'the purpose in force does not cover it',
  },
  {
    id: 'personal',
    sql: '(NOT {r}.personal OR {s.purpose} IS NOT NULL)',
    why: 'personal data needs a stated purpose',
  },
  { id: 'juvenile', sql: '(NOT {r}.juvenile OR {s.juvenile})', why: 'juvenile records are isolated' },
  { id: 'sealed', sql: '(NOT {r}.sealed OR {s.sealed})', why: 'the record is sealed' },
  { id: 'lease', sql: '({r}.lease_until IS NULL OR {r}.lease_until > {s.at})', why: 'the lease ran out' },
  {
    id: 'erase',
    sql: `({r}.erase_by IS NULL OR {r}.erase_by > {s.at} OR {r}.holds <> '{}')`,
    why: 'the record is due for erasure',
  },
]

/** Every label column of a record row, in table order, with its SQL type. */
export const LABEL_COLUMNS: readonly (readonly [name: string, type: string])[] = [
  ['owner', 'text NOT NULL'],
  ['class', 'smallint NOT NULL CHECK (class BETWEEN 0 AND 4)'],
  ['release_to', 'text[] NOT NULL'],
  ['display_only', 'text[] NOT NULL'],
  ['handling', 'text[] NOT NULL'],
  ['purposes', 'text[] NOT NULL'],
  ['personal', 'boolean NOT NULL'],
  ['juvenile', 'boolean NOT NULL'],
  ['sealed', 'boolean NOT NULL'],
  ['keep_until', 'timestamptz'],
  ['erase_by', 'timestamptz'],
  ['holds', 'text[] NOT NULL'],
  ['lease_until', 'timestamptz'],
  ['onward', 'text NOT NULL'],
  ['sources', 'text[] NOT NULL'],
  ['exercise', 'boolean NOT NULL'],
]

/**
 * The planner multiplies a guess for each rule and takes nearly all records for unreadable; it then sorts the whole table
 * rather than walk an index to its LIMIT (measured at 1,000,000 records: a page of 200 took 1,100 ms). `NULLIF(…) IS NOT
 * NULL` is the same condition, which it takes for nearly always true.
 */
const likely = (condition: string): string => `NULLIF(\n    ${condition}, false) IS NOT NULL`

function emit(rules: readonly LabelRule[], row: string, field: (name: string) => string): string {
  const conditions = rules.map((rule) =>
    rule.sql.replaceAll('{r}', row).replaceAll(/\{s\.([a-z_]+)\}/g, (_, name: string) => field(name)),
  )
  return likely(conditions.join('\n    AND '))
}

/**
 * The reading predicate as SQL. Subject fields become scalar sub-selects, which PostgreSQL evaluates once a statement
 * (InitPlan) and not once a row; the seal check inside `subject_now` would otherwise run a million times.
 */
export function labelPredicate(row: string, rules: readonly LabelRule[] = LABEL_RULES): string {
  return emit(rules, row, (name) => `(SELECT (basinet.subject_now()).${name})`)
}

/** The same over variables of a function that has read the subject into `s` once. */
export function labelPredicateInFunction(row: string): string {
  return emit(LABEL_RULES, row, (name) => `s.${name}`)
}

/** Rules that time alone turns: what stood under them was readable until then. */
const OF_TIME: readonly string[] = ['lease', 'erase']

/**
 * Whether the subject `s` of a function could read a record while it stood under the label `row`, which it took on at the
 * instant `since`. A record past its lease or its day of erasure is one that it could.
 */
export function labelPredicateBefore(row: string, since: string): string {
  const rules = LABEL_RULES.map((rule) =>
    OF_TIME.includes(rule.id) ? { ...rule, sql: rule.sql.replaceAll('{s.at}', since) } : rule,
  )
  return emit(rules, row, (name) => `s.${name}`)
}

/** Row-level security also asks that the reader's roles may read this record type at all. */
export function typePredicate(type: string): string {
  return `(SELECT '${type}' = ANY ((basinet.subject_now()).types))`
}
