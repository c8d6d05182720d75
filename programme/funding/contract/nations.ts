/** ISO 3166-1 of the partners, from three letters to two. */
export const ALPHA2: Readonly<Record<string, string>> = {
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
