import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord } from '@basinet/kernel/contract'
import {
  ACTIONS,
  BOARDING,
  CAPABILITY,
  closed,
  LINE,
  Nation,
  nullable,
  Polygon,
  SUPERVISION,
  WATCH,
  Words,
  ZONE_KINDS,
} from './words.ts'

const STATES = ['active', 'retired'] as const
const readers = [...WATCH, BOARDING]
const active = { path: 'state', all: STATES }
/** Law is loaded by one person and looked at by another. */
const twoPeople = { kind: 'maker-checker', by: [...SUPERVISION] } as const

const zoneFacts = {
  name: Words(120),
  zone: Type.Enum(ZONE_KINDS),
  /** Coastal state; null on the high seas. */
  coastalState: nullable(Nation),
  shape: Polygon,
  /** `computed`: drawn dashed, gives no authority. */
  basis: Type.Enum(['legal', 'computed']),
  /** Act, order or treaty that draws the line; required of a legal one. */
  citation: nullable(Words(300)),
}

/** A maritime zone as the nation has loaded it. */
export const maritimeZone = defineRecord({
  type: 'maritime-zone',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({ ...zoneFacts, state: Type.Enum(STATES) }),
  title: (b) => `${b.name} (${b.basis})`,
  label: { class: 'official' },
  searched: {
    name: { kind: 'text', path: 'name' },
    zone: { kind: 'text', path: 'zone' },
    coastalState: { kind: 'text', path: 'coastalState' },
    basis: { kind: 'text', path: 'basis' },
    state: { kind: 'text', path: 'state' },
  },
  states: active,
  retention: { kind: 'nation-sets', parameter: 'retention.maritime-zone' },
  readers,
})
export type MaritimeZone = Static<typeof maritimeZone.body>

export const loadZone = defineCommand({
  name: 'maritime-zone.load',
  record: 'maritime-zone',
  kind: 'create',
  input: closed(zoneFacts),
  who: [...SUPERVISION],
  approval: twoPeople,
})
export const retireZone = defineCommand({
  name: 'maritime-zone.retire',
  record: 'maritime-zone',
  kind: 'act',
  input: closed({}),
  who: [...SUPERVISION],
  from: ['active'],
  reason: 'required',
})

const Any = (pattern: string) => Type.String({ pattern: `^(any|${pattern})$` })
const EFFECTS = ['granted', 'ask', 'denied'] as const
const SILENCE = ['granted', 'refused', 'nothing'] as const

const ruleFacts = {
  /** Whose flag: alpha-3, `stateless`, `any`. */
  flag: Any('stateless|[A-Z]{3}'),
  /** In whose zone: alpha-3, `none` on the high seas, `any`. */
  coastalState: Any('none|[A-Z]{3}'),
  zone: Type.Enum(['any', ...ZONE_KINDS]),
  action: Type.Enum(ACTIONS),
  effect: Type.Enum(EFFECTS),
  instrument: Words(200),
  /** Article or section. */
  citation: Words(300),
  /** Whom to ask, and how it is reached. */
  authority: nullable(Words(200)),
  contact: nullable(Words(200)),
  /** Time the instrument gives for an answer, hours; null: it gives none. */
  answerHours: nullable(Type.Number({ exclusiveMinimum: 0, maximum: 720 })),
  /** What silence means by that instrument; null: it does not say. */
  silence: nullable(Type.Enum(SILENCE)),
  shiprider: Type.Boolean(),
}

/** One cell of the authority matrix: flag × coastal state × zone × action, by an agreement or a law. */
export const maritimeAuthority = defineRecord({
  type: 'maritime-authority',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({ ...ruleFacts, state: Type.Enum(STATES) }),
  title: (b) => `${b.action} ${b.flag} ${b.zone} ${b.coastalState}: ${b.effect}`,
  label: { class: 'official' },
  searched: {
    action: { kind: 'text', path: 'action' },
    flag: { kind: 'text', path: 'flag' },
    zone: { kind: 'text', path: 'zone' },
    coastalState: { kind: 'text', path: 'coastalState' },
    effect: { kind: 'text', path: 'effect' },
    state: { kind: 'text', path: 'state' },
  },
  fullText: (b) => [b.instrument, b.citation, b.authority ?? ''],
  states: active,
  retention: { kind: 'nation-sets', parameter: 'retention.maritime-authority' },
  readers,
})
export type MaritimeAuthority = Static<typeof maritimeAuthority.body>

export const loadAuthority = defineCommand({
  name: 'maritime-authority.load',
  record: 'maritime-authority',
  kind: 'create',
  input: closed(ruleFacts),
  who: [...SUPERVISION],
  approval: twoPeople,
})
export const retireAuthority = defineCommand({
  name: 'maritime-authority.retire',
  record: 'maritime-authority',
  kind: 'act',
  input: closed({}),
  who: [...SUPERVISION],
  from: ['active'],
  reason: 'required',
})

const clockFacts = {
  hours: Type.Number({ exclusiveMinimum: 0, maximum: 720 }),
  citation: Words(300),
}
/** Within what time a held person is brought before a judicial authority, by the nation's law. There is no default. */
export const judicialClock = defineRecord({
  type: 'judicial-clock',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({ ...clockFacts, state: Type.Enum(STATES) }),
  title: (b) => `${b.hours} h: ${b.citation}`,
  label: { class: 'official' },
  searched: { state: { kind: 'text', path: 'state' }, hours: { kind: 'number', path: 'hours' } },
  states: active,
  retention: { kind: 'nation-sets', parameter: 'retention.judicial-clock' },
  readers,
})
export const setClock = defineCommand({
  name: 'judicial-clock.set',
  record: 'judicial-clock',
  kind: 'create',
  input: closed(clockFacts),
  who: [...SUPERVISION],
  approval: twoPeople,
})
export const retireClock = defineCommand({
  name: 'judicial-clock.retire',
  record: 'judicial-clock',
  kind: 'act',
  input: closed({}),
  who: [...SUPERVISION],
  from: ['active'],
  reason: 'required',
})
