/** ISO 3166-1 alpha-3 to alpha-2, for participants and neighbours of the Initiative; names then come from Unicode CLDR. */
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
  VCT: 'VC',
  SUR: 'SR',
  TTO: 'TT',
  USA: 'US',
  HTI: 'HT',
  BLZ: 'BZ',
  MTQ: 'MQ',
  GLP: 'GP',
  FRA: 'FR',
  NLD: 'NL',
  GBR: 'GB',
  VEN: 'VE',
  COL: 'CO',
}

const LANGUAGES = ['en', 'es', 'fr', 'nl'] as const

/** The nation's name by language; the code itself where it is not in the table (a regional body). */
export function nationNames(alpha3: string): Record<string, string> | string {
  const alpha2 = ALPHA2[alpha3]
  if (alpha2 === undefined) return alpha3
  return Object.fromEntries(
    LANGUAGES.map((language) => [
      language,
      new Intl.DisplayNames([language], { type: 'region' }).of(alpha2) ?? alpha3,
    ]),
  )
}
