import type { Language } from './languages.ts'

/**
 * Two forms are enough for our five languages (CLDR has a third, `many`, in es and fr for round millions, which we
 * never print). Kwéyòl nouns do not inflect for number; it keeps the two keys so that all files are alike.
 */
export function pluralOf(language: Language, count: number): 'one' | 'other' {
  const size = Math.abs(count)
  if (language === 'fr') return size < 2 ? 'one' : 'other'
  return size === 1 ? 'one' : 'other'
}
