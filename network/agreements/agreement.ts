import { fail, ok, type Result } from '@basinet/kernel/contract'
import { DOMAIN, openSignedBy, sameBytes, toHex, type KeyLookup } from '../wire/index.ts'
import {
  actionShape,
  agreementHash,
  signatureShape,
  type AgreementAction,
  type AgreementSignature,
} from './statements.ts'
import { checkText, type AgreementText } from './text.ts'

interface Kept<T> {
  readonly value: T
  readonly signed: Uint8Array
}

/** An agreement as a node holds it: the text and everything the parties signed about it. Never changed in place. */
export interface Agreement {
  readonly text: AgreementText
  readonly hash: Uint8Array
  readonly signatures: ReadonlyMap<string, Kept<AgreementSignature>>
  /** By party and its counter. */
  readonly actions: ReadonlyMap<string, Kept<AgreementAction>>
}

/** Errors: `agreement.text`, naming the first field that contradicts another. */
export function draftAgreement(text: AgreementText): Result<Agreement> {
  const [first] = checkText(text)
  if (first !== undefined) return fail('agreement.text', `${first.field}: ${first.code}`, first.field)
  return ok({ text, hash: agreementHash(text), signatures: new Map(), actions: new Map() })
}

/**
 * Adds a party's signature. It must bind to this text, and to the instrument where the text names one: paper that carries the
 * text's hash can be named by the signatures alone. Errors: `cbor.*`, `message.shape`, `signature.*`, `agreement.other`,
 * `agreement.party`, `agreement.instrument`, `agreement.signed`.
 */
export function addSignature(agreement: Agreement, signed: Uint8Array, keyOf: KeyLookup): Result<Agreement> {
  const opened = openSignedBy(DOMAIN.agreementSignature, signatureShape, signed, keyOf, (s) => s.party)
  if (!opened.ok) return opened
  const { value } = opened.value
  const about = checkAbout(agreement, value)
  if (!about.ok) return about
  const { instrument } = agreement.text
  if (instrument !== null && !sameBytes(instrument.hash, value.instrument))
    return fail(
      'agreement.instrument',
      'it binds to another paper instrument than the text names',
      'instrument',
    )
  const before = agreement.signatures.get(value.party)
  if (before !== undefined)
    return sameBytes(before.signed, signed)
      ? ok(agreement)
      : fail('agreement.signed', `${value.party} has signed already`, 'party')
  return ok({ ...agreement, signatures: new Map(agreement.signatures).set(value.party, { value, signed }) })
}

/** A party that has acted so often on one text may only end it. */
export const ACTIONS_MAX = 500

/**
 * Adds a party's action. Errors: as above; `agreement.fork` when a party made two different actions under one number,
 * `agreement.actions` when it has made too many.
 */
export function addAction(agreement: Agreement, signed: Uint8Array, keyOf: KeyLookup): Result<Agreement> {
  const opened = openSignedBy(DOMAIN.agreementAction, actionShape, signed, keyOf, (a) => a.party)
  if (!opened.ok) return opened
  const { value } = opened.value
  const about = checkAbout(agreement, value)
  if (!about.ok) return about
  const id = `${value.party}/${value.n}`
  const before = agreement.actions.get(id)
  if (before !== undefined)
    return sameBytes(before.signed, signed)
      ? ok(agreement)
      : fail('agreement.fork', `${value.party} made two different actions number ${value.n}`, 'n')
  if (value.action !== 'end' && actionsOf(agreement, value.party).length >= ACTIONS_MAX)
    return fail('agreement.actions', `${value.party} has acted ${ACTIONS_MAX} times and may only end it`, 'n')
  return ok({ ...agreement, actions: new Map(agreement.actions).set(id, { value, signed }) })
}

export function actionsOf(agreement: Agreement, party: string): AgreementAction[] {
  return [...agreement.actions.values()].map((a) => a.value).filter((a) => a.party === party)
}

/** What the signatures say of the signed paper: its hash, that nobody has signed, or that they name different papers. */
export function paperOf(agreement: Agreement): Uint8Array | 'none' | 'differ' {
  const [first, ...rest] = [...agreement.signatures.values()].map((s) => s.value.instrument)
  if (first === undefined) return 'none'
  return rest.every((hash) => sameBytes(hash, first)) ? first : 'differ'
}

function checkAbout(
  agreement: Agreement,
  about: { readonly agreement: Uint8Array; readonly party: string },
): Result<true> {
  if (!sameBytes(about.agreement, agreement.hash))
    return fail('agreement.other', `it is about ${toHex(about.agreement)}`, 'agreement')
  return agreement.text.parties.includes(about.party)
    ? ok(true)
    : fail('agreement.party', `${about.party} is no party`, 'party')
}
