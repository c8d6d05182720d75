/** A training the partnership's own fact sheet names (US State Department, CBSI: St. Lucia); contents are the academies'. */
export interface CatalogueEntry {
  readonly code: string
  readonly title: string
  /** Words of the fact sheet that ask for it. */
  readonly asked: string
}

/** The opening catalogue: every training the fact sheet names, none without its words. */
export const CATALOGUE: readonly CatalogueEntry[] = [
  {
    code: 'MAR-OPS',
    title: 'Maritime and aerial operations',
    asked: 'training that will enable Caribbean governments to carry out maritime and aerial operations',
  },
  { code: 'POL-PROF', title: 'Police professionalization', asked: 'police professionalization' },
  { code: 'ANTI-COR', title: 'Anti-corruption', asked: 'anti-corruption training' },
  { code: 'COM-POL', title: 'Community-based policing', asked: 'community-based policing' },
  {
    code: 'POLYGRAPH',
    title: 'Polygraph examination',
    asked: 'Equipment and training augment the region’s polygraph capacity',
  },
  {
    code: 'VET-INV',
    title: 'Complex investigations by vetted units',
    asked: 'support vetted units in conducting complex investigations',
  },
  { code: 'ANTI-GANG', title: 'Anti-gang initiatives', asked: 'implementing anti-gang initiatives' },
  {
    code: 'FIN-CRIME',
    title: 'Money laundering and other financial crimes',
    asked: 'combating money laundering and other financial crimes',
  },
  {
    code: 'PORT-INT',
    title: 'Interception at airports and seaports',
    asked:
      'training on techniques for intercepting smuggled narcotics, weapons, bulk cash, and other contraband',
  },
  {
    code: 'ARM-PSSM',
    title: 'Weapons and ammunition stockpile management',
    asked: 'secure management of weapons and ammunition stockpiles',
  },
  {
    code: 'YTH-ENT',
    title: 'Workforce development and entrepreneurship',
    asked: 'workforce development and entrepreneurship training for at-risk youth',
  },
  {
    code: 'TREAT',
    title: 'Treatment and rehabilitation professionals',
    asked: 'the training of treatment and rehabilitation professionals',
  },
  {
    code: 'COR-STG',
    title: 'Security threat groups in prisons',
    asked: 'identifying and mitigating security threat groups',
  },
  { code: 'COR-CON', title: 'Contraband detection in prisons', asked: 'contraband detection' },
  {
    code: 'COR-ERT',
    title: 'Non-lethal emergency response in prisons',
    asked: 'non-lethal emergency response techniques',
  },
]
