import { Label as LabelSchema, type Label } from '../contract/label.ts'
import type { RecordDeclaration } from '../contract/record.ts'
import { fail, ok, type Result } from '../contract/result.ts'
import { fileRecord } from '../files/contract.ts'
import { LABEL_COLUMNS } from '../label/label-table.ts'
import { checkValue, labelValues, refsOf, searchedColumns, searchedValues } from '../record/row.ts'
import { searchText } from '../record/search-text.ts'
import type { Tx } from '../store/store.ts'
import type { RecordCopy } from './contract.ts'

/** The command that stands in the history of every copy. */
const COMMAND = 'network.receive'

export type Received = 'inserted' | 'updated' | 'known' | 'older'

/** A copy and the declaration of its type. */
export interface Arrived {
  readonly decl: RecordDeclaration
  readonly copy: RecordCopy
}

/** Takes one revision of another owner's record; see `receiveCopies`. */
export async function receiveCopy(
  tx: Tx,
  nation: string,
  decl: RecordDeclaration,
  copy: RecordCopy,
): Promise<Result<Received>> {
  const [answer] = await receiveCopies(tx, nation, [{ decl, copy }])
  if (answer === undefined) throw new Error('BUG: each copy is answered')
  return answer
}

/**
 * Takes revisions of other owners' records in this order, each whole or not at all; the same one twice is taken once, an older
 * one is left. Asks nothing about agreements: whoever calls has asked. Errors of each: `copy.file`, `copy.version` (a version this node does
 * not know yet: park it), `copy.own`, `copy.taken` (the id belongs to another owner's record), `record.body`, `record.label`.
 */
export async function receiveCopies(
  tx: Tx,
  nation: string,
  arrived: readonly Arrived[],
): Promise<Result<Received>[]> {
  const rows = arrived.map(({ decl, copy }) => checkedRow(nation, decl, copy))
  const good = rows.flatMap((row, i) => (row.ok ? [{ i, row: row.value }] : []))
  if (good.length === 0) return rows as Result<never>[]
  const { rows: answers } = await tx.client.query<{ answers: (Received | 'taken')[] }>(
    'SELECT basinet.receive_copies($1, $2::jsonb[]) AS answers',
    [good.map(({ i }) => arrived[i]?.decl.type), good.map(({ row }) => JSON.stringify(row))],
  )
  const said = new Map(good.map(({ i }, n) => [i, answers[0]?.answers[n]]))
  return rows.map((row, i) => {
    if (!row.ok) return row
    const answer = said.get(i)
    if (answer === undefined) throw new Error('BUG: the database answers each copy')
    return answer === 'taken'
      ? fail('copy.taken', 'this id belongs to a record of another owner', 'id')
      : ok(answer)
  })
}

function checkedRow(
  nation: string,
  decl: RecordDeclaration,
  copy: RecordCopy,
): Result<Record<string, unknown>> {
  // A file's record names its evidence by an id of this node's own store, and whoever reads the record reads that.
  if (decl.type === fileRecord.type) return fail('copy.file', 'content of files does not travel yet', 'type')
  const body = lifted(decl, copy)
  if (!body.ok) return body
  const checked = checkValue<never>(decl.body, body.value, 'record.body')
  if (!checked.ok) return checked
  const label = checkValue<Label>(LabelSchema, copy.label, 'record.label')
  if (!label.ok) return label
  if (label.value.owner === nation)
    return fail('copy.own', `a record of ${nation} does not come from outside`, 'label.owner')
  return ok(rowOf(decl, copy, checked.value, label.value))
}

function lifted(decl: RecordDeclaration, copy: RecordCopy): Result<unknown> {
  if (copy.version > decl.version)
    return fail('copy.version', `${decl.type}@${copy.version} is newer than ${decl.version}`, 'version')
  let body = copy.body
  for (let v = copy.version; v < decl.version; v++) {
    const lift = decl.upcasters[v]
    if (lift === undefined)
      return fail('copy.version', `${decl.type}@${copy.version} was never written`, 'version')
    body = lift(body as Record<string, unknown>)
  }
  return ok(body)
}

function rowOf(
  decl: RecordDeclaration,
  copy: RecordCopy,
  body: never,
  label: Label,
): Record<string, unknown> {
  const title = decl.title(body).slice(0, 300)
  return {
    id: copy.id,
    rev: copy.rev,
    version: decl.version,
    title,
    fts: searchText(decl, title, body),
    ...zip(
      LABEL_COLUMNS.map(([name]) => name),
      labelValues(label),
    ),
    body,
    refs: refsOf(decl, body),
    created_at: copy.createdAt,
    created_by: copy.createdBy,
    updated_at: copy.updatedAt,
    updated_by: copy.updatedBy,
    supersedes: copy.supersedes,
    reason: null,
    command: COMMAND,
    ...zip(searchedColumns(decl), searchedValues(decl, body)),
  }
}

function zip(names: readonly string[], values: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name, i) => [name, values[i]]))
}

/** Which copy an order is about; `owner` is who gives the order, and only its own record is touched. */
export interface CopyTarget {
  readonly type: string
  readonly id: string
  readonly owner: string
}

/** Sets the lease of a copy. False where none of this owner is here. */
export async function setLease(tx: Tx, target: CopyTarget, until: Date): Promise<boolean> {
  return restrict(tx, target, until, false)
}

/** Takes a copy out of everybody's sight but theirs who may read sealed records. False where none of this owner is here. */
export async function sealCopy(tx: Tx, target: CopyTarget, leaseUntil: Date): Promise<boolean> {
  return restrict(tx, target, leaseUntil, true)
}

async function restrict(
  tx: Tx,
  { type, id, owner }: CopyTarget,
  lease: Date,
  seal: boolean,
): Promise<boolean> {
  const { rows } = await tx.client.query<{ done: boolean }>(
    'SELECT basinet.restrict_copy($1, $2, $3, $4, $5) AS done',
    [type, id, owner, lease, seal],
  )
  return rows[0]?.done ?? false
}

/** Removes a copy with its history, search entry, links and audit details. False where none of this owner is here. */
export async function destroyCopy(tx: Tx, { type, id, owner }: CopyTarget): Promise<boolean> {
  const { rows } = await tx.client.query<{ gone: unknown }>(
    'SELECT basinet.destroy_copy($1, $2, $3) AS gone',
    [type, id, owner],
  )
  return (rows[0]?.gone ?? null) !== null
}
