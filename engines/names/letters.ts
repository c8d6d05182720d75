import { fail, ok, type Result } from './result.ts'

/** Longest text taken as one name field, characters. Doc 9303 holds 39; registers hold more. */
const NAME_CHARACTERS_MAX = 200

/** Latin letters that decomposition leaves whole, as written in passports (ICAO Doc 9303-3, 8th edition, section 6, table A). */
const LATIN: Readonly<Record<string, string>> = {
  ẞ: 'SS',
  Æ: 'AE',
  Œ: 'OE',
  Ø: 'OE',
  Þ: 'TH',
  Ð: 'D',
  Đ: 'D',
  Ł: 'L',
  Ħ: 'H',
  Ŋ: 'N',
  Ŧ: 'T',
}

/** Cyrillic letters (ICAO Doc 9303-3, 8th edition, section 6, table B; the common ones of Russian). */
const CYRILLIC: Readonly<Record<string, string>> = {
  А: 'A',
  Б: 'B',
  В: 'V',
  Г: 'G',
  Д: 'D',
  Е: 'E',
  Ё: 'E',
  Ж: 'ZH',
  З: 'Z',
  И: 'I',
  Й: 'I',
  К: 'K',
  Л: 'L',
  М: 'M',
  Н: 'N',
  О: 'O',
  П: 'P',
  Р: 'R',
  С: 'S',
  Т: 'T',
  У: 'U',
  Ф: 'F',
  Х: 'KH',
  Ц: 'TS',
  Ч: 'CH',
  Ш: 'SH',
  Щ: 'SHCH',
  Ъ: 'IE',
  Ы: 'Y',
  Ь: '',
  Э: 'E',
  Ю: 'IU',
  Я: 'IA',
}

const APOSTROPHES = /['’‘ʼ`´]/g
const MARKS = /\p{M}/gu
const SEPARATORS = /[\s\p{Pd}.,;/_()]+/u

/**
 * Words of a name in A to Z: upper case, marks removed, apostrophes closed up, hyphens and points taken as spaces. Any other script is
 * refused rather than guessed at.
 */
export function nameWords(text: string, field: string): Result<string[]> {
  if (text.length > NAME_CHARACTERS_MAX)
    return fail('names.length', `a name has at most ${NAME_CHARACTERS_MAX} characters`, field)
  const words: string[] = []
  for (const raw of text.replaceAll(APOSTROPHES, '').split(SEPARATORS)) {
    let word = ''
    for (const letter of raw.normalize('NFC').toUpperCase()) {
      const plain = plainLetter(letter)
      if (plain === null)
        return fail('names.letter', `the letter ${JSON.stringify(letter)} is not supported`, field)
      word += plain
    }
    if (word !== '') words.push(word)
  }
  return ok(words)
}

/** A to Z for a letter in upper case; null for what is not supported. */
function plainLetter(letter: string): string | null {
  const known = LATIN[letter] ?? CYRILLIC[letter]
  if (known !== undefined) return known
  const base = letter.normalize('NFKD').replaceAll(MARKS, '').toUpperCase()
  return /^[A-Z]+$/.test(base) ? base : (LATIN[base] ?? (base === '' ? '' : null))
}

/** A to Z and digits of an identifier, upper case, everything else dropped. Letters outside Latin are refused. */
export function identifierText(text: string, field: string): Result<string> {
  if (text.length > NAME_CHARACTERS_MAX)
    return fail('names.length', `an identifier has at most ${NAME_CHARACTERS_MAX} characters`, field)
  let plain = ''
  for (const char of text.normalize('NFKD').replaceAll(MARKS, '').toUpperCase()) {
    if (/[A-Z0-9]/.test(char)) plain += char
    else if (/[\p{L}\p{N}]/u.test(char))
      return fail('names.letter', `the character ${JSON.stringify(char)} is not supported`, field)
  }
  return plain === '' ? fail('names.empty', 'expected a letter or digit', field) : ok(plain)
}
