import type { Label } from '../contract/label.ts'
import type { RecordDeclaration } from '../contract/record.ts'
import type { Tx } from '../store/store.ts'

const DAY_MS = 86_400_000
/** What was asked once in a transaction; it cannot change within one. */
const asked = new WeakMap<Tx, Map<string, Promise<number | null>>>()

/** A number the nation has set, or null. Readable in every transaction: it is public, and the node's own hands go by it. */
export async function nationNumber(tx: Tx, parameter: string): Promise<number | null> {
  const known = asked.get(tx) ?? new Map<string, Promise<number | null>>()
  asked.set(tx, known)
  const answer =
    known.get(parameter) ??
    tx.client
      .query<{ days: number | null }>('SELECT basinet.nation_number($1) AS days', [parameter])
      .then(({ rows }) => rows[0]?.days ?? null)
  known.set(parameter, answer)
  return answer
}

/** The label with the day until which the nation keeps records of this type, where it has set a number of days. */
export async function keptAsSet(tx: Tx, decl: RecordDeclaration, label: Label): Promise<Label> {
  if (decl.retention.kind === 'days' || label.keepUntil !== null) return label
  const days = await nationNumber(tx, decl.retention.parameter)
  return days === null
    ? label
    : { ...label, keepUntil: new Date(tx.at.getTime() + days * DAY_MS).toISOString() }
}
