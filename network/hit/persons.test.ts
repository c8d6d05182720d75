import { randomBytes } from 'node:crypto'
import { must } from '@basinet/kernel/contract'
import { hullTokens, personTokens, serialTokens, type Person, type Token } from '@basinet/names'
import { deriveKeys } from '@basinet/oprf'
import { expect, test } from 'vitest'
import { answerHit, askHit, readHitAnswer, type QuestionTerms } from './question.ts'
import { freshLedger } from './rate-limit.ts'
import { HeldSet, HIT_SUITE, keyInfo, SetCopy } from './token-set.ts'

const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length))
const NAME = { class: 'persons', epoch: 1 }
const keys = must(deriveKeys(HIT_SUITE, random(32), keyInfo(NAME)))
const limit = { tokensPerUnit: 1000, tokensPerNation: 1000 }
const terms: QuestionTerms = {
  ...NAME,
  id: 'q',
  agreement: { id: 'a', version: 1 },
  purpose: 'border',
  nation: 'BRB',
  unit: 'BRB/immigration',
}
const texts = (tokens: readonly Token[]): string[] => tokens.map((entry) => entry.text)
const person = (given: string, family: string, birthYear: number): Person => ({
  given,
  family,
  birthYear,
  birthDate: null,
})

/** Invented people and things. */
function heldByLca(): { held: HeldSet; copy: SetCopy } {
  const held = new HeldSet(NAME, keys, 8)
  const copy = new SetCopy(NAME, 8)
  must(held.put('p1', texts(must(personTokens(person('José María', 'de la Peña Vásquez', 1980), 'index')))))
  must(held.put('p2', texts(must(personTokens(person('Radjesh', 'Soerdjan', 1991), 'index')))))
  must(held.put('h1', texts(must(hullTokens('US-ABC00042A313')))))
  must(held.put('s1', texts(must(serialTokens({ make: 'Acme Arms', serial: 'AB-12345' })))))
  must(copy.apply(held.takeUpdate()!))
  return { held, copy }
}

test('a person, a hull and a serial number are found under another spelling, and nothing else is', () => {
  const { held, copy } = heldByLca()
  const found = (tokens: readonly Token[]): string[] => {
    const { question, secret } = must(askHit(terms, 'C-1', texts(tokens), random))
    const step = answerHit({ name: NAME, keys, limit, random }, question, freshLedger(1))
    const result = must(readHitAnswer(question, secret, must(step.answer), keys.publicKey, copy))
    return held.recordsOf(result.outputs.map((one) => one.output))
  }
  const asked = (given: string, family: string, year: number): string[] =>
    found(must(personTokens(person(given, family, year), 'query')))
  expect(asked('Jose Maria', 'PENA BASQUEZ', 1980)).toEqual(['p1'])
  expect(asked('Surjan', 'Radjesh', 1991)).toEqual(['p2'])
  expect(asked('Ana', 'Charles', 1980)).toEqual([])
  expect(asked('José María', 'Peña Vásquez', 1960)).toEqual([])
  expect(found(must(hullTokens('abc 00042 a3 13')))).toEqual(['h1'])
  expect(found(must(serialTokens({ make: null, serial: 'AB 1234S' })))).toEqual(['s1'])
})
