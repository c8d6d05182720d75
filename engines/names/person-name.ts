import { nameWords } from './letters.ts'
import { fail, ok, type Result } from './result.ts'

/** A name as a form or document has it: two fields, any spelling. */
export interface PersonName {
  readonly given: string
  readonly family: string
}

/** Elements of a name in A to Z. Particles are gone; `St`, `Mc` and the like have one spelling. */
export interface NameElements {
  readonly given: readonly string[]
  /** Spanish names: father's first, then mother's. */
  readonly family: readonly string[]
}

/** Most elements of a field that are looked at; longer names lose their last ones. */
const ELEMENTS_MAX = 4

/**
 * Words that join a family name and come and go between documents. Spanish and Portuguese prepositions and articles, Dutch
 * `voorvoegsels` (as in the Dutch register of persons, Logisch Ontwerp BRP table 36), French `particules`.
 */
const PARTICLES: ReadonlySet<string> = new Set(
  [
    'DE DEL LA LAS LOS EL Y E I DA DO DOS DAS', // Spanish, Portuguese
    'VAN DEN DER HET T TE TEN TER OP IN S VD VDR VON', // Dutch
    'DU DES LE LES', // French
  ]
    .join(' ')
    .split(' '),
)

/** Said of a person, not part of the name. */
const SUFFIXES: ReadonlySet<string> = new Set(['JR', 'SR', 'II', 'III', 'IV', 'JNR', 'SNR', 'HIJO'])

export function nameElements(name: PersonName): Result<NameElements> {
  const given = nameWords(name.given, 'given')
  if (!given.ok) return given
  const family = nameWords(name.family, 'family')
  if (!family.ok) return family
  const elements = { given: elementsOf(given.value), family: elementsOf(family.value) }
  if (elements.given.length === 0 && elements.family.length === 0)
    return fail('names.empty', 'the name has no letters', 'family')
  return ok(elements)
}

function elementsOf(words: readonly string[]): string[] {
  const elements: string[] = []
  let prefix = ''
  for (const word of words) {
    if (SUFFIXES.has(word) && elements.length > 0) continue
    // `St Louis`, `Saint-Louis` and `Mac Donald` are one element each, spelled one way.
    if (/^(ST|STE|SAINT|SAINTE)$/.test(word)) prefix = 'SAINT'
    // `D Auvergne` and `O Neil` as `D'Auvergne` and `O'Neil`, whose apostrophe is closed up already.
    else if (/^[DLO]$/.test(word) && words.length > 1) prefix += word
    else if (/^(MC|MAC)$/.test(word)) prefix = 'MC'
    else if (!PARTICLES.has(word)) {
      elements.push(prefix + oneSpelling(word))
      prefix = ''
    }
  }
  if (prefix !== '') elements.push(prefix)
  // A name of particles alone (`De La`, `Van`, `Los`) is that name.
  if (elements.length === 0) elements.push(...words)
  return elements.slice(0, ELEMENTS_MAX)
}

/** `MacDonald` as `McDonald`; not `Macías` or `Mace`, where what follows is a vowel. */
function oneSpelling(word: string): string {
  return /^MAC[B-DF-HJ-NP-TV-Z][A-Z]{2}/.test(word) ? `MC${word.slice(3)}` : word
}
