import type { Tx } from '@basinet/kernel/store'
import { CONCLUSIONS, type ConclusionWord } from './contract/conclusion.ts'
import type { Numbered } from './engine/protocol.ts'

/** The first examiner's word; null until the second has concluded too. */
export async function firstWord(tx: Tx, comparison: string): Promise<ConclusionWord | null> {
  const { rows } = await tx.client.query<{ word: string | null }>(
    'SELECT basinet.fingerprint_first_word($1) AS word',
    [comparison],
  )
  return CONCLUSIONS.find((word) => word === rows[0]?.word) ?? null
}

/** Puts a card's templates in place of whatever it had. */
export async function keepTemplates(
  tx: Tx,
  card: string,
  templates: readonly { readonly finger: number; readonly compact: Uint8Array }[],
): Promise<void> {
  await tx.client.query('DELETE FROM basinet.fingerprint_template WHERE card = $1', [card])
  for (const { finger, compact } of templates)
    await tx.client.query(
      'INSERT INTO basinet.fingerprint_template (card, finger, template) VALUES ($1, $2, $3)',
      [card, finger, Buffer.from(compact)],
    )
}

export async function keepLatent(tx: Tx, mark: string, compact: Uint8Array): Promise<void> {
  await tx.client.query(
    `INSERT INTO basinet.fingerprint_latent (mark, template) VALUES ($1, $2)
     ON CONFLICT (mark) DO UPDATE SET template = excluded.template`,
    [mark, Buffer.from(compact)],
  )
}

/** The template of a mark among the unsolved ones; the engine's right is needed. */
export async function readLatent(tx: Tx, mark: string): Promise<Uint8Array | null> {
  const { rows } = await tx.client.query<{ template: Buffer }>(
    'SELECT template FROM basinet.fingerprint_latent WHERE mark = $1',
    [mark],
  )
  return rows[0] === undefined ? null : new Uint8Array(rows[0].template)
}

interface TemplateRow {
  readonly n: number
  readonly template: Buffer
}

/** Templates with a number above `from`, in order; the engine's right is needed. */
export async function templatesSince(tx: Tx, from: number, most: number): Promise<Numbered[]> {
  const { rows } = await tx.client.query<TemplateRow>(
    'SELECT seq::float8 AS n, template FROM basinet.fingerprint_template WHERE seq > $1 ORDER BY seq LIMIT $2',
    [from, most],
  )
  return rows.map(({ n, template }) => ({ n, compact: new Uint8Array(template) }))
}

export async function goneSince(tx: Tx, from: number): Promise<{ n: number; seq: number }[]> {
  const { rows } = await tx.client.query<{ n: number; seq: number }>(
    'SELECT n::float8 AS n, seq::float8 AS seq FROM basinet.fingerprint_gone WHERE n > $1 ORDER BY n',
    [from],
  )
  return rows
}

export interface FoundFinger {
  readonly n: number
  readonly card: string
  readonly finger: number
}

/** Whose templates these are, of cards that the subject may read. */
export async function readableFingers(tx: Tx, numbers: readonly number[]): Promise<FoundFinger[]> {
  const { rows } = await tx.client.query<FoundFinger>(
    `SELECT t.seq::float8 AS n, t.card, t.finger FROM basinet.fingerprint_template t
     JOIN basinet.r_ten_print c ON c.id = t.card WHERE t.seq = ANY ($1::bigint[])`,
    [numbers],
  )
  return rows
}

const LATENTS_MAX = 20_000

/** The file of unsolved marks, as far as the subject may read it. */
export async function readableLatents(tx: Tx): Promise<{ mark: string; compact: Uint8Array }[]> {
  const { rows } = await tx.client.query<{ mark: string; template: Buffer }>(
    `SELECT l.mark, l.template FROM basinet.fingerprint_latent l
     JOIN basinet.r_latent_mark m ON m.id = l.mark ORDER BY m.updated_at DESC LIMIT ${LATENTS_MAX}`,
  )
  return rows.map(({ mark, template }) => ({ mark, compact: new Uint8Array(template) }))
}

