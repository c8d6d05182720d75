interface DemoUnit {
  readonly code: string
  readonly name: string
}
interface DemoAgency {
  readonly code: string
  readonly name: string
  readonly units: readonly DemoUnit[]
}

/** Invented offices of an invented day; the names say that they are for show. */
export const DEMO_AGENCIES: readonly DemoAgency[] = [
  {
    code: 'COAST',
    name: 'Coast Watch (demonstration)',
    units: [
      { code: 'WATCH', name: 'Operations room' },
      { code: 'CMD', name: 'Command' },
    ],
  },
  { code: 'CUSTOMS', name: 'Customs (demonstration)', units: [{ code: 'PORT', name: 'Port examination' }] },
  {
    code: 'PROGRAMME',
    name: 'Programme office (demonstration)',
    units: [
      { code: 'FUNDS', name: 'Funds and results' },
      { code: 'DONORS', name: 'Donors’ desk' },
    ],
  },
  {
    code: 'CHAMBERS',
    name: 'Attorney General’s chambers (demonstration)',
    units: [{ code: 'TREATIES', name: 'Treaties' }],
  },
  {
    code: 'MINISTRY',
    name: 'Ministry of security (demonstration)',
    units: [{ code: 'OFFICE', name: 'Minister’s office' }],
  },
  {
    code: 'POLICE',
    name: 'Police (demonstration)',
    units: [
      { code: 'PRINTS', name: 'Fingerprint bureau' },
      { code: 'ARMS', name: 'Firearms laboratory' },
    ],
  },
  { code: 'NODE', name: 'Node office (demonstration)', units: [{ code: 'ADMIN', name: 'Administrators' }] },
  {
    code: 'ACADEMY',
    name: 'Training academy (demonstration)',
    units: [
      { code: 'REGISTRY', name: 'Registry' },
      { code: 'NOMINATE', name: 'Nominations' },
      { code: 'TEACH', name: 'Teaching' },
    ],
  },
  {
    code: 'RESULTS',
    name: 'Monitoring and results (demonstration)',
    units: [{ code: 'MEASURE', name: 'Measurement' }],
  },
  {
    code: 'AUDIT',
    name: 'Audit office (demonstration)',
    units: [{ code: 'SYSTEMS', name: 'Systems audit' }],
  },
  {
    code: 'OVERSEE',
    name: 'Oversight commission (demonstration)',
    units: [{ code: 'SEC', name: 'Secretariat' }],
  },
]
