import { expect, test } from 'vitest'
import type { Label } from '../contract/label.ts'
import type { Subject } from '../contract/subject.ts'
import { createPolicy } from './cedar-policy.ts'
import type { PolicyDecision, PolicyRequest } from './policy.ts'

const policy = createPolicy()

const subject: Subject = {
  person: 'p-1',
  session: null,
  nation: 'LCA',
  agency: 'customs',
  unit: 'vigie',
  roles: ['customs-officer'],
  clearance: 4,
  handling: [],
  purpose: 'customs',
  juvenile: false,
  sealed: false,
  vettedUntil: '2027-01-01T00:00:00.000Z',
  oversight: false,
  realms: [],
}

const label: Label = {
  owner: 'LCA',
  class: 'official',
  releaseTo: [],
  displayOnly: [],
  handling: [],
  purposes: [],
  personal: false,
  juvenile: false,
  sealed: false,
  keepUntil: null,
  eraseBy: null,
  holds: [],
  leaseUntil: null,
  onward: 'ask-owner',
  sources: ['LCA'],
  exercise: false,
}

const AT = '2026-11-24T20:30:00.000Z'

interface Change {
  readonly subject?: Partial<Subject>
  readonly label?: Partial<Label>
  readonly request?: Partial<PolicyRequest>
}

function decide(change: Change): PolicyDecision {
  return policy.decide({
    subject: { ...subject, ...change.subject },
    action: 'read',
    type: 'seizure',
    realm: 'general',
    types: ['seizure'],
    label: { ...label, ...change.label },
    at: new Date(AT),
    ...change.request,
  })
}

const export_ = { action: 'export' } as const
const foreign = { owner: 'BRB' }

test.each<[title: string, change: Change, policies: string[]]>([
  ['an own record', {}, ['own']],
  ['an own record acted on', { request: { action: 'act' } }, ['own']],
  ['an own record exported', { request: export_ }, ['own']],
  ['an own record relabelled', { request: { action: 'relabel' } }, ['own']],
  ['making a record', { request: { action: 'create', types: [] } }, ['own-create']],
  ['a released one', { label: { ...foreign, releaseTo: ['LCA'] } }, ['released']],
  ['a display-only one', { label: { ...foreign, displayOnly: ['LCA'] } }, ['display-only']],
  [
    'a released one for the listed, exported',
    { label: { ...foreign, releaseTo: ['LCA'], onward: 'listed' }, request: export_ },
    ['export-released'],
  ],
  ['confidential with vetting', { label: { class: 'confidential' } }, ['own']],
  ['erasure past, but held', { label: { eraseBy: AT, holds: ['appeal'] } }, ['own']],
  ['lease ends in a millisecond', { label: { leaseUntil: '2026-11-24T20:30:00.001Z' } }, ['own']],
  ['its realm entered', { subject: { realms: ['witness'] }, request: { realm: 'witness' } }, ['own']],
])('allowed: %s', (_, change, policies) => {
  expect(decide(change)).toEqual({ allowed: true, policies })
})

test.each<[title: string, change: Change, policies: string[]]>([
  ['a type the roles do not read', { request: { types: ['exhibit'] } }, []],
  ['a foreign record released to nobody', { label: foreign }, []],
  [
    'a foreign record acted on',
    { label: { ...foreign, releaseTo: ['LCA'] }, request: { action: 'act' } },
    [],
  ],
  [
    'display-only, exported',
    { label: { ...foreign, displayOnly: ['LCA'], onward: 'listed' }, request: export_ },
    [],
  ],
  [
    'released, exported without onward grant',
    { label: { ...foreign, releaseTo: ['LCA'] }, request: export_ },
    [],
  ],
  ['making a record for another nation', { label: foreign, request: { action: 'create' } }, []],
  ['above clearance', { subject: { clearance: 0 } }, ['above-clearance']],
  ['vetting ended now', { subject: { vettedUntil: AT }, label: { class: 'confidential' } }, ['unvetted']],
  ['never vetted', { subject: { vettedUntil: null }, label: { class: 'secret' } }, ['unvetted']],
  ['a caveat not held', { label: { handling: ['naval'] } }, ['caveat']],
  ['another purpose', { label: { purposes: ['court'] } }, ['purpose']],
  [
    'no purpose',
    { subject: { purpose: null }, label: { purposes: ['court'], personal: true } },
    ['personal', 'purpose'],
  ],
  ['juvenile', { label: { juvenile: true } }, ['juvenile']],
  ['sealed', { label: { sealed: true } }, ['sealed']],
  ['outside its realm', { request: { realm: 'witness' } }, ['realm']],
  ['making a record outside its realm', { request: { action: 'create', realm: 'juvenile' } }, ['realm']],
  ['lease ends now', { label: { leaseUntil: AT } }, ['lease-over']],
  ['erasure due now', { label: { eraseBy: AT } }, ['erasure-due']],
  ['a time that cannot be read', { label: { eraseBy: 'soon' } }, ['malformed']],
])('refused: %s', (_, change, policies) => {
  expect(decide(change)).toEqual({ allowed: false, policies })
})