export interface NewCandidate {
  readonly card: string | null
  readonly mark: string | null
  readonly finger: number | null
  readonly score: number
}

/** Once a search; a repeat changes nothing. */
export async function keepCandidates(tx: Tx, search: string, found: readonly NewCandidate[]): Promise<void> {
  for (const [i, one] of found.entries())
    await tx.client.query(
      `INSERT INTO basinet.fingerprint_candidate (search, n, card, mark, finger, score)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
      [search, i + 1, one.card, one.mark, one.finger, one.score],
    )
}

export interface ShownCandidate {
  readonly card: string | null
  readonly mark: string | null
  /** Number of the card or mark. */
  readonly number: string
  readonly finger: number | null
  readonly score: number
}

/** What a search found, best first, as far as the subject may read it. */
export async function readCandidates(tx: Tx, search: string, most: number): Promise<ShownCandidate[]> {
  const { rows } = await tx.client.query<ShownCandidate>(
    `SELECT f.card, f.mark, coalesce(c.f_number, m.f_number) AS number, f.finger, f.score::float8 AS score
     FROM basinet.fingerprint_candidate f
     LEFT JOIN basinet.r_ten_print c ON c.id = f.card LEFT JOIN basinet.r_latent_mark m ON m.id = f.mark
     WHERE f.search = $1 ORDER BY f.score DESC, f.n LIMIT $2`,
    [search, most],
  )
  return rows
}

export interface FoundSearch {
  readonly id: string
  readonly kind: string
  readonly at: string
  readonly probe: string
  readonly number: string | null
  readonly best: string
}

/** Finished searches by the node itself with something in them that nobody has gone through. */
export async function readFound(tx: Tx, most: number): Promise<FoundSearch[]> {
  const { rows } = await tx.client.query<FoundSearch>(
    `SELECT s.id, s.f_kind AS kind, to_char(s.f_done_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at,
       s.f_probe_id AS probe, c.f_number AS number, b.number AS best
     FROM basinet.r_print_search s
     LEFT JOIN basinet.r_ten_print c ON c.id::text = s.f_probe_id
     JOIN LATERAL (
       SELECT coalesce(card.f_number, mark.f_number) AS number FROM basinet.fingerprint_candidate f
       LEFT JOIN basinet.r_ten_print card ON card.id = f.card LEFT JOIN basinet.r_latent_mark mark ON mark.id = f.mark
       WHERE f.search = s.id ORDER BY f.score DESC LIMIT 1
     ) b ON true
     WHERE s.f_state = 'done' AND s.f_kind <> 'mark-to-cards' ORDER BY s.f_done_at DESC LIMIT $1`,
    [most],
  )
  return rows
}

export interface BatchEntry {
  readonly n: number
  readonly name: string
  readonly card: string | null
  readonly problem: string | null
}

export async function keepEntry(tx: Tx, batch: string, entry: BatchEntry): Promise<void> {
  await tx.client.query(
    `INSERT INTO basinet.fingerprint_batch_entry (batch, n, name, card, problem) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING`,
    [batch, entry.n, entry.name, entry.card, entry.problem],
  )
}

/** How far a batch came: entries done, of which failed, and the next one. */
export async function readProgress(
  tx: Tx,
  batch: string,
): Promise<{ done: number; failed: number; next: number }> {
  const { rows } = await tx.client.query<{ done: number; failed: number; next: number }>(
    `SELECT count(*)::int AS done, count(problem)::int AS failed, coalesce(max(n) + 1, 0)::int AS next
     FROM basinet.fingerprint_batch_entry WHERE batch = $1`,
    [batch],
  )
  return rows[0] ?? { done: 0, failed: 0, next: 0 }
}

export async function readProblems(tx: Tx, batch: string, most: number): Promise<BatchEntry[]> {
  const { rows } = await tx.client.query<BatchEntry>(
    `SELECT n, name, card, problem FROM basinet.fingerprint_batch_entry
     WHERE batch = $1 AND problem IS NOT NULL ORDER BY n LIMIT $2`,
    [batch, most],
  )
  return rows
}
