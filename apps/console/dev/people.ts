import type { Me } from '../api/types.ts'

const node: Me['node'] = {
  nation: 'LCA',
  nationName: {
    en: 'Saint Lucia',
    es: 'Santa Lucía',
    fr: 'Sainte-Lucie',
    nl: 'Saint Lucia',
    acf: 'Sent Lisi',
  },
  name: 'Maritime Operations Centre, Castries',
  mode: 'demo',
  version: '0.1.0',
  utc: new Date().toISOString(),
}

const unit = { id: '018f0000-0000-7000-8000-000000000010', name: 'Marine Unit' }
const agency = { id: '018f0000-0000-7000-8000-000000000001', name: 'Royal Saint Lucia Police Force' }

function person(
  n: number,
  username: string,
  name: string,
  rank: string,
  roles: string[],
  purposes: string[],
): Me {
  return {
    person: { id: `018f0000-0000-7000-8000-0000000001${String(n).padStart(2, '0')}`, name, rank, username },
    agency,
    unit,
    roles,
    clearance: 3,
    clearanceName: 'confidential',
    vettedUntil: '2027-06-30T00:00:00Z',
    purpose: purposes[0] ?? null,
    purposes,
    language: 'en',
    oversight: roles.includes('oversight'),
    node,
  }
}

/** Invented people of the stand-in, by the link that signs them in. */
export const PEOPLE: Record<string, Me> = {
  watch: person(
    1,
    'watch',
    'Ayana Toussaint',
    'Sergeant',
    ['officer', 'watch-officer', 'watch-supervisor'],
    ['maritime-security', 'search-and-rescue'],
  ),
  admin: person(2, 'admin', 'Deon Prospere', 'Inspector', ['officer', 'administrator'], ['administration']),
  auditor: person(3, 'auditor', 'Marguerite Flavien', 'Ms', ['officer', 'auditor'], ['audit']),
  empty: person(
    4,
    'empty',
    'Kerwin St. Rose',
    'Constable',
    ['officer', 'watch-officer'],
    ['maritime-security'],
  ),
}
