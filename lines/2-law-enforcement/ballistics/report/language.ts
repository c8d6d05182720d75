import acf from '../messages/acf.json' with { type: 'json' }
import en from '../messages/en.json' with { type: 'json' }
import es from '../messages/es.json' with { type: 'json' }
import fr from '../messages/fr.json' with { type: 'json' }
import nl from '../messages/nl.json' with { type: 'json' }
import type { Say } from './compose.ts'

const FILES = { en, es, fr, nl, acf } as const
export const REPORT_LANGUAGES = ['en', 'es', 'fr', 'nl', 'acf'] as const
export type ReportLanguage = (typeof REPORT_LANGUAGES)[number]

/** Texts of a report; a missing one is a bug and never a blank in a court's paper. */
export function sayIn(language: ReportLanguage): Say {
  const words = FILES[language] as unknown as Readonly<Record<string, string>>
  return (key) => {
    const text = words[key]
    if (text === undefined) throw new Error(`BUG: no text ${key}`)
    return text
  }
}

/** Said on a report in a language nobody has reviewed. */
export const isReviewed = (language: ReportLanguage): boolean => FILES[language]._meta.reviewed !== null
