/** Names for the nodes of a demonstration region (ISO 3166-1 alpha-3; a body has three letters of its own). */
const NAMES: Readonly<Record<string, string>> = {
  ATG: 'Antigua and Barbuda',
  BHS: 'The Bahamas',
  BRB: 'Barbados',
  DMA: 'Dominica',
  DOM: 'Dominican Republic',
  GRD: 'Grenada',
  GUY: 'Guyana',
  JAM: 'Jamaica',
  KNA: 'Saint Kitts and Nevis',
  LCA: 'Saint Lucia',
  REG: 'Regional body',
  SUR: 'Suriname',
  TTO: 'Trinidad and Tobago',
  VCT: 'Saint Vincent and the Grenadines',
}

/** The regional body: relays and witnesses, and holds only what is released to it by name. */
export const REGIONAL_BODY = 'REG'

export function nameOf(nation: string): string {
  return NAMES[nation] ?? nation
}
