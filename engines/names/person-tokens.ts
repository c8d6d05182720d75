import { nameElements, type NameElements, type PersonName } from './person-name.ts'
import { phoneticCodes } from './phonetic.ts'
import { fail, ok, type Result } from './result.ts'
import { firstDistinct, token, type Token } from './token.ts'

/** Tokens of a question about a person: each costs the holder an evaluation. */
export const QUERY_TOKENS_MAX = 8
/** Tokens a held person is found under. More than a question has, because a holder evaluates its own set once. */
export const INDEX_TOKENS_MAX = 16

export interface Person extends PersonName {
  readonly birthYear: number | null
  /** YYYY-MM-DD when the whole date is known */
  readonly birthDate: string | null
}

const YEAR_MIN = 1850
const YEAR_MAX = 2199

/**
 * Tokens of a person, the most telling first: whole name with birth year; phonetic pairs of a family and a given element
 * with birth year; a phonetic family element with the whole date of birth. Pairs are unordered, so that swapped fields match.
 * A held person is also found under the years before and after by whole name. A question with a year reaches those
 * held without one, and a question without reaches all, by whole name only.
 * @param use `query` gives at most 8, `index` at most 16
 */
export function personTokens(person: Person, use: 'query' | 'index'): Result<Token[]> {
  const elements = nameElements(person)
  if (!elements.ok) return elements
  const year = yearOf(person)
  if (!year.ok) return year
  const whole = [...elements.value.family, ...elements.value.given].toSorted().join(' ')
  const tokens = wholeNameYears(year.value, use).map((under) => token('name-exact', whole, under))
  if (year.value !== null) {
    const pairs = phoneticPairs(elements.value).map((pair) =>
      token('name-phonetic', pair, String(year.value)),
    )
    // The dated family name comes before the pairs of second elements: it bridges a given name that differs altogether.
    tokens.push(...pairs.slice(0, 2), ...datedFamily(elements.value, person.birthDate), ...pairs.slice(2))
  }
  return ok(firstDistinct(tokens, use === 'query' ? QUERY_TOKENS_MAX : INDEX_TOKENS_MAX))
}

/** What stands where the year would: `unknown` is asked by all and held by those without a year, `any` the other way round. */
function wholeNameYears(year: number | null, use: 'query' | 'index'): string[] {
  if (use === 'query') return year === null ? ['any', 'unknown'] : [String(year), 'unknown']
  return year === null ? ['unknown'] : [year, year - 1, year + 1, 'any'].map(String)
}

function yearOf(person: Person): Result<number | null> {
  const { birthYear, birthDate } = person
  if (birthDate !== null && !isDate(birthDate))
    return fail('names.birth-date', 'expected a date as YYYY-MM-DD', 'birthDate')
  const year = birthYear ?? (birthDate === null ? null : Number(birthDate.slice(0, 4)))
  if (year !== null && (!Number.isInteger(year) || year < YEAR_MIN || year > YEAR_MAX))
    return fail('names.birth-year', `expected a year from ${YEAR_MIN} to ${YEAR_MAX}`, 'birthYear')
  if (birthDate !== null && year !== Number(birthDate.slice(0, 4)))
    return fail('names.birth-year', 'birth year and birth date disagree', 'birthYear')
  return ok(year)
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

/** First two family elements with the first two given ones, first with first before the rest; both hearings of each. */
function phoneticPairs({ family, given }: NameElements): string[] {
  const pairs: string[] = []
  for (const g of given.slice(0, 2)) {
    for (const f of family.slice(0, 2)) {
      const a = phoneticCodes(f)
      const b = phoneticCodes(g)
      pairs.push(unordered(a.general, b.general), unordered(a.spanish, b.spanish))
    }
  }
  return [...new Set(pairs)]
}

function unordered(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`
}

function datedFamily({ family }: NameElements, birthDate: string | null): Token[] {
  if (birthDate === null) return []
  return family.slice(0, 2).map((f) => token('name-phonetic', phoneticCodes(f).spanish, birthDate))
}
