import type { AREAS } from './contract/words.ts'

/** A training the partnership's own fact sheet names (US State Department, CBSI: St. Lucia); contents are the academies'. */
export interface CatalogueEntry {
  readonly code: string
  readonly title: string
  readonly area: (typeof AREAS)[number]
  /** Words of the fact sheet that ask for it. */
  readonly asked: string
}

/** The opening catalogue: every training the fact sheet names, none without its words. */
export const CATALOGUE: readonly CatalogueEntry[] = [
  {
    code: 'MAR-OPS',
    area: 'maritime',
    title: 'Maritime and aerial operations',
    asked: 'training that will enable Caribbean governments to carry out maritime and aerial operations',
  },
  {
    code: 'POL-PROF',
    area: 'law-enforcement',
    title: 'Police professionalization',
    asked: 'police professionalization',
  },
  { code: 'ANTI-COR', area: 'law-enforcement', title: 'Anti-corruption', asked: 'anti-corruption training' },
  {
    code: 'COM-POL',
    area: 'law-enforcement',
    title: 'Community-based policing',
    asked: 'community-based policing',
  },
  {
    code: 'POLYGRAPH',
    area: 'law-enforcement',
    title: 'Polygraph examination',
    asked: 'Equipment and training augment the region’s polygraph capacity',
  },
  {
    code: 'VET-INV',
    area: 'law-enforcement',
    title: 'Complex investigations by vetted units',
    asked: 'support vetted units in conducting complex investigations',
  },
  {
    code: 'ANTI-GANG',
    area: 'law-enforcement',
    title: 'Anti-gang initiatives',
    asked: 'implementing anti-gang initiatives',
  },
  {
    code: 'FIN-CRIME',
    area: 'law-enforcement',
    title: 'Money laundering and other financial crimes',
    asked: 'combating money laundering and other financial crimes',
  },
  {
    code: 'PORT-INT',
    area: 'borders',
    title: 'Interception at airports and seaports',
    asked:
      'training on techniques for intercepting smuggled narcotics, weapons, bulk cash, and other contraband',
  },
  {
    code: 'ARM-PSSM',
    area: 'borders',
    title: 'Weapons and ammunition stockpile management',
    asked: 'secure management of weapons and ammunition stockpiles',
  },
  {
    code: 'YTH-ENT',
    area: 'prevention',
    title: 'Workforce development and entrepreneurship',
    asked: 'workforce development and entrepreneurship training for at-risk youth',
  },
  {
    code: 'TREAT',
    area: 'prevention',
    title: 'Treatment and rehabilitation professionals',
    asked: 'the training of treatment and rehabilitation professionals',
  },
  {
    code: 'COR-STG',
    area: 'justice',
    title: 'Security threat groups in prisons',
    asked: 'identifying and mitigating security threat groups',
  },
  {
    code: 'COR-CON',
    area: 'justice',
    title: 'Contraband detection in prisons',
    asked: 'contraband detection',
  },
  {
    code: 'COR-ERT',
    area: 'justice',
    title: 'Non-lethal emergency response in prisons',
    asked: 'non-lethal emergency response techniques',
  },
  {
    code: 'COR-SENT',
    area: 'justice',
    title: 'Sentence management',
    asked: 'sentence management hardware and software',
  },
]
