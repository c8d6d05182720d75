import type { Client } from 'pg'
import type { Given, Receipt } from './load.ts'

/** Record types the load writes, and their tables' suffixes. */
const TYPES = ['agency', 'unit', 'file'] as const

/** Everything that is not as it should be, in words; empty when the database is sound. */
export async function faultsOf(db: Client, given: readonly Given[]): Promise<string[]> {
  const faults: string[] = []
  for (const type of TYPES) faults.push(...(await recordFaults(db, type)))
  faults.push(...(await bijection(db)))
  for (const one of given) {
    const fault = await commandFault(db, one)
    if (fault !== null) faults.push(`${one.state} ${one.name} ${one.id}: ${fault}`)
  }
  return faults
}

/** Record, history, search entry, links and numbered changes stand or fall together. */
async function recordFaults(db: Client, type: string): Promise<string[]> {
  const checks: Readonly<Record<string, string>> = {
    'history is not contiguous': `SELECT id FROM basinet.h_${type} GROUP BY id
      HAVING min(rev) <> 1 OR max(rev) <> count(*) OR count(DISTINCT rev) <> count(*)`,
    'record and newest revision differ': `SELECT coalesce(r.id, h.id) AS id FROM basinet.r_${type} r FULL JOIN
      (SELECT DISTINCT ON (id) * FROM basinet.h_${type} ORDER BY id, rev DESC) h ON h.id = r.id
      WHERE r.id IS NULL OR h.id IS NULL OR r.* IS DISTINCT FROM h.*`,
    'search entry is missing or old': `SELECT coalesce(r.id, s.id) AS id FROM basinet.r_${type} r FULL JOIN
      (SELECT * FROM basinet.search_general WHERE type = '${type}') s ON s.id = r.id
      WHERE r.id IS NULL OR s.id IS NULL OR s.title <> r.title OR s.updated_at <> r.updated_at`,
    'links differ from the references': `SELECT coalesce(w.id, l.from_id) AS id FROM
      (SELECT r.id, (f->>'id')::uuid AS to_id FROM basinet.r_${type} r, jsonb_array_elements(r.refs) f) w FULL JOIN
      (SELECT from_id, to_id FROM basinet.link WHERE from_type = '${type}') l ON l.from_id = w.id AND l.to_id = w.to_id
      WHERE w.id IS NULL OR l.from_id IS NULL`,
    'revision without its one change': `SELECT coalesce(h.id, c.record_id) AS id FROM basinet.h_${type} h FULL JOIN
      (SELECT record_id, rev, count(*) AS n FROM
        (SELECT record_id, rev FROM basinet.change WHERE type = '${type}' UNION ALL
         SELECT record_id, rev FROM basinet.pending_change WHERE type = '${type}') x GROUP BY record_id, rev) c
      ON c.record_id = h.id AND c.rev = h.rev WHERE h.id IS NULL OR c.n IS DISTINCT FROM 1`,
  }
  const faults: string[] = []
  for (const [what, sql] of Object.entries(checks)) {
    const { rows } = await db.query<{ id: string }>(sql)
    faults.push(...rows.map((row) => `${type} ${row.id}: ${what}`))
  }
  return faults
}

