/** The thirteen partner nations [state.gov/caribbean-basin-security-initiative; H.R. 4031 s. 2]; one that reports nothing is missing, never zero. */
export const PARTNERS = [
  'ATG',
  'BHS',
  'BRB',
  'DMA',
  'DOM',
  'GRD',
  'GUY',
  'JAM',
  'KNA',
  'LCA',
  'SUR',
  'TTO',
  'VCT',
] as const
