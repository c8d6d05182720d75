/** Nation (ISO 3166-1 alpha-3) to its clock. Source: IANA time zone database, zone.tab, 2026. */
const ZONES: Readonly<Record<string, string>> = {
  ATG: 'America/Antigua',
  BHS: 'America/Nassau',
  BRB: 'America/Barbados',
  DMA: 'America/Dominica',
  DOM: 'America/Santo_Domingo',
  GRD: 'America/Grenada',
  GUY: 'America/Guyana',
  JAM: 'America/Jamaica',
  KNA: 'America/St_Kitts',
  LCA: 'America/St_Lucia',
  VCT: 'America/St_Vincent',
  SUR: 'America/Paramaribo',
  TTO: 'America/Port_of_Spain',
}

/** A nation outside the table (two clocks, a body) uses the browser's zone. */
export function zoneOf(nation: string): string {
  return ZONES[nation] ?? Intl.DateTimeFormat().resolvedOptions().timeZone
}
