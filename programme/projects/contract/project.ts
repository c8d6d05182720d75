import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, Ref } from '@basinet/kernel/contract'
import {
  AREAS,
  closed,
  CONTROLLER,
  Currency,
  Day,
  Decimal,
  GOALS,
  Nation,
  nullable,
  OFFICER,
  Words,
} from '@basinet/funding/contract/fields'
import { CAPABILITY, LINE, READERS } from './words.ts'

const STATES = ['planned', 'under-way', 'stopped', 'complete'] as const
const facts = {
  name: Words(200),
  nation: Nation,
  place: Words(120),
  about: Words(2000),
  area: nullable(Type.Enum(AREAS)),
  goal: nullable(Type.Enum(GOALS)),
  priority: nullable(Ref('dialogue-priority')),
  /** What was planned first: variance is told against it, and only where a source gives it. */
  plannedStart: nullable(Day),
  plannedFinish: nullable(Day),
  plannedCost: nullable(Decimal),
  currency: nullable(Currency),
  source: Words(600),
}

/** Works of public use: a hospital, a prison, a pier. */
export const project = defineRecord({
  type: 'capital-project',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({ ...facts, state: Type.Enum(STATES) }),
  title: (b) => b.name,
  label: { class: 'official' },
  searched: {
    nation: { kind: 'text', path: 'nation' },
    place: { kind: 'text', path: 'place' },
    plannedFinish: { kind: 'text', path: 'plannedFinish' },
    state: { kind: 'text', path: 'state' },
  },
  fullText: (b) => [b.about],
  states: { path: 'state', all: STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.capital-project' },
  readers: READERS,
})
export type Project = Static<typeof project.body>

export const registerProject = defineCommand({
  name: 'capital-project.register',
  record: 'capital-project',
  kind: 'create',
  input: closed(facts),
  who: [OFFICER],
})
/** The public facts of the St. Jude Hospital reconstruction, once. */
export const openProjects = defineCommand({
  name: 'capital-project.open-projects',
  record: 'capital-project',
  kind: 'create',
  input: closed({}),
  who: [OFFICER],
  approval: { kind: 'maker-checker', by: [CONTROLLER] },
})
/** Another state of the works; the reason stays in the history. */
export const moveProject = defineCommand({
  name: 'capital-project.move',
  record: 'capital-project',
  kind: 'act',
  input: closed({ state: Type.Enum(STATES) }),
  who: [OFFICER],
  reason: 'required',
})
