export const LANGUAGES = ['en', 'es', 'fr', 'nl', 'acf'] as const
export type Language = (typeof LANGUAGES)[number]

export interface LanguageFacts {
  /** Its own name for itself. */
  readonly name: string
  /** BCP 47 tag for Intl and the page's `lang`; Intl has no data for `acf`, see kweyol.ts. */
  readonly tag: string
  /** False until a named reader of the language has gone through the file: `_meta.reviewed` there says who. */
  readonly reviewed: boolean
}

export const LANGUAGE_FACTS: Readonly<Record<Language, LanguageFacts>> = {
  en: { name: 'English', tag: 'en-GB', reviewed: true },
  es: { name: 'Español', tag: 'es', reviewed: false },
  fr: { name: 'Français', tag: 'fr', reviewed: false },
  nl: { name: 'Nederlands', tag: 'nl', reviewed: false },
  acf: { name: 'Kwéyòl', tag: 'acf', reviewed: false },
}

export function isLanguage(value: unknown): value is Language {
  return (LANGUAGES as readonly unknown[]).includes(value)
}

/** The browser's first language that we have; English otherwise. */
export function languageOfBrowser(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const found = LANGUAGES.find((language) => tag.toLowerCase().split('-')[0] === language)
    if (found !== undefined) return found
  }
  return 'en'
}
