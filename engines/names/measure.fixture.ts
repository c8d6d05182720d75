import { inventPerson, seeded, type InventedPerson } from './people.fixture.ts'
import { personTokens } from './person-tokens.ts'
import { VARIATIONS } from './variations.fixture.ts'

export interface NameMeasure {
  /** of the variations of each kind, the share that still shares a token with its original */
  readonly recall: Readonly<Record<string, number>>
  readonly tried: Readonly<Record<string, number>>
  /** questions about people who are not in the set: share that hit anyone, by the set's size; by any token and by whole names alone */
  readonly falseHitsAt: Readonly<Record<number, { any: number; wholeName: number }>>
  /** of two different invented people, the share of pairs that share a token */
  readonly pairMatches: number
  readonly tokensPerQuery: number
  readonly tokensPerPerson: number
}

const textsOf = (person: InventedPerson, use: 'query' | 'index'): string[] => {
  const tokens = personTokens(person, use)
  if (!tokens.ok) throw new Error(`${tokens.error.code}: ${person.family}, ${person.given}`)
  return tokens.value.map((entry) => entry.text)
}

/** Token matching on invented people: `people` in the set, as many asked about who are not in it. */
export function measureNames(seed: number, people: number, sizes: readonly number[]): NameMeasure {
  const random = seeded(seed)
  const held = Array.from({ length: people }, () => inventPerson(random))
  const indexed = held.map((person) => textsOf(person, 'index'))
  const strangers = Array.from({ length: Math.min(people, 2000) }, () =>
    textsOf(inventPerson(random), 'query'),
  )
  const hits: Record<string, number> = {}
  const tried: Record<string, number> = {}
  for (const [kind, vary] of Object.entries(VARIATIONS)) {
    for (const [i, person] of held.slice(0, 4000).entries()) {
      const other = vary(person, random)
      if (other === null) continue
      const texts = new Set(indexed[i])
      tried[kind] = (tried[kind] ?? 0) + 1
      if (textsOf(other, 'query').some((text) => texts.has(text))) hits[kind] = (hits[kind] ?? 0) + 1
    }
  }
  const recall = Object.fromEntries(
    Object.keys(tried).map((kind) => [kind, (hits[kind] ?? 0) / tried[kind]!]),
  )
  const falseHitsAt: Record<number, { any: number; wholeName: number }> = {}
  for (const size of sizes.filter((n) => n <= people)) {
    const set = new Set(indexed.slice(0, size).flat())
    const share = (counts: (text: string) => boolean): number =>
      strangers.filter((texts) => texts.some((text) => counts(text) && set.has(text))).length /
      strangers.length
    falseHitsAt[size] = { any: share(() => true), wholeName: share((text) => text.includes('name-exact')) }
  }
  return {
    recall,
    tried,
    falseHitsAt,
    pairMatches: pairShare(indexed, strangers),
    tokensPerQuery: strangers.flat().length / strangers.length,
    tokensPerPerson: indexed.flat().length / indexed.length,
  }
}

function pairShare(indexed: readonly string[][], strangers: readonly string[][]): number {
  const holders = new Map<string, Set<number>>()
  for (const [i, texts] of indexed.entries())
    for (const text of texts) holders.set(text, (holders.get(text) ?? new Set()).add(i))
  let pairs = 0
  for (const texts of strangers) {
    const matched = new Set<number>()
    for (const text of texts) for (const i of holders.get(text) ?? []) matched.add(i)
    pairs += matched.size
  }
  return pairs / (indexed.length * strangers.length)
}
