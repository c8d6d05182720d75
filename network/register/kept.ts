import { hashIn, type Domain, type Unverified } from '../wire/index.ts'

/** A statement with the signed bytes it came in, to be handed on. */
export interface Kept<T> {
  readonly value: T
  readonly signed: Uint8Array
  /** Hash of the statement without its signatures. */
  readonly hash: Uint8Array
}

export function keep<T>(domain: Domain, read: Unverified<T>, signed: Uint8Array): Kept<T> {
  return { value: read.value, signed, hash: hashIn(domain, read.statement) }
}
