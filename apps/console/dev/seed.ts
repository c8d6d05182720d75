import { PEOPLE } from './people.ts'
import { put } from './records.ts'

const iso = (agoS: number): string => new Date(Date.now() - agoS * 1000).toISOString()
const rules = [
  'identity.imo-check-digit',
  'movement.impossible-speed',
  'silence.gap',
  'area.entry',
  'identity.duplicate',
  'position.on-land',
]
const texts = [
  'Routine radio check with Marine Unit 2, loud and clear.',
  'Yacht reports floating container three miles west of Pigeon Island.',
  'Visibility five miles, wind 090/18, sea state 4.',
  'AIS station Moule à Chique silent for four minutes, back by itself.',
  'Ferry L’Express des Îles departed Castries for Fort-de-France.',
]

function seedAlerts(): void {
  for (let i = 0; i < 26; i++) {
    put(
      'picture-alert',
      {
        rule: rules[i % rules.length],
        episode: `e${i}`,
        severity: i % 5 === 0 ? 'warning' : 'info',
        distress: false,
        at: iso(300 + i * 700),
        mmsi: 343_000_100 + i,
        name: i % 3 === 0 ? null : `SAINT ${i}`,
        position: { lon: -61.2 + i * 0.02, lat: 13.7 + i * 0.02 },
        why: {
          key: `picture.why.${rules[i % rules.length] ?? ''}`,
          params: { speedKn: 61, minutes: 14, name: 'Vieux Fort approaches' },
        },
        evidence: [],
        area: null,
        watchListEntry: null,
        sarLog: null,
        dismissal: i % 4 === 0 ? 'resolved' : null,
        state: i % 4 === 0 ? 'dismissed' : i % 4 === 1 ? 'acknowledged' : 'open',
      },
      'picture-alert.raise',
      300 + i * 700,
    )
  }
}

function seedLog(): void {
  for (let i = 0; i < 2400; i++) {
    put(
      'watch-log-entry',
      {
        at: iso(i * 900),
        kind: ['observation', 'communication', 'weather', 'equipment', 'action'][i % 5],
        text: texts[i % texts.length],
        mmsi: i % 7 === 0 ? 343_000_100 + (i % 40) : null,
        position: null,
        alert: null,
      },
      'watch-log-entry.write',
      i * 900,
    )
  }
}

/** What a watch leaves behind: enough of each kind for every screen to be seen full. */
export function seed(): void {
  seedAlerts()
  seedLog()
  const area = put(
    'own-area',
    {
      name: 'Vieux Fort approaches',
      note: 'Night landings reported in October.',
      shape: { type: 'Circle', center: [-60.96, 13.68], radiusM: 9000 },
      alerts: { entry: true, exit: false, speedAboveKn: 25, speedBelowKn: null },
      severity: 'warning',
      shipTypes: [],
      activeFrom: null,
      activeUntil: null,
      state: 'active',
    },
    'own-area.draw',
    90_000,
  )
  put('picture-alert', alertIn(area.id), 'picture-alert.raise', 120)
  put('hand-contact', contact, 'hand-contact.enter', 2400)
  seedPeople()
}

function seedPeople(): void {
  const admin = PEOPLE['admin']?.person.id
  const agency = put(
    'agency',
    { name: 'Royal Saint Lucia Police Force', code: 'RSLPF', state: 'active' },
    'agency.create',
    9e6,
    admin,
  )
  const marine = put(
    'unit',
    { name: 'Marine Unit', code: 'MU', agency: agency.id, parent: null, state: 'active' },
    'unit.create',
    9e6,
    admin,
  )
  put(
    'unit',
    { name: 'Marine Unit, Vieux Fort', code: 'MU-VF', agency: agency.id, parent: marine.id, state: 'active' },
    'unit.create',
    8e6,
    admin,
  )
  put(
    'agency',
    { name: 'Customs and Excise Department', code: 'CED', state: 'active' },
    'agency.create',
    9e6,
    admin,
  )
  for (const me of Object.values(PEOPLE)) {
    put(
      'person',
      {
        name: me.person.name,
        rank: me.person.rank,
        username: me.person.username,
        agency: agency.id,
        unit: marine.id,
        language: 'en',
        rights: {
          roles: me.roles,
          clearance: 'confidential',
          handling: [],
          purposes: [],
          vettedUntil: me.vettedUntil,
          juvenile: false,
          sealed: false,
          realms: [],
          oversight: false,
        },
        state: 'active',
        invitation: null,
      },
      'person.register',
      8e6,
      admin,
    )
  }
}

const alertIn = (area: string): Record<string, unknown> => ({
  rule: 'area.entry',
  episode: 'entry-1',
  severity: 'warning',
  distress: false,
  at: iso(120),
  mmsi: 377_123_000,
  name: 'LADY MARGARET',
  position: { lon: -60.97, lat: 13.69 },
  why: { key: 'picture.why.area.entry', params: { name: 'Vieux Fort approaches' } },
  evidence: [],
  area,
  watchListEntry: null,
  sarLog: null,
  dismissal: null,
  state: 'open',
})

const contact = {
  channel: 'fisherman',
  source: 'Fisherman from Dennery, known to the unit',
  reliability: 'B',
  credibility: '2',
  kind: 'go-fast',
  description: 'Grey open boat, two engines, three men, no lights',
  reported: {
    kind: 'bearing-range',
    from: { lon: -60.89, lat: 13.9 },
    fromName: 'Dennery',
    bearingDeg: 95,
    rangeNm: 6,
  },
  accuracyM: 1500,
  courseDeg: 340,
  speedKn: 25,
  growthKn: 8,
  sightedAt: iso(2400),
  position: { lon: -60.79, lat: 13.89 },
  state: 'open',
  mergedWith: null,
}
