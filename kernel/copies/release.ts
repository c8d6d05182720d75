import type { RecordDeclaration } from '../contract/record.ts'
import { recordFromRow, type RecordRow } from '../record/row.ts'
import type { Tx } from '../store/store.ts'
import type { RecordCopy } from './contract.ts'

/** A change of an own record that concerns nations abroad. */
export interface Release {
  readonly seq: number
  readonly type: string
  readonly id: string
  readonly rev: number
  readonly op: 'insert' | 'update' | 'expunge'
  /** To whom the label releases the record now. */
  readonly released: readonly string[]
  /** To whom it did until this change and does no more: who may hold what is to be taken back. */
  readonly withdrawn: readonly string[]
}

export interface Releases {
  readonly changes: readonly Release[]
  /** Number to go on from. */
  readonly last: number
  /** Whether more is waiting already. */
  readonly more: boolean
}

interface ReleaseRow {
  readonly seq: string
  readonly type: string
  readonly record_id: string
  readonly rev: number
  readonly op: Release['op'] | 'end'
  readonly released: string[]
  readonly before_released: string[]
}

/** What concerns nations abroad among the numbered changes after `since`, at most a thousand looked at. */
export async function releasesAfter(tx: Tx, since: number, most: number): Promise<Releases> {
  const { rows } = await tx.client.query<ReleaseRow>('SELECT * FROM basinet.releases_after($1, $2)', [
    since,
    most,
  ])
  const end = rows.at(-1)
  if (end === undefined) return { changes: [], last: since, more: false }
  const changes = rows.flatMap((row): Release[] => {
    if (row.op === 'end') return []
    const released = new Set(row.op === 'expunge' ? [] : row.released)
    return [
      {
        seq: Number(row.seq),
        type: row.type,
        id: row.record_id,
        rev: row.rev,
        op: row.op,
        released: [...released],
        withdrawn: [...new Set(row.before_released)].filter((nation) => !released.has(nation)),
      },
    ]
  })
  return { changes, last: Number(end.seq), more: end.rev >= most }
}

/** Which record, and who would have it. */
export interface ReleaseQuestion {
  readonly decl: RecordDeclaration
  readonly id: string
  readonly recipient: string
}

/**
 * An own record as its label releases it to `recipient`, or null. Whether an agreement covers it, and which fields go, is
 * asked besides.
 */
export async function readRelease(
  tx: Tx,
  decl: RecordDeclaration,
  id: string,
  recipient: string,
): Promise<RecordCopy | null> {
  const [copy] = await readReleases(tx, [{ decl, id, recipient }])
  return copy ?? null
}

/** The same for many, in this order. */
export async function readReleases(
  tx: Tx,
  asked: readonly ReleaseQuestion[],
): Promise<(RecordCopy | null)[]> {
  const copies: (RecordCopy | null)[] = asked.map(() => null)
  if (asked.length === 0) return copies
  const { rows } = await tx.client.query<{ n: string; content: Record<string, unknown> }>(
    'SELECT n, content FROM basinet.release_rows($1, $2, $3, true)',
    [asked.map((q) => q.decl.type), asked.map((q) => q.id), asked.map((q) => q.recipient)],
  )
  for (const { n, content } of rows) {
    const place = Number(n) - 1
    const question = asked[place]
    if (question !== undefined) copies[place] = copyOf(recordFromRow(question.decl, withDates(content)))
  }
  return copies
}

/** The revisions own records are released in, in this order; null where they are not. Not for more than 5,000. */
export async function releasedRevisions(
  tx: Tx,
  asked: readonly { readonly type: string; readonly id: string }[],
  recipient: string,
): Promise<(number | null)[]> {
  const revisions: (number | null)[] = asked.map(() => null)
  if (asked.length === 0) return revisions
  const { rows } = await tx.client.query<{ n: string; rev: number }>(
    'SELECT n, rev FROM basinet.release_rows($1, $2, $3, false)',
    [asked.map((q) => q.type), asked.map((q) => q.id), asked.map(() => recipient)],
  )
  for (const { n, rev } of rows) revisions[Number(n) - 1] = rev
  return revisions
}

function copyOf({ title: _, ...record }: ReturnType<typeof recordFromRow>): RecordCopy {
  return record
}

const TIMES = ['created_at', 'updated_at', 'keep_until', 'erase_by', 'lease_until'] as const

/** JSON has times as text, where a row has dates. */
function withDates(row: Record<string, unknown>): RecordRow {
  const dates = Object.fromEntries(
    TIMES.map((name) => [name, typeof row[name] === 'string' ? new Date(row[name]) : null]),
  )
  return { ...row, ...dates } as unknown as RecordRow
}
