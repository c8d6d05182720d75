import { normalizePassword } from './password.ts'

/** ASVS 5.0 6.2.1: at least 8, 15 strongly recommended. Counted in code points. */
const PASSWORD_MIN = 15
/** ASVS 5.0 6.2.9 asks for 64 at least; the bound keeps a request from being expensive. */
const PASSWORD_MAX = 256

const DISTINCT_MIN = 6
/** Rows of keys and alphabets that people run along, forwards or backwards. */
const RUNS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiopasdfghjklzxcvbnm',
  'azertyuiopqsdfghjklmwxcvbn',
]
const RUN_MIN = 5
/** Words that stand at the top of every published list of leaked passwords, and our own name. */
const COMMON = [
  'password',
  'passw0rd',
  'letmein',
  'welcome',
  'iloveyou',
  'admin',
  'qwerty',
  'basinet',
  'changeme',
  'secret',
  'monkey',
  'dragon',
  'football',
  'princess',
  'sunshine',
]

/**
 * Why a password will not do, or null. Length does the work (ASVS 5.0 6.2.5 forbids composition rules); what is refused
 * beyond it is what a guesser tries first: the person's own names, the commonest words, runs and repetitions.
 */
export function passwordWeakness(password: string, about: readonly string[]): string | null {
  const text = normalizePassword(password)
  const length = Array.from(text).length
  if (length < PASSWORD_MIN) return `at least ${PASSWORD_MIN} characters are expected`
  if (length > PASSWORD_MAX) return `at most ${PASSWORD_MAX} characters are expected`
  const folded = text.toLowerCase()
  // Longest first: "admin" must not break "administrator" apart.
  const words = [...COMMON, ...about.flatMap(parts)].toSorted((a, b) => b.length - a.length)
  const rest = words.reduce((left, word) => left.replaceAll(word, ''), folded)
  const remaining = withoutRuns(rest)
  if (new Set(remaining).size < DISTINCT_MIN || remaining.length < PASSWORD_MIN / 2)
    return 'it is mostly names, common words, runs of keys or repetition'
  return null
}

const parts = (name: string): string[] =>
  name
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part.length >= 4)

function withoutRuns(text: string): string {
  let out = text
  for (const row of RUNS.flatMap((r) => [r, Array.from(r).toReversed().join('')])) {
    for (let size = row.length; size >= RUN_MIN; size--) {
      for (let start = 0; start + size <= row.length; start++)
        out = out.replaceAll(row.slice(start, start + size), '')
    }
  }
  return out
}
