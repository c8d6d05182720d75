import type { Static } from 'typebox'
import type { Tx } from '../../store/store.ts'
import type { PersonBody } from '../records/person.ts'
import { person } from '../records/person.ts'
import { posting } from '../records/posting.ts'
import { liftBody } from './accounts.ts'

export type PostingBody = Static<typeof posting.body>

export interface PersonRow {
  readonly id: string
  readonly person: PersonBody
  readonly madeAt: Date
  readonly lastSignIn: Date | null
  /** Made administrator by one administrator alone, as only the second ever can be. */
  readonly appointedAlone: boolean
}

/** Everybody with an account, closed ones included. */
export async function readPeople(tx: Tx, most: number): Promise<PersonRow[]> {
  const { rows } = await tx.client.query<{
    id: string
    version: number
    body: Record<string, unknown>
    made_at: Date
    last_sign_in: Date | null
    appointed_alone: boolean
  }>('SELECT * FROM basinet.identity_people($1)', [most])
  return rows.map((row) => ({
    id: row.id,
    person: liftBody<PersonBody>(person, row.version, row.body),
    madeAt: row.made_at,
    lastSignIn: row.last_sign_in,
    appointedAlone: row.appointed_alone,
  }))
}

export async function readPostings(tx: Tx, most: number): Promise<PostingBody[]> {
  const { rows } = await tx.client.query<{ version: number; body: Record<string, unknown> }>(
    'SELECT * FROM basinet.identity_postings($1)',
    [most],
  )
  return rows.map((row) => liftBody<PostingBody>(posting, row.version, row.body))
}

export interface DutyRow {
  readonly maker: string
  readonly checker: string
  readonly command: string
  readonly state: string
  readonly at: Date
}

/** Decided approvals of a period, newest first. */
export async function readDuties(tx: Tx, from: Date, to: Date, most: number): Promise<DutyRow[]> {
  const { rows } = await tx.client.query<DutyRow>('SELECT * FROM basinet.identity_duties($1, $2, $3)', [
    from,
    to,
    most,
  ])
  return rows
}