/** Each revision that a person wrote has one answer and one audit leaf, and neither is there without it. */
async function bijection(db: Client): Promise<string[]> {
  const revisions = TYPES.map(
    (type) =>
      `SELECT '${type}' AS type, id, rev, command FROM basinet.h_${type} WHERE command NOT LIKE 'node.%'`,
  ).join(' UNION ALL ')
  const types = TYPES.map((t) => `'${t}'`).join()
  const events = `SELECT event::json->>'type' AS type, (event::json->>'record')::uuid AS id, (event::json->>'rev')::int AS rev,
      event::json->>'command' AS command, leaf FROM
      (SELECT event, leaf FROM basinet.audit_leaf UNION ALL SELECT event, leaf FROM basinet.pending_audit) e
    WHERE event::json->>'kind' = 'command.done' AND event::json->>'type' IN (${types})`
  const answers = `SELECT receipt->>'type' AS type, (receipt->>'recordId')::uuid AS id, (receipt->>'rev')::int AS rev,
      name AS command, decode(receipt->>'leaf', 'hex') AS leaf FROM basinet.command_result
    WHERE receipt->>'type' IN (${types})`
  const key = (alias: string): string => `${alias}.type, ${alias}.id, ${alias}.rev, ${alias}.command`
  const pairs = [
    ['revision and audit leaf', revisions, events, ''],
    ['revision and answer', revisions, answers, ''],
    ['answer and audit leaf', answers, events, ' AND a.leaf = b.leaf'],
  ] as const
  const faults: string[] = []
  for (const [what, left, right, more] of pairs) {
    const { rows } = await db.query<{ what: string }>(
      `SELECT coalesce(a.type, b.type) || ' ' || coalesce(a.id, b.id) || ' rev ' || coalesce(a.rev, b.rev) AS what
       FROM (${left}) a FULL JOIN (${right}) b ON (${key('a')}) = (${key('b')})${more}
       GROUP BY a.type, b.type, a.id, b.id, a.rev, b.rev HAVING count(*) <> 1 OR a.id IS NULL OR b.id IS NULL`,
    )
    faults.push(...rows.map((row) => `${row.what}: ${what} do not pair`))
  }
  return faults
}

async function commandFault(db: Client, one: Given): Promise<string | null> {
  const { rows } = await db.query<{ receipt: Receipt }>(
    'SELECT receipt FROM basinet.command_result WHERE command_id = $1',
    [one.id],
  )
  const stored = rows[0]?.receipt
  if (stored === undefined) return one.state === 'acknowledged' ? 'acknowledged and not there' : null
  if (one.receipt !== null && (stored.leaf !== one.receipt.leaf || stored.recordId !== one.receipt.recordId))
    return 'another answer is stored than was given'
  const found = await db.query<{ body: Record<string, unknown>; reason: string | null }>(
    `SELECT body, reason FROM basinet.h_${stored.type} WHERE id = $1 AND rev = $2 AND command = $3`,
    [stored.recordId, stored.rev, one.name],
  )
  const revision = found.rows[0]
  if (revision === undefined) return 'answered, but its revision is not there'
  for (const [field, value] of Object.entries(one.body))
    if (revision.body[field] !== value) return `the revision holds another ${field}`
  return revision.reason === (one.envelope['reason'] ?? null) ? null : 'the reason is another'
}

/** Damage of each sort that the checks above are for. */
const DAMAGE: readonly (readonly [what: string, sql: string])[] = [
  ['a lost revision', `DELETE FROM basinet.h_agency WHERE rev = 1 AND command = 'agency.create' AND id = $1`],
  ['a lost search entry', 'DELETE FROM basinet.search_general WHERE id = $1'],
  ['a lost link', `DELETE FROM basinet.link WHERE from_id IN (SELECT id FROM basinet.r_unit) AND to_id = $1`],
  ['a lost change', 'DELETE FROM basinet.change WHERE record_id = $1'],
  ['a lost answer', `DELETE FROM basinet.command_result WHERE receipt->>'recordId' = $1::uuid::text`],
  ['a lost audit leaf', 'DELETE FROM basinet.audit_leaf WHERE record_id = $1::uuid::text'],
  [
    'a second audit leaf',
    'INSERT INTO basinet.pending_audit (event, leaf) SELECT event, leaf FROM basinet.audit_leaf WHERE record_id = $1::uuid::text LIMIT 1',
  ],
]

/** Sorts of damage that `faultsOf` overlooks; empty when it would have seen every one. Changes nothing. */
export async function overlooked(db: Client, given: readonly Given[]): Promise<string[]> {
  const blind: string[] = []
  const { rows } = await db.query<{ id: string }>(
    `SELECT (body->>'agency')::uuid AS id FROM basinet.r_unit WHERE command = 'unit.create' LIMIT 1`,
  )
  for (const [what, sql] of DAMAGE) {
    await db.query('BEGIN')
    await db.query("SET LOCAL basinet.expunging = 'yes'")
    const { rowCount } = await db.query(sql, [rows[0]?.id])
    if (rowCount === 0 || (await faultsOf(db, given)).length === 0) blind.push(what)
    await db.query('ROLLBACK')
  }
  return blind
}
