import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, Ref } from '@basinet/kernel/contract'
import { closed, Day, nullable, OFFICER, Words } from '@basinet/funding/contract/fields'
import { CAPABILITY, LINE, READERS } from './words.ts'

const STATES = ['planned', 'reached', 'dropped'] as const
const Delay = closed({ from: Day, to: Day, reason: Words(600) })

/** A point the works have to reach: first planned, now expected, reached; every delay with its reason. */
export const milestone = defineRecord({
  type: 'project-milestone',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({
    project: Ref('capital-project'),
    name: Words(200),
    planned: Day,
    expected: Day,
    reached: nullable(Day),
    delays: Type.Array(Delay, { maxItems: 200 }),
    state: Type.Enum(STATES),
  }),
  title: (b) => b.name,
  label: { class: 'official' },
  searched: {
    project: { kind: 'text', path: 'project' },
    planned: { kind: 'text', path: 'planned' },
    expected: { kind: 'text', path: 'expected' },
    state: { kind: 'text', path: 'state' },
  },
  columns: ['planned', 'expected', 'state'],
  states: { path: 'state', all: STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.project-milestone' },
  readers: READERS,
})
export type Milestone = Static<typeof milestone.body>

export const planMilestone = defineCommand({
  name: 'project-milestone.plan',
  record: 'project-milestone',
  kind: 'create',
  input: closed({ project: Ref('capital-project'), name: Words(200), planned: Day }),
  who: [OFFICER],
})
const act = { record: 'project-milestone', kind: 'act', who: [OFFICER], from: ['planned'] } as const
export const delayMilestone = defineCommand({
  ...act,
  name: 'project-milestone.expect',
  input: closed({ expected: Day }),
  reason: 'required',
})
export const reachMilestone = defineCommand({
  ...act,
  name: 'project-milestone.reach',
  input: closed({ reached: Day }),
})
export const dropMilestone = defineCommand({
  ...act,
  name: 'project-milestone.drop',
  input: closed({}),
  reason: 'required',
})
