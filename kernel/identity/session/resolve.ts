import type { Subject } from '../../contract/subject.ts'
import type { IdentityContext } from '../context.ts'
import { hashOf, TOKEN } from '../secrets/one-use.ts'
import { findSession, type FoundSession } from '../store/sessions.ts'
import type { Resolved } from '../types.ts'
import { effectiveRights, NOTHING, subjectFor } from './rights.ts'

/**
 * A session found is believed for so long without asking the database again. Ending it here ends it at once; on another
 * process of the same node it ends within this time.
 */
const SUBJECT_CACHE_SECONDS = 3
/** Sessions remembered at most; the oldest goes first. */
const CACHE_MAX = 10_000

interface Entry {
  readonly found: Promise<FoundSession | null>
  readonly at: number
  person: string | null
}

export interface Resolver {
  resolve(token: string, options?: { readonly activity?: boolean }): Promise<Resolved | null>
  subject(token: string): Promise<Subject | null>
  forget(person?: string): void
}

export function createResolver(ctx: IdentityContext): Resolver {
  const cache = new Map<string, Entry>()

  const load = (key: string, hash: Buffer, activity: boolean, now: number): Entry => {
    const entry: Entry = { found: ctx.asNode((tx) => findSession(tx, hash, activity)), at: now, person: null }
    cache.set(key, entry)
    if (cache.size > CACHE_MAX) cache.delete(cache.keys().next().value ?? key)
    entry.found.then(
      (found) => {
        // An unknown token is not remembered: it may be on its way into the table, and guessing must not fill the cache.
        if (found === null && cache.get(key) === entry) cache.delete(key)
        entry.person = found?.session.person ?? null
      },
      () => {
        if (cache.get(key) === entry) cache.delete(key)
      },
    )
    return entry
  }

  const find = async (token: string, activity: boolean): Promise<FoundSession | null> => {
    if (!TOKEN.test(token)) return null
    const hash = hashOf(token)
    const key = hash.toString('base64')
    const now = ctx.core.now().getTime()
    const known = cache.get(key)
    const fresh = known !== undefined && now - known.at < SUBJECT_CACHE_SECONDS * 1000
    return (fresh ? known : load(key, hash, activity, now)).found
  }

  const resolve: Resolver['resolve'] = async (token, options = {}) => {
    const found = await find(token, options.activity ?? true)
    const at = ctx.core.now()
    if (found === null || Date.parse(found.session.until) <= at.getTime()) return null
    return resolvedFrom(ctx, found, at)
  }

  return {
    resolve,
    subject: async (token) => {
      const resolved = await resolve(token)
      return resolved === null || resolved.session.limit !== null ? null : resolved.subject
    },
    forget: (person) => {
      // An entry still loading may have read the old state; it goes too.
      for (const [key, entry] of cache) {
        if (person === undefined || entry.person === null || entry.person === person) cache.delete(key)
      }
    },
  }
}

function resolvedFrom(ctx: IdentityContext, found: FoundSession, at: Date): Resolved {
  const id = found.session.person
  const full = effectiveRights(id, found.person, found.widened, ctx.core.registry.roles, at)
  const rights = found.session.limit === null ? full : NOTHING
  return {
    subject: subjectFor({
      id,
      session: found.session.id,
      nation: ctx.core.nation,
      person: found.person,
      rights,
      purpose: found.purpose,
      strongAt: found.session.strongAt,
    }),
    session: found.session,
    person: found.person,
    agencyName: found.agencyName,
    unitName: found.unitName,
    language: found.language ?? found.person.language,
    purposes: rights.purposes,
    rotateDue: found.rotateDue,
  }
}
