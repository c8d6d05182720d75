import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { must } from '@basinet/kernel/contract'
import { decodeCbor, fromHex, readShape, toHex, type KeyLookup } from '../wire/index.ts'
import { addAction, addSignature, draftAgreement } from './agreement.ts'
import { agreementVectors } from './make-vectors.ts'
import { stateOf } from './state.ts'
import { agreementShape } from './text.ts'

const vector = JSON.parse(readFileSync(join(import.meta.dirname, 'vectors', 'agreement.json'), 'utf8')) as {
  readonly keys: readonly { readonly nation: string; readonly key: string }[]
  readonly cbor: string
  readonly hash: string
  readonly steps: readonly { readonly kind: string; readonly signed: string; readonly state: string }[]
}

it('makes the committed vectors, byte for byte', () => {
  expect(JSON.parse(JSON.stringify(agreementVectors()))).toEqual(vector)
})

it('goes through the committed states from the committed bytes alone', () => {
  const text = must(readShape(agreementShape, must(decodeCbor(fromHex(vector.cbor)))))
  let agreement = must(draftAgreement(text))
  expect(toHex(agreement.hash)).toBe(vector.hash)
  const keys: KeyLookup = (nation) => fromHex(vector.keys.find((k) => k.nation === nation)?.key ?? '')
  for (const { kind, signed, state } of vector.steps) {
    const add = kind === 'signature' ? addSignature : addAction
    agreement = must(add(agreement, fromHex(signed), keys))
    expect(stateOf(agreement)).toBe(state)
  }
  expect(stateOf(agreement)).toBe('ended')
})
