import { randomBytes } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { must } from '@basinet/kernel/contract'
import { members, standing, type RegisterState } from '../register/index.ts'
import { introduce, beginCeremony, type Introduction } from './ceremony.ts'
import { takeTurn } from './ceremony-file.ts'
import type { KnownCertificate } from './certificates.ts'
import { checkCertificate, certificateStatement } from './certificates.ts'
import type { OwnKeys } from './keys.ts'
import { proposeRegister, takeRegisterTurn, type ChangeWish, type RegisterChange } from './register-change.ts'
import { readRegisterChange, registerChangeFile } from './register-change-file.ts'
import { registerOf, type Statement } from './statements.ts'
import { testKeys } from './test-keys.ts'

const AT = Date.UTC(2026, 10, 24)
const DAY_MS = 86_400_000
const LATER = AT + 20 * DAY_MS

let lca: OwnKeys
let brb: OwnKeys
let vct: OwnKeys
let dma: OwnKeys
let founded: Statement[]
let state: RegisterState
let certificates: KnownCertificate[]
const introduced = (keys: OwnKeys, mode: Introduction['mode'] = 'service'): Introduction =>
  introduce({ nation: keys.root.nation, kind: 'nation', mode, urls: ['https://node.example:8430'] }, keys)

beforeAll(async () => {
  lca = await testKeys('LCA', AT)
  brb = await testKeys('BRB', AT)
  vct = await testKeys('VCT', AT)
  dma = await testKeys('DMA', AT)
  const founders = [lca, brb, vct]
  let ceremony = must(
    beginCeremony(
      'caribbean',
      founders.map((k) => introduced(k)),
      2,
      AT,
    ),
  )
  for (const keys of founders) ceremony = must(takeTurn(ceremony, keys, AT)).ceremony
  const { done } = must(takeTurn(ceremony, lca, AT))
  founded = [
    { kind: 'founding', body: done!.founding },
    { kind: 'register', body: done!.register },
  ]
  state = must(registerOf(founded, AT)) as RegisterState
  certificates = founders.map((k) => ({ nation: k.root.nation, pem: k.tls.certificate }))
})

const wish = (change: Partial<ChangeWish>): ChangeWish => ({
  admit: [],
  remove: [],
  threshold: null,
  days: 30,
  ...change,
})
const proposed = (change: Partial<ChangeWish>, at = LATER): RegisterChange =>
  must(proposeRegister(state, founded, certificates, wish(change), at))
/** Through a file, as on a stick. */
const turn = (change: RegisterChange, keys: OwnKeys, known: RegisterState | null = state) =>
  takeRegisterTurn(must(readRegisterChange(registerChangeFile(change))), keys, known, LATER)
const after = (register: Uint8Array): RegisterState =>
  must(registerOf([...founded, { kind: 'register', body: register }], LATER)) as RegisterState

it('admits a nation by its own word and enough members’, from a file that goes round', () => {
  const first = proposed({ admit: [introduced(dma)] })
  expect(turn(first, lca)).toMatchObject({ error: { code: 'register.turn' } })
  const stated = must(turn(first, dma, null))
  expect(stated).toMatchObject({ register: null, waitsFor: ['BRB', 'LCA', 'VCT'], missing: 2 })
  const once = must(turn(stated.change, lca))
  expect(once).toMatchObject({ register: null, waitsFor: ['BRB', 'VCT'], missing: 1 })
  expect(must(turn(once.change, lca)).missing).toBe(1)
  const done = must(turn(once.change, vct))
  expect(members(after(done.register!))).toEqual(['BRB', 'DMA', 'LCA', 'VCT'])
  // The newcomer takes the same from the file alone, with everybody's certificate.
  const own = must(turn(done.change, dma, null))
  expect(own.register).toEqual(done.register)
  const known = must(registerOf([...own.change.history, { kind: 'register', body: own.register! }], LATER))
  expect(members(known as RegisterState)).toEqual(['BRB', 'DMA', 'LCA', 'VCT'])
  for (const certificate of own.change.certificates)
    expect(checkCertificate(known as RegisterState, certificateStatement(certificate).body).ok).toBe(true)
})

it('renews and removes, and whoever was removed is no member', () => {
  const change = proposed({ remove: ['VCT'], threshold: 2, days: 90 })
  const done = must(turn(must(turn(change, lca)).change, brb))
  const next = after(done.register!)
  expect(members(next)).toEqual(['BRB', 'LCA'])
  expect(standing(next, LATER + 89 * DAY_MS).kind).toBe('current')
  expect(standing(next, LATER + 91 * DAY_MS).kind).toBe('degraded')
  expect(standing(state, LATER + 20 * DAY_MS).kind).toBe('degraded')
})

it('takes back who left, above what its node said before', () => {
  const gone = must(turn(must(turn(proposed({ remove: ['VCT'], threshold: 2 }), lca)).change, brb)).register!
  const statements: Statement[] = [...founded, { kind: 'register', body: gone }]
  const without = after(gone)
  const back = must(
    proposeRegister(without, statements, certificates, wish({ admit: [introduced(vct)] }), LATER),
  )
  const stated = must(turn(back, vct, state))
  const signed = must(turn(must(turn(stated.change, lca, without)).change, brb, without))
  const known = must(registerOf([...statements, { kind: 'register', body: signed.register! }], LATER))
  expect(members(known as RegisterState)).toEqual(['BRB', 'LCA', 'VCT'])
})

it('refuses a stranger, another’s root key, a changed text, a register it does not know, and what cannot be', async () => {
  const change = proposed({ admit: [introduced(dma)] })
  expect(turn(change, await testKeys('JAM', AT), null)).toMatchObject({
    error: { code: 'register.stranger' },
  })
  expect(turn(change, await testKeys('DMA', AT), null)).toMatchObject({
    error: { code: 'register.stranger' },
  })
  const renewed = must(turn(must(turn(proposed({}), lca)).change, brb)).register!
  expect(turn(proposed({}), vct, after(renewed))).toMatchObject({ error: { code: 'register.behind' } })
  const signed = must(turn(proposed({}), lca)).change
  const loosened = { ...signed, next: { ...signed.next, threshold: 1 } }
  expect(turn(loosened, brb)).toMatchObject({ error: { code: 'signature.wrong' } })
  const propose = (asked: Partial<ChangeWish>) =>
    proposeRegister(state, founded, certificates, wish(asked), LATER)
  for (const [asked, code] of [
    [{ admit: [introduced(vct)] }, 'register.known'],
    [{ admit: [introduced(dma, 'demo')] }, 'register.mode'],
    [{ remove: ['JAM'] }, 'register.unknown'],
    [{ threshold: 4 }, 'register.roots'],
    [{ days: 400 }, 'register.days'],
  ] as const)
    expect(propose(asked)).toMatchObject({ error: { code } })
  expect(readRegisterChange(new Uint8Array(randomBytes(400))).ok).toBe(false)
})

it('takes a certificate only for the key its nation named and signed with', async () => {
  const other = { nation: 'LCA', pem: (await testKeys('LCA', AT)).tls.certificate }
  for (const wrong of [other, { nation: 'LCA', pem: brb.tls.certificate }, { nation: 'LCA', pem: 'none' }])
    expect(checkCertificate(state, certificateStatement(wrong).body)).toMatchObject({
      error: { code: 'certificate.other' },
    })
})
