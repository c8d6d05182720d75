import { doubleMetaphone } from 'double-metaphone'

/**
 * Codes of one name element: Double Metaphone (Philips, "The Double Metaphone Search Algorithm", C/C++ Users Journal 18(6), 2000)
 * of two respellings. `general` serves English, French and Dutch spelling; `spanish` hears the element as Latin
 * American Spanish, where letters that English keeps apart are one sound.
 */
export interface PhoneticCodes {
  readonly general: string
  readonly spanish: string
}

type Rule = readonly [pattern: RegExp, replacement: string]

/** Dutch spelling, as of Surinamese names of Indian, Javanese and Chinese descent, said in English letters. */
const DUTCH: readonly Rule[] = [
  [/TJ/g, 'CH'], // Tjin, Chin
  [/DJ/g, 'J'], // Soerdjan, Surjan
  [/SJ/g, 'SH'], // Sjahin, Shahin
]

/** Double Metaphone keeps TH as a sound of its own, which no other language of the region has: Catherine, Katrine. */
const COMMON: readonly Rule[] = [
  [/TH/g, 'T'],
  [/([B-DF-HJ-KM-NP-TV-Z])\1+/g, '$1'],
]

/**
 * Latin American Spanish (Real Academia Española, Ortografía de la lengua española, 2010, chapter I: betacismo, seseo, yeísmo, mute h;
 * the same merging in Amón, Moreno and Echeverri, "Algoritmo fonético para detección de cadenas de texto duplicadas en el
 * idioma español", Revista Ingenierías Universidad de Medellín 11(20), 2012).
 */
const SPANISH: readonly Rule[] = [
  [/CH/g, '1'], // kept from the rules for h and c
  [/PH/g, 'F'],
  [/SH/g, '2'],
  [/G([EI])/g, 'J$1'],
  [/GU([EI])/g, 'G$1'],
  [/^X/g, 'J'], // Ximénez, Jiménez
  [/H/g, ''],
  [/V/g, 'B'],
  [/C([EI])/g, 'S$1'],
  [/Z/g, 'S'],
  [/LL/g, 'Y'],
  [/^I([AEOU])/g, 'Y$1'],
  [/J/g, 'H'], // also keeps Double Metaphone from hearing an English j
  [/1/g, 'CH'],
  [/2/g, 'SH'],
]

export function phoneticCodes(element: string): PhoneticCodes {
  const plain = respell(respell(element, DUTCH), COMMON)
  const spanish = respell(respell(element, SPANISH), COMMON)
  return { general: codeOf(plain), spanish: codeOf(spanish) }
}

function respell(element: string, rules: readonly Rule[]): string {
  return rules.reduce((word, [pattern, replacement]) => word.replaceAll(pattern, replacement), element)
}

/** An element without a consonant has an empty or one-letter code, which finds everybody: then the element itself is the code. */
function codeOf(word: string): string {
  const [code] = doubleMetaphone(word)
  return code.length < 2 ? `=${word}` : code
}
