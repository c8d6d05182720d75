import { must } from '../../contract/result.ts'
import type { IdentityContext } from '../context.ts'
import { createGate } from './gate.ts'
import { hashPassword, verifyPassword } from './password.ts'

/** One hash takes 19 MiB and some 80 ms of a core; more at once would only slow all of them down. */
const HASHES_AT_ONCE = 2
const HASHES_WAITING = 64

export interface Passwords {
  /** Hashed and sealed, ready to be stored. Null when too many wait. */
  seal(person: string, password: string): Promise<string | null>
  /** Does the same work whether there is a stored password or not. Null when too many wait. */
  verify(
    person: string | null,
    stored: string | null,
    password: string,
  ): Promise<{ right: boolean; weaker: boolean } | null>
}

const sealId = (person: string): string => `password:${person}`
const NOBODY = 'nobody'

/**
 * Passwords as they lie in the database: an argon2id hash, sealed by the node's identity key, so that a stolen database or
 * backup cannot even be guessed against.
 */
export function createPasswords(ctx: Pick<IdentityContext, 'vault' | 'random' | 'cost'>): Passwords {
  const gate = createGate(HASHES_AT_ONCE, HASHES_WAITING)
  const make = async (person: string, password: string): Promise<string> => {
    const phc = await hashPassword(password, ctx.cost, ctx.random)
    return ctx.vault.seal('identity', sealId(person), Buffer.from(phc, 'utf8'))
  }
  /** What a password is held against where there is none: nobody knows the text behind it. */
  let decoy: Promise<string> | null = null
  return {
    seal: (person, password) => gate.run(() => make(person, password)),
    async verify(person, stored, password) {
      decoy ??= make(NOBODY, Buffer.from(ctx.random(32)).toString('base64'))
      const against = stored ?? (await decoy)
      const owner = stored === null || person === null ? NOBODY : person
      const phc = Buffer.from(must(ctx.vault.open('identity', sealId(owner), against))).toString('utf8')
      const seen = await gate.run(() => verifyPassword(password, phc, ctx.cost))
      if (seen === null) return null
      return { right: seen.right && stored !== null && person !== null, weaker: seen.weaker }
    },
  }
}
