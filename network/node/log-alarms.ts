import { must } from '@basinet/kernel/contract'
import {
  parseCheckpoint,
  parseNote,
  sameHash,
  SIGNATURE_TYPE,
  sha256,
  treeHasher,
  verifierKey,
} from '@basinet/transparency-log'
import { everKeysOf } from '../register/index.ts'
import type { Received, SqlStore, SqlTx, Taken } from '../streams/index.ts'
import { verifySignature } from '../wire/index.ts'
import { alarmContent, alarmId, readAlarm, weighAlarm, type LogAlarm } from '../witness/index.ts'
import { asNetwork, type Db } from './db.ts'
import { tell, type Parts } from './parts.ts'

const hasher = treeHasher(sha256)
/** Open alarms shown, and alarms of one nation kept: its notes are its own to make, so that it could make many. */
const SHOWN_MAX = 100
const KEPT_A_NATION_MAX = 50

export interface AlarmRow {
  readonly id: string
  readonly nation: string
  readonly kind: LogAlarm['kind']
  readonly weight: 'proven' | 'reported'
  readonly toldBy: string
  readonly at: string
  readonly message: string
}

/** Red alarms that no person has closed, newest first. */
export async function openAlarms(db: Db): Promise<AlarmRow[]> {
  const { rows } = await db.query<AlarmRow>(
    `SELECT id, substr(origin, 9) AS nation, kind, weight, told_by AS "toldBy", to_json(at)#>>'{}' AS at,
       body->>'message' AS message
     FROM basinet.network_alarm WHERE closed_at IS NULL ORDER BY at DESC, id LIMIT ${SHOWN_MAX}`,
  )
  return rows
}

/** People looked into it; the alarm stays on record. False where no such alarm is open. */
export async function closeAlarm(db: Db, id: string, because: string, at: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE basinet.network_alarm SET closed_at = $3, closed_because = $2 WHERE id = $1 AND closed_at IS NULL`,
    [id, because, at],
  )
  return rowCount === 1
}

/** Alarms of a log looked at after it was cosigned. */
const HEALED_MAX = 20

interface OpenRow {
  readonly id: string
  readonly notes: readonly [string, string]
}

/**
 * Closes what was only reported of a log, where the history it goes on with begins with both trees of the alarm: so it is after a
 * restore, when the lost leaves are back. One that is proven, or whose trees are not in that history, waits for a person.
 * @param size leaves of that history held here
 * @param rootAt root of its first leaves; null where they are not held
 */
export async function closeHealed(
  parts: Parts,
  store: SqlStore,
  origin: string,
  size: number,
  rootAt: (size: number) => Promise<Uint8Array | null>,
): Promise<void> {
  const open = await asNetwork(parts.core, async (db) => {
    const { rows } = await db.query<OpenRow>(
      `SELECT id, body->'notes' AS notes FROM basinet.network_alarm
       WHERE origin = $1 AND closed_at IS NULL AND weight = 'reported' ORDER BY at LIMIT ${HEALED_MAX}`,
      [origin],
    )
    return rows
  })
  for (const { id, notes } of open) {
    const trees = notes.map((note) => parseCheckpoint(must(parseNote(note)).text))
    const inside = await Promise.all(
      trees.map(async (tree) => {
        if (!tree.ok || tree.value.size > size) return false
        const root = await rootAt(tree.value.size)
        return root !== null && sameHash(root, tree.value.root)
      }),
    )
    if (!inside.every(Boolean)) continue
    const because = `both trees are part of the ${size} leaves that this log goes on with`
    await store.transact(async (tx) => {
      if (!(await closeAlarm(tx.db.client, id, because, tx.db.at))) return
      tx.audit({
        kind: 'network.changed',
        at: tx.db.at,
        actor: `network:${parts.me}`,
        outcome: 'done',
        details: { alarm: id, log: origin.slice('basinet/'.length), closed: because },
      })
    })
  }
}

/** Raises an alarm found here: kept, logged and told to every member on the fastest lane. */
export async function raiseAlarm(parts: Parts, store: SqlStore, alarm: LogAlarm): Promise<void> {
  await store.transact((tx) => keepAlarm(parts, tx, alarm, parts.me))
}

/** An alarm that a partner tells: weighed by what it shows, whoever tells it, and handed on when it is new here. */
export async function takeAlarm(parts: Parts, tx: SqlTx, { envelope }: Received): Promise<Taken> {
  const read = readAlarm(envelope.content)
  if (!read.ok) return { kind: 'refused', reason: read.error.code }
  const kept = await keepAlarm(parts, tx, read.value, envelope.from)
  return kept === null ? { kind: 'applied' } : { kind: 'refused', reason: kept }
}

/** Null, or why it is none. */
async function keepAlarm(parts: Parts, tx: SqlTx, alarm: LogAlarm, by: string): Promise<string | null> {
  const { register } = parts.state()
  const nation = alarm.origin.slice('basinet/'.length)
  const keys = everKeysOf(register, nation).map((key) =>
    must(verifierKey(`basinet/${nation}`, SIGNATURE_TYPE.ed25519, key)),
  )
  if (alarm.origin !== `basinet/${nation}` || keys.length === 0) return 'alarm.origin'
  const weight = weighAlarm(alarm, keys, hasher, verifySignature)
  if (!weight.ok) return weight.error.code
  const { rowCount } = await tx.db.client.query(
    `INSERT INTO basinet.network_alarm (id, origin, kind, weight, told_by, body, at)
     SELECT $1, $2, $3, $4, $5, $6, $7
     WHERE (SELECT count(*) FROM basinet.network_alarm WHERE origin = $2) < ${KEPT_A_NATION_MAX}
     ON CONFLICT (id) DO UPDATE SET weight = 'proven', body = excluded.body
       WHERE network_alarm.weight = 'reported' AND excluded.weight = 'proven'`,
    [
      alarmId(alarm),
      alarm.origin,
      alarm.kind,
      weight.value,
      by,
      JSON.stringify({ message: alarm.message, notes: alarm.notes }),
      tx.db.at,
    ],
  )
  if (rowCount !== 1) return null
  const to = parts
    .state()
    .peers.map((p) => p.nation)
    .filter((n) => n !== by)
  await tell(parts, tx, { type: 'network.log-alarm', to, lane: 0, content: alarmContent(alarm) })
  tx.audit({
    kind: 'network.alarm',
    at: tx.db.at,
    actor: `network:${by}`,
    outcome: 'failed',
    details: { log: nation, alarm: alarm.kind, weight: weight.value, message: alarm.message },
  })
  return null
}
