import type { LabelClass } from '../../contract/label.ts'
import type { Language } from '../records/person.ts'

export interface DemoUnit {
  readonly code: string
  readonly name: string
}
export interface DemoAgency {
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

export interface DemoSeat {
  /** Stable name of the seat, for the sign-in list and for tests. */
  readonly key: string
  readonly name: string
  readonly rank: string
  readonly username: string
  readonly agency: string
  readonly unit: string
  readonly post: string
  readonly roles: readonly string[]
  readonly clearance: LabelClass
  readonly vetted: boolean
  /** Caveats held. */
  readonly handling?: readonly string[]
  /** May read the records of children. */
  readonly juvenile?: boolean
  readonly oversight: boolean
  readonly language: Language
}

const seat = (
  s: Partial<DemoSeat> &
    Pick<DemoSeat, 'key' | 'name' | 'rank' | 'username' | 'agency' | 'unit' | 'post' | 'roles'>,
): DemoSeat => ({
  clearance: 'restricted',
  vetted: false,
  oversight: false,
  language: 'en',
  ...s,
})

/** People of the demonstration, named after trees and birds so that nobody is meant. */
export const DEMO_SEATS: readonly DemoSeat[] = [
  seat({
    key: 'watch-officer-1',
    name: 'Ines Seagrape',
    rank: 'Petty Officer',
    username: 'i.seagrape',
    agency: 'COAST',
    unit: 'WATCH',
    post: 'Watch officer, day',
    roles: ['watch-officer', 'releasing-officer', 'hit-officer'],
    clearance: 'confidential',
    vetted: true,
  }),
  seat({
    key: 'watch-officer-2',
    name: 'Tobias Whitewood',
    rank: 'Leading Seaman',
    username: 't.whitewood',
    agency: 'COAST',
    unit: 'WATCH',
    post: 'Watch officer, night',
    roles: ['watch-officer'],
    clearance: 'confidential',
    vetted: true,
    language: 'acf',
  }),
  seat({
    key: 'watch-supervisor',
    name: 'Cedric Frigatebird',
    rank: 'Lieutenant',
    username: 'c.frigatebird',
    agency: 'COAST',
    unit: 'WATCH',
    post: 'Watch supervisor',
    juvenile: true,
    roles: [
      'watch-supervisor',
      'watch-officer',
      'releasing-officer',
      'break-glass-approver',
      'records-officer',
    ],
    clearance: 'confidential',
    vetted: true,
  }),
  seat({
    key: 'commander',
    name: 'Lorna Mahogany',
    rank: 'Commander',
    username: 'l.mahogany',
    agency: 'COAST',
    unit: 'CMD',
    post: 'Commander',
    juvenile: true,
    roles: ['commander', 'releasing-officer', 'break-glass-approver', 'records-supervisor'],
    // Without one holder nobody could protect a craft or see what is protected (1-maritime/picture).
    handling: ['protected-craft'],
    clearance: 'secret',
    vetted: true,
  }),
  seat({
    key: 'boarding-officer',
    name: 'Bertrand Booby',
    rank: 'Chief Petty Officer',
    username: 'b.booby',
    agency: 'COAST',
    unit: 'WATCH',
    post: 'Boarding officer',
    juvenile: true,
    roles: ['boarding-officer', 'exhibit-handler'],
  }),
  seat({
    key: 'customs-officer',
    name: 'Pascal Almondtree',
    rank: 'Examination Officer',
    username: 'p.almondtree',
    agency: 'CUSTOMS',
    unit: 'PORT',
    post: 'Examination officer',
    roles: ['customs-officer', 'exhibit-handler'],
    language: 'fr',
  }),
  seat({
    key: 'exhibits-officer',
    name: 'Celestine Breadnut',
    rank: 'Exhibits Officer',
    username: 'c.breadnut',
    agency: 'CUSTOMS',
    unit: 'PORT',
    post: 'Exhibits officer',
    roles: ['exhibits-officer', 'exhibit-handler', 'releasing-officer', 'hit-officer', 'evidence-requester'],
  }),
  seat({
    key: 'fingerprint-examiner-1',
    name: 'Noela Calabash',
    rank: 'Inspector',
    username: 'n.calabash',
    agency: 'POLICE',
    unit: 'PRINTS',
    post: 'Fingerprint examiner',
    roles: ['fingerprint-examiner', 'exhibit-handler'],
  }),
  seat({
    key: 'fingerprint-examiner-2',
    name: 'Ivo Soursop',
    rank: 'Sergeant',
    username: 'i.soursop',
    agency: 'POLICE',
    unit: 'PRINTS',
    post: 'Second fingerprint examiner',
    roles: ['fingerprint-examiner'],
  }),
  seat({
    key: 'fingerprint-examiner-3',
    name: 'Mavis Bulletwood',
    rank: 'Sergeant',
    username: 'm.bulletwood',
    agency: 'POLICE',
    unit: 'PRINTS',
    post: 'Third fingerprint examiner',
    roles: ['fingerprint-examiner'],
  }),
  seat({
    key: 'fingerprint-officer',
    name: 'Rita Cassava',
    rank: 'Constable',
    username: 'r.cassava',
    agency: 'POLICE',
    unit: 'PRINTS',
    post: 'Fingerprint officer',
    roles: ['fingerprint-officer'],
  }),
  seat({
    key: 'fingerprint-manager',
    name: 'Hugo Sandbox',
    rank: 'Superintendent',
    username: 'h.sandbox',
    agency: 'POLICE',
    unit: 'PRINTS',
    post: 'Head of fingerprints',
    roles: ['fingerprint-manager', 'records-officer'],
  }),
  seat({
    key: 'firearms-examiner-1',
    name: 'Flora Galba',
    rank: 'Inspector',
    username: 'f.galba',
    agency: 'POLICE',
    unit: 'ARMS',
    post: 'Firearms examiner',
    roles: ['firearms-examiner', 'exhibit-handler', 'hit-officer', 'probe-examiner'],
  }),
  seat({
    key: 'firearms-examiner-2',
    name: 'Abel Mangrove',
    rank: 'Sergeant',
    username: 'a.mangrove',
    agency: 'POLICE',
    unit: 'ARMS',
    post: 'Second firearms examiner',
    roles: ['firearms-examiner'],
  }),
  seat({
    key: 'firearms-examiner-3',
    name: 'Ruth Sandpiper',
    rank: 'Sergeant',
    username: 'r.sandpiper',
    agency: 'POLICE',
    unit: 'ARMS',
    post: 'Third firearms examiner',
    roles: ['firearms-examiner'],
  }),
  seat({
    key: 'ballistics-manager',
    name: 'Edmund Locust',
    rank: 'Superintendent',
    username: 'e.locust',
    agency: 'POLICE',
    unit: 'ARMS',
    post: 'Head of the firearms laboratory',
    roles: ['ballistics-manager', 'records-officer'],
  }),
  seat({
    key: 'firearms-officer',
    name: 'Jonas Logwood',
    rank: 'Sergeant',
    username: 'j.logwood',
    agency: 'POLICE',
    unit: 'ARMS',
    post: 'Firearms officer',
    roles: ['firearms-officer', 'exhibit-handler'],
  }),
  seat({
    key: 'programme-officer',
    name: 'Philomene Calabash',
    rank: 'Programme Officer',
    username: 'p.calabash',
    agency: 'PROGRAMME',
    unit: 'FUNDS',
    post: 'Programme officer',
    roles: ['programme-officer', 'vetting-coordinator'],
  }),
  seat({
    key: 'programme-controller',
    name: 'Everard Tropicbird',
    rank: 'Approving Officer',
    username: 'e.tropicbird',
    agency: 'PROGRAMME',
    unit: 'FUNDS',
    post: 'Approving officer',
    roles: ['programme-controller'],
  }),
  seat({
    key: 'donor-representative',
    name: 'Renate Kingfisher',
    rank: 'Attaché',
    username: 'r.kingfisher',
    agency: 'PROGRAMME',
    unit: 'DONORS',
    post: 'Donor’s representative',
    roles: ['donor-representative'],
    clearance: 'official',
  }),
  seat({
    key: 'agreements-officer',
    name: 'Honorine Cedarwood',
    rank: 'Crown Counsel',
    username: 'h.cedarwood',
    agency: 'CHAMBERS',
    unit: 'TREATIES',
    post: 'Agreements officer',
    roles: ['agreement-officer', 'central-authority'],
  }),
  seat({
    key: 'signing-authority',
    name: 'Marcellus Flamboyant',
    rank: 'Minister',
    username: 'm.flamboyant',
    agency: 'MINISTRY',
    unit: 'OFFICE',
    post: 'Minister of security',
    roles: ['agreement-authority'],
  }),
  seat({
    key: 'registrar',
    name: 'Verena Bloodwood',
    rank: 'Registrar',
    username: 'v.bloodwood',
    agency: 'ACADEMY',
    unit: 'REGISTRY',
    post: 'Academy registrar',
    roles: ['registrar'],
  }),
  seat({
    key: 'nominating-officer',
    name: 'Aldo Cedarwood',
    rank: 'Training Coordinator',
    username: 'a.cedarwood',
    agency: 'ACADEMY',
    unit: 'NOMINATE',
    post: 'Nominating officer',
    roles: ['nominating-officer'],
  }),
  seat({
    key: 'instructor',
    name: 'Marisol Gommier',
    rank: 'Instructor',
    username: 'm.gommier',
    agency: 'ACADEMY',
    unit: 'TEACH',
    post: 'Course instructor',
    roles: ['instructor'],
  }),
  seat({
    key: 'results-officer',
    name: 'Leopold Grosbeak',
    rank: 'Results Officer',
    username: 'l.grosbeak',
    agency: 'RESULTS',
    unit: 'MEASURE',
    post: 'Results officer',
    roles: ['results-officer'],
  }),
  seat({
    key: 'results-approver',
    name: 'Philomene Sandpiper',
    rank: 'Head of Monitoring',
    username: 'p.sandpiper',
    agency: 'RESULTS',
    unit: 'MEASURE',
    post: 'Head of monitoring',
    roles: ['results-approver'],
  }),
  seat({
    key: 'auditor',
    name: 'Maren Pelican',
    rank: 'Auditor',
    username: 'm.pelican',
    agency: 'AUDIT',
    unit: 'SYSTEMS',
    post: 'Systems auditor',
    roles: ['auditor'],
  }),
  seat({
    key: 'administrator-1',
    name: 'Jasper Guava',
    rank: 'Administrator',
    username: 'j.guava',
    agency: 'NODE',
    unit: 'ADMIN',
    post: 'Administrator',
    roles: ['administrator'],
  }),
  seat({
    key: 'administrator-2',
    name: 'Odile Tamarind',
    rank: 'Administrator',
    username: 'o.tamarind',
    agency: 'NODE',
    unit: 'ADMIN',
    post: 'Administrator and data protection',
    roles: ['administrator', 'data-protection'],
  }),
  seat({
    key: 'oversight',
    name: 'Simon Heron',
    rank: 'Commissioner',
    username: 's.heron',
    agency: 'OVERSEE',
    unit: 'SEC',
    post: 'Oversight commissioner',
    roles: ['oversight'],
    clearance: 'public',
    oversight: true,
  }),
]
