import type { Tx } from '@basinet/kernel/store'
import type { OprfKeys } from '@basinet/oprf'
import { ok, type Result } from '@basinet/kernel/contract'
import type { FollowUp } from './follow-up.ts'
import { freshLedger, type RateLedger } from './rate-limit.ts'
import { HeldSet, SetCopy, type SetName, type SetUpdate } from './token-set.ts'

/** A transaction entered as the network inside the node. */
type Db = Tx['client']

/** Keeps what a record is found under, or that it is in the set no more. */
export async function keepOutputs(
  db: Db,
  set: HeldSet,
  record: string,
  type: string | null = null,
): Promise<void> {
  const { name } = set
  const outputs = set.outputsOf(record)
  if (outputs.length === 0)
    await db.query('DELETE FROM basinet.hit_output WHERE class = $1 AND epoch = $2 AND record = $3', [
      name.class,
      name.epoch,
      record,
    ])
  else
    await db.query(
      `INSERT INTO basinet.hit_output (class, epoch, record, outputs, type) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (class, epoch, record) DO UPDATE SET outputs = excluded.outputs, type = excluded.type`,
      [name.class, name.epoch, record, outputs, type],
    )
}

/** Keeps an update in the transaction that sends it, or that takes it from its holder. */
export async function keepUpdate(db: Db, holder: string, update: SetUpdate): Promise<void> {
  await db.query(
    'INSERT INTO basinet.hit_update (holder, class, epoch, to_version, body) VALUES ($1, $2, $3, $4, $5)',
    [holder, update.class, update.epoch, update.to, JSON.stringify(update)],
  )
}

async function updatesOf(db: Db, holder: string, name: SetName): Promise<SetUpdate[]> {
  const { rows } = await db.query<{ body: SetUpdate }>(
    'SELECT body FROM basinet.hit_update WHERE holder = $1 AND class = $2 AND epoch = $3 ORDER BY to_version',
    [holder, name.class, name.epoch],
  )
  return rows.map((r) => r.body)
}

/** The own set as it was kept; its next update says what has changed since the last one that was kept. */
export async function loadHeldSet(
  db: Db,
  me: string,
  of: { readonly name: SetName; readonly keys: OprfKeys; readonly outputBytes: number },
): Promise<HeldSet> {
  const { rows } = await db.query<{ record: string; outputs: string[] }>(
    'SELECT record, outputs FROM basinet.hit_output WHERE class = $1 AND epoch = $2',
    [of.name.class, of.name.epoch],
  )
  const records = rows.map((r) => [r.record, r.outputs] as const)
  return HeldSet.restore(of, records, await updatesOf(db, me, of.name))
}

/** A partner's set as its updates give it. Errors: those of `SetCopy.apply`: ask the holder for the whole set. */
export async function loadSetCopy(
  db: Db,
  holder: string,
  name: SetName,
  outputBytes: number,
): Promise<Result<SetCopy>> {
  const copy = new SetCopy(name, outputBytes)
  for (const update of await updatesOf(db, holder, name)) {
    const applied = copy.apply(update)
    if (!applied.ok) return applied
  }
  return ok(copy)
}

/** Tokens spent in an epoch. Locks the epoch for this transaction: two answers at once cannot spend the same tokens twice. */
export async function lockLedger(db: Db, epoch: number): Promise<RateLedger> {
  await db.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`basinet/hit/${epoch}`])
  const { rows } = await db.query<{ asker: string; tokens: string }>(
    'SELECT asker, tokens FROM basinet.hit_spent WHERE epoch = $1',
    [epoch],
  )
  return { ...freshLedger(epoch), spent: new Map(rows.map((r) => [r.asker, Number(r.tokens)])) }
}

/** In the transaction that locked it, before the answer leaves. */
export async function saveLedger(db: Db, { epoch, spent }: RateLedger): Promise<void> {
  await db.query(
    `INSERT INTO basinet.hit_spent (epoch, asker, tokens) SELECT $1, * FROM unnest($2::text[], $3::bigint[])
     ON CONFLICT (epoch, asker) DO UPDATE SET tokens = excluded.tokens`,
    [epoch, [...spent.keys()], [...spent.values()]],
  )
}

export async function saveFollowUp(db: Db, one: FollowUp): Promise<void> {
  await db.query(
    `INSERT INTO basinet.hit_follow_up (question, body) VALUES ($1, $2)
     ON CONFLICT (question) DO UPDATE SET body = excluded.body`,
    [one.question, JSON.stringify(one)],
  )
}

/** Null where nothing followed this question. */
export async function loadFollowUp(db: Db, question: string): Promise<FollowUp | null> {
  const { rows } = await db.query<{ body: FollowUp }>(
    'SELECT body FROM basinet.hit_follow_up WHERE question = $1 FOR UPDATE',
    [question],
  )
  return rows[0]?.body ?? null
}
