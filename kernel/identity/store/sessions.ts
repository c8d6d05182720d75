import type { Tx } from '../../store/store.ts'
import type { BreakGlassBody } from '../records/break-glass.ts'
import type { Language, PersonBody } from '../records/person.ts'
import { person } from '../records/person.ts'
import type { Limit, SessionFacts, SignInMethod } from '../types.ts'
import { liftBody } from './accounts.ts'

export interface NewSession {
  readonly id: string
  readonly tokenHash: Buffer
  readonly person: string
  readonly method: SignInMethod
  readonly limit: Limit
  readonly strongAt: Date | null
  readonly purpose: string | null
  readonly address: string
  readonly agent: string
  readonly until: Date
  readonly idleSeconds: number
}

/** False when the person is not active. */
export async function openSession(tx: Tx, s: NewSession): Promise<boolean> {
  const { rows } = await tx.client.query<{ done: boolean }>(
    'SELECT basinet.identity_session_open($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) AS done',
    [
      s.id,
      s.tokenHash,
      s.person,
      s.method,
      s.limit,
      s.strongAt,
      s.purpose,
      s.address,
      s.agent,
      tx.at,
      s.until,
      s.idleSeconds,
    ],
  )
  return rows[0]?.done === true
}

interface SessionJson {
  readonly id: string
  readonly person: string
  readonly method: SignInMethod
  readonly limit: Limit
  readonly strong_at: string | null
  readonly purpose: string | null
  readonly address: string
  readonly agent: string
  readonly opened_at: string
  readonly seen_at: string
  readonly until: string
  readonly idle_seconds: number
  readonly rotate_due: boolean
}

const instant = (text: string): string => new Date(text).toISOString()

function factsOf(s: SessionJson): SessionFacts {
  return {
    id: s.id,
    person: s.person,
    method: s.method,
    openedAt: instant(s.opened_at),
    seenAt: instant(s.seen_at),
    until: instant(s.until),
    strongAt: s.strong_at === null ? null : instant(s.strong_at),
    limit: s.limit,
    address: s.address,
    agent: s.agent,
  }
}

export interface FoundSession {
  readonly session: SessionFacts
  readonly purpose: string | null
  readonly idleSeconds: number
  readonly rotateDue: boolean
  readonly person: PersonBody
  readonly agencyName: string
  readonly unitName: string
  readonly language: Language | null
  /** Break-glass records of the person that are open and not past their end. */
  readonly widened: readonly BreakGlassBody[]
}

interface FoundRow {
  readonly session: SessionJson
  readonly replaced: boolean
  readonly person: Record<string, unknown>
  readonly version: number
  readonly agency_name: string | null
  readonly unit_name: string | null
  readonly language: Language | null
  readonly widened: BreakGlassBody[]
}

/** The running session of a token; null when there is none, or its person is not active. */
export async function findSession(
  tx: Tx,
  tokenHash: Buffer,
  activity: boolean,
): Promise<FoundSession | null> {
  const { rows } = await tx.client.query<FoundRow>(
    'SELECT * FROM basinet.identity_session_find($1, $2, $3)',
    [tokenHash, tx.at, activity],
  )
  const row = rows[0]
  if (row === undefined) return null
  return {
    session: factsOf(row.session),
    purpose: row.session.purpose,
    idleSeconds: row.session.idle_seconds,
    rotateDue: row.session.rotate_due && !row.replaced,
    person: liftBody<PersonBody>(person, row.version, row.person),
    agencyName: row.agency_name ?? '',
    unitName: row.unit_name ?? '',
    language: row.language,
    widened: row.widened,
  }
}

export interface Rotation {
  readonly session: string
  readonly current: Buffer
  readonly fresh: Buffer
  /** Until then the replaced token still serves. */
  readonly grace: Date
  readonly limit: Limit
  /** Set when this is a second proof of who it is. */
  readonly strongAt: Date | null
}

export async function rotateSession(tx: Tx, r: Rotation): Promise<boolean> {
  const { rows } = await tx.client.query<{ done: boolean }>(
    'SELECT basinet.identity_session_rotate($1, $2, $3, $4, $5, $6) AS done',
    [r.session, r.current, r.fresh, r.grace, r.limit, r.strongAt],
  )
  return rows[0]?.done === true
}

export async function setSessionPurpose(tx: Tx, session: string, purpose: string): Promise<boolean> {
  const { rows } = await tx.client.query<{ done: boolean }>(
    'SELECT basinet.identity_session_purpose($1, $2) AS done',
    [session, purpose],
  )
  return rows[0]?.done === true
}

/** Ends one session of a person (`only`), or all but one (`except`), or all. Answers how many ended. */
export async function endSessions(
  tx: Tx,
  person: string,
  which: { readonly only?: string; readonly except?: string },
  why: string,
): Promise<number> {
  const { rows } = await tx.client.query<{ ended: number }>(
    'SELECT basinet.identity_session_end($1, $2, $3, $4, $5) AS ended',
    [person, which.only ?? null, which.except ?? null, why, tx.at],
  )
  return rows[0]?.ended ?? 0
}

export async function listSessions(tx: Tx, who: string): Promise<SessionFacts[]> {
  const { rows } = await tx.client.query<{ session: SessionJson }>(
    'SELECT basinet.identity_session_list($1, $2) AS session',
    [who, tx.at],
  )
  return rows.map((row) => factsOf(row.session))
}

export async function setLanguage(tx: Tx, who: string, language: Language): Promise<void> {
  await tx.client.query('SELECT basinet.identity_language($1, $2)', [who, language])
}

/** Forgets sessions, attempts and links that ended before; answers how many sessions went. */
export async function sweep(tx: Tx, before: Date): Promise<number> {
  const { rows } = await tx.client.query<{ gone: number }>('SELECT basinet.identity_sweep($1) AS gone', [
    before,
  ])
  return rows[0]?.gone ?? 0
}
