import { hash } from 'node:crypto'

const MODULUS = 2n ** 256n

/**
 * Digest of a set that can be updated: sum of SHA-256 of the members modulo 2^256 (Bellare and Micciancio, EUROCRYPT 1997, AdHASH). It finds
 * copies that drifted apart; that an update is the holder's is what its signature says.
 */
export class SetDigest {
  #sum = 0n

  add(member: string): void {
    this.#sum = (this.#sum + valueOf(member)) % MODULUS
  }

  remove(member: string): void {
    this.#sum = (this.#sum - valueOf(member) + MODULUS) % MODULUS
  }

  hex(): string {
    return this.#sum.toString(16).padStart(64, '0')
  }
}

function valueOf(member: string): bigint {
  return BigInt(`0x${hash('sha256', member, 'hex')}`)
}
