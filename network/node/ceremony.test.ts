import { randomBytes } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { must } from '@basinet/kernel/contract'
import { acceptRegister, foundNetwork, members, signKeys } from '../register/index.ts'
import { beginCeremony, introduce, type Ceremony, type Introduction } from './ceremony.ts'
import {
  ceremonyFile,
  introductionFile,
  readCeremonyFile,
  readIntroductionFile,
  takeTurn,
} from './ceremony-file.ts'
import type { OwnKeys } from './keys.ts'
import { testKeys } from './test-keys.ts'

const AT = Date.UTC(2026, 10, 24)
const random = (bytes: number): Uint8Array => new Uint8Array(randomBytes(bytes))

const keysOf = (nation: string): Promise<OwnKeys> => testKeys(nation, AT)

let lca: OwnKeys
let brb: OwnKeys
let vct: OwnKeys
const introduced = (keys: OwnKeys, mode: Introduction['mode'] = 'service'): Introduction =>
  introduce({ nation: keys.root.nation, kind: 'nation', mode, urls: ['https://node.example:8430'] }, keys)
const begun = (): Ceremony =>
  must(
    beginCeremony(
      'caribbean',
      [lca, brb, vct].map((k) => introduced(k)),
      2,
      AT,
    ),
  )

beforeAll(async () => {
  lca = await keysOf('LCA')
  brb = await keysOf('BRB')
  vct = await keysOf('VCT')
})

it('founds a network from a file that goes round, in whatever order, and says who is next', () => {
  let ceremony = begun()
  for (const [keys, waits] of [
    [vct, ['BRB', 'LCA']],
    [lca, ['BRB']],
    [brb, ['LCA', 'VCT']],
    [brb, ['LCA', 'VCT']],
  ] as const) {
    const turn = must(takeTurn(must(readCeremonyFile(ceremonyFile(ceremony))), keys, AT))
    expect([...turn.waitsFor].sort()).toEqual(waits)
    expect(turn.done).toBeNull()
    ceremony = turn.ceremony
  }
  const { done } = must(takeTurn(ceremony, lca, AT))
  const state = must(acceptRegister(must(foundNetwork(done!.founding)), done!.register, AT))
  expect(members(state)).toEqual(['BRB', 'LCA', 'VCT'])
  expect(signKeys(state, AT)('VCT', vct.sign[0]!.key.keyId)).toEqual(vct.sign[0]!.key.publicKey)
})

it('reads an introduction as it was written, and refuses another kind of file', () => {
  const mine = introduced(lca)
  expect(must(readIntroductionFile(introductionFile(mine)))).toEqual(mine)
  expect(readIntroductionFile(ceremonyFile(begun())).ok).toBe(false)
  expect(readCeremonyFile(random(500)).ok).toBe(false)
})

it('signs for nobody whose root key was exchanged on the way, and mixes no demonstration with service', async () => {
  const forged = { ...introduced(lca), root: (await keysOf('LCA')).root.publicKey }
  const ceremony = must(beginCeremony('caribbean', [forged, introduced(brb)], 2, AT))
  expect(takeTurn(ceremony, lca, AT)).toMatchObject({ error: { code: 'ceremony.nation' } })
  expect(takeTurn(begun(), await keysOf('JAM'), AT)).toMatchObject({ error: { code: 'ceremony.nation' } })
  expect(beginCeremony('x', [introduced(lca), introduced(brb, 'demo')], 1, AT)).toMatchObject({
    error: { code: 'ceremony.mode' },
  })
  expect(beginCeremony('x', [introduced(lca), introduced(lca)], 1, AT)).toMatchObject({
    error: { code: 'ceremony.nation' },
  })
})

it('does not finish on a mark that was altered, or on a text that was changed under the signatures', () => {
  let ceremony = begun()
  for (const keys of [lca, brb, vct, lca]) ceremony = must(takeTurn(ceremony, keys, AT)).ceremony
  const [first, ...rest] = ceremony.foundingMarks
  const signature = new Uint8Array(first![2])
  signature[5] = (signature[5] as number) ^ 1
  const altered = { ...ceremony, foundingMarks: [[first![0], first![1], signature] as const, ...rest] }
  expect(takeTurn(altered, brb, AT)).toMatchObject({ error: { code: 'signature.wrong' } })
  const lowered = { ...ceremony, founding: { ...ceremony.founding, threshold: 1 } }
  expect(takeTurn(lowered, brb, AT)).toMatchObject({ error: { code: 'signature.wrong' } })
})
