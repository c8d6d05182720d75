import acf from './texts/acf.json' with { type: 'json' }
import en from './texts/en.json' with { type: 'json' }
import es from './texts/es.json' with { type: 'json' }
import fr from './texts/fr.json' with { type: 'json' }
import nl from './texts/nl.json' with { type: 'json' }
import fundingAcf from '@basinet/funding/contract/messages/acf.json' with { type: 'json' }
import fundingEn from '@basinet/funding/contract/messages/en.json' with { type: 'json' }
import fundingEs from '@basinet/funding/contract/messages/es.json' with { type: 'json' }
import fundingFr from '@basinet/funding/contract/messages/fr.json' with { type: 'json' }
import fundingNl from '@basinet/funding/contract/messages/nl.json' with { type: 'json' }

export const LANGUAGES = ['en', 'es', 'fr', 'nl', 'acf'] as const
export type Language = (typeof LANGUAGES)[number]

const TEXTS = { en, es, fr, nl, acf } as const
const FUNDING: Readonly<Record<Language, Readonly<Record<string, unknown>>>> = {
  en: fundingEn,
  es: fundingEs,
  fr: fundingFr,
  nl: fundingNl,
  acf: fundingAcf,
}
export type TextKey = Exclude<keyof typeof en, '_meta'>

/** A text of the sheet with its places filled. */
export function say(language: Language, key: TextKey, fill: Readonly<Record<string, string>> = {}): string {
  return TEXTS[language][key].replaceAll(/\{(\w+)\}/g, (whole, name: string) => fill[name] ?? whole)
}

/** The ledger's own word for a value, e.g. `basis.committed`. */
export function ledgerWord(language: Language, value: string): string {
  const word = FUNDING[language][`record.ledger-entry.value.${value}`]
  if (typeof word !== 'string') throw new Error(`BUG: the ledger has no word for ${value}`)
  return word
}

/** Locale by which numbers and dates are written. Kwéyòl writes them as English does in Saint Lucia. */
export const localeOf = (language: Language): string => (language === 'acf' ? 'en-LC' : language)

/** Name of a nation: ISO 3166 by the Unicode CLDR; in Kwéyòl its own where we know it. */
export function nationName(language: Language, nation: string): string {
  if (language === 'acf' && nation === 'LCA') return 'Sent Lisi'
  const two = ALPHA2[nation]
  return two === undefined
    ? nation
    : (new Intl.DisplayNames([localeOf(language)], { type: 'region' }).of(two) ?? nation)
}

/** ISO 3166-1 alpha-3 to alpha-2 of the thirteen partners. */
const ALPHA2: Readonly<Record<string, string>> = {
  ATG: 'AG',
  BHS: 'BS',
  BRB: 'BB',
  DMA: 'DM',
  DOM: 'DO',
  GRD: 'GD',
  GUY: 'GY',
  JAM: 'JM',
  KNA: 'KN',
  LCA: 'LC',
  SUR: 'SR',
  TTO: 'TT',
  VCT: 'VC',
}
/** `REGION` stands for all of them. */
export const SHEETS = [...Object.keys(ALPHA2), 'REGION']
