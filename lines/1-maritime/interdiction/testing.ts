import type { Interdiction } from './contract/interdiction.ts'

/** An invented go-fast south-west of Saint Lucia, going north in open water, as an officer would enter it. */
export const GO_FAST = {
  reference: 'OP-1',
  domain: 'sea',
  from: null,
  name: 'Unknown go-fast',
  description: 'open boat, three engines, three persons, fuel drums',
  flag: null,
  mmsi: null,
  position: { lon: -61.15, lat: 13.65 },
  accuracyM: 1000,
  courseDeg: 0,
  speedKn: 25,
  sightedAt: '2026-11-24T18:00:00.000Z',
  threat: 'high',
  intent: 'drugs',
  grounds: 'no lights, no answer on VHF 16',
} satisfies Partial<Interdiction>

export const PATROL_BOAT = {
  name: 'Defender',
  class: 'boat',
  unit: 'Coast Watch',
  custodian: 'Coxswain on duty',
  base: { lon: -61.03, lat: 14.02 },
  position: { lon: -61.03, lat: 14.02 },
  positionAt: '2026-11-24T17:50:00.000Z',
  speeds: [
    { seaState: 3, speedKn: 40 },
    { seaState: 4, speedKn: 28 },
  ],
  enduranceHours: 6,
  reserve: 0.2,
  rangeNm: 80,
  readyMinutes: 5,
  nightCapable: true,
  engineHours: 1204,
  readiness: 'ready',
  defects: [],
  needs: ['boarding'],
  crew: [{ name: 'C. Pelican', qualifications: [{ name: 'boarding', until: '2027-06-01T00:00:00.000Z' }] }],
} as const

/** A box around the island, standing for a territorial sea that a nation has loaded. */
export const TERRITORIAL_SEA = {
  name: 'Territorial sea (invented)',
  zone: 'territorial',
  coastalState: 'LCA',
  shape: {
    type: 'Polygon',
    coordinates: [
      [
        [-61.4, 13.4],
        [-60.6, 13.4],
        [-60.6, 14.4],
        [-61.4, 14.4],
        [-61.4, 13.4],
      ],
    ],
  },
  basis: 'legal',
  citation: 'an invented act of this test, s. 3',
} as const

export const BOARDING_RULE = {
  flag: 'any',
  coastalState: 'LCA',
  zone: 'territorial',
  action: 'board',
  effect: 'ask',
  instrument: 'an invented agreement of this test',
  citation: 'art. 6',
  authority: 'Flag registry on duty',
  contact: '+0 000 000',
  answerHours: 2,
  silence: 'granted',
  shiprider: false,
} as const
