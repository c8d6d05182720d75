import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { must } from '@basinet/kernel/contract'
import { fromHex, toHex } from '../wire/index.ts'
import { acceptDescriptor } from './accept-descriptor.ts'
import { acceptRegister } from './accept-register.ts'
import { acceptRevocation } from './accept-revocation.ts'
import { foundNetwork } from './found.ts'
import { registerVectors } from './make-vectors.ts'
import { members, signKeys } from './state.ts'

const text = readFileSync(join(import.meta.dirname, 'vectors', 'register.json'), 'utf8')
const vector = JSON.parse(text) as Record<
  'founding' | 'register' | 'descriptor' | 'revocation' | 'networkId',
  string
> & {
  readonly at: number
  readonly keyIds: Record<'first' | 'second', string>
}

it('makes the committed vectors, byte for byte', () => {
  expect(JSON.parse(JSON.stringify(registerVectors()))).toEqual(vector)
})

it('gives from the committed statements alone the network, its members and the keys in force', () => {
  const { at, keyIds } = vector
  const first = fromHex(keyIds.first)
  const founded = must(foundNetwork(fromHex(vector.founding)))
  expect(toHex(founded.founding.hash)).toBe(vector.networkId)
  const state = must(acceptRegister(founded, fromHex(vector.register), at))
  expect(members(state)).toEqual(['BRB', 'LCA', 'VCT'])
  const rotated = must(acceptDescriptor(state, fromHex(vector.descriptor), at))
  expect(signKeys(rotated, at)('LCA', first)).not.toBeNull()
  const revoked = must(acceptRevocation(rotated, fromHex(vector.revocation)))
  expect(signKeys(revoked, at)('LCA', first)).toBeNull()
  expect(signKeys(revoked, at)('LCA', fromHex(keyIds.second))).not.toBeNull()
})
