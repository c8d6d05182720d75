import { createHash } from 'node:crypto'
import { fail, ok, type Result } from '@basinet/kernel/contract'
import type { AgreementDossier } from '../agreements/contract.ts'
import type { Agreement } from '../agreements/index.ts'
import type { Received, SqlTx, Taken } from '../streams/index.ts'
import {
  bytes,
  bytesUpTo,
  exactly,
  fromHex,
  HASH_BYTES,
  map,
  readShape,
  sameBytes,
  text,
  uint,
} from '../wire/index.ts'
import type { Db } from './db.ts'
import { tell, type Parts } from './parts.ts'

/** Content in one message: it shares lane 3 with records, and a thin link passes it in half a second. */
const PART_BYTES = 131_072
/** A signed paper; a larger one is given by hand. */
const PAPER_BYTES_MAX = 32 * 1_048_576
const PARTS_MAX = PAPER_BYTES_MAX / PART_BYTES
/** Papers one party may send about one agreement: it signs once, and may have sent a wrong one. */
const PAPERS_MAX = 4

/** Reads a file of the evidence store whole; null where it is not there. */
export type ReadPaper = (evidence: string) => Promise<Uint8Array | null>

const paperShape = map({
  v: exactly(1),
  agreement: bytes(HASH_BYTES),
  sha256: bytes(HASH_BYTES),
  name: text(255),
  part: uint(PARTS_MAX - 1),
  parts: uint(PARTS_MAX, 1),
  content: bytesUpTo(PART_BYTES),
})

/** Notes that the paper this nation has just signed goes to the other parties. */
export async function noteOwnPaper(tx: SqlTx, { hash, paper }: AgreementDossier): Promise<void> {
  if (hash === null || paper === null || paper.bytes > PAPER_BYTES_MAX) return
  await tx.db.client.query(
    `INSERT INTO basinet.network_paper_due (agreement, evidence, sha256, name, bytes)
     SELECT $1, e, $3, $4, $5 FROM basinet.network_paper_evidence($2, $6) e WHERE e IS NOT NULL ON CONFLICT DO NOTHING`,
    [fromHex(hash), paper.file, fromHex(paper.sha256), paper.name, paper.bytes, hash],
  )
}

interface DueRow {
  readonly agreement: Buffer
  readonly evidence: string
  readonly sha256: Buffer
  readonly name: string
}

export async function ownPapersDue(db: Db): Promise<readonly DueRow[]> {
  const { rows } = await db.query<DueRow>(
    'SELECT agreement, evidence, sha256, name FROM basinet.network_paper_due LIMIT 4',
  )
  return rows
}

/** Queues a paper for the other parties, piece by piece, and strikes it off; one whose content is gone or altered is struck off alone. */
export async function sendPaper(
  parts: Parts,
  tx: SqlTx,
  due: DueRow,
  content: Uint8Array | null,
): Promise<void> {
  const { agreement, sha256, name } = due
  const of = parts.state().agreements.find((a) => sameBytes(a.agreement.hash, agreement))
  const sound = content !== null && sameBytes(createHash('sha256').update(content).digest(), sha256)
  if (of !== undefined && sound) {
    const count = Math.max(1, Math.ceil(content.length / PART_BYTES))
    const to = of.agreement.text.parties.filter((party) => party !== parts.me)
    for (let part = 0; part < count; part++)
      await tell(parts, tx, {
        type: 'network.paper',
        to,
        lane: 3,
        content: {
          v: 1,
          agreement: new Uint8Array(agreement),
          sha256: new Uint8Array(sha256),
          name,
          part,
          parts: count,
          content: content.subarray(part * PART_BYTES, (part + 1) * PART_BYTES),
        },
      })
  }
  await tx.db.client.query('DELETE FROM basinet.network_paper_due WHERE agreement = $1 AND sha256 = $2', [
    agreement,
    sha256,
  ])
}

/** Keeps a piece of a party's paper until all are here. */
export async function takePaper(parts: Parts, tx: SqlTx, { from, envelope }: Received): Promise<Taken> {
  const read = readShape(paperShape, envelope.content)
  if (!read.ok) return { kind: 'refused', reason: read.error.code }
  const { agreement, sha256, name, part, parts: count, content } = read.value
  const held = parts.state().agreements.find((a) => sameBytes(a.agreement.hash, agreement))
  if (held === undefined || !held.agreement.text.parties.includes(from))
    return { kind: 'refused', reason: 'agreement.unknown' }
  if (part >= count) return { kind: 'refused', reason: 'paper.part' }
  const { rowCount } = await tx.db.client.query(
    `INSERT INTO basinet.network_paper (agreement, peer, sha256, part, parts, name, content, at)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8
     WHERE (SELECT count(DISTINCT sha256) FROM basinet.network_paper WHERE agreement = $1 AND peer = $2 AND sha256 <> $3) < $9
     ON CONFLICT (agreement, peer, sha256, part) DO UPDATE SET content = excluded.content, parts = excluded.parts`,
    [agreement, from, sha256, part, count, name, content, tx.db.at, PAPERS_MAX],
  )
  return rowCount === 1 ? { kind: 'applied' } : { kind: 'refused', reason: 'paper.too-many' }
}

export interface Paper {
  readonly nation: string
  readonly name: string
  readonly content: Uint8Array
}

/**
 * The paper that a party signed and sent, whole and with the hash its signature names. Errors: `paper.unsigned` (nobody else
 * has signed yet), `paper.absent` (it has not come, or not all of it).
 */
export async function readPaper(db: Db, agreement: Agreement, me: string): Promise<Result<Paper>> {
  const signed = [...agreement.signatures.values()].map((s) => s.value).filter((s) => s.party !== me)
  if (signed.length === 0) return fail('paper.unsigned', 'no partner has signed it yet')
  for (const { party, instrument } of signed) {
    const { rows } = await db.query<{ name: string; parts: number; content: Buffer }>(
      `SELECT name, parts, content FROM basinet.network_paper WHERE agreement = $1 AND peer = $2 AND sha256 = $3 ORDER BY part`,
      [agreement.hash, party, instrument],
    )
    const content = Buffer.concat(rows.map((r) => r.content))
    if (rows[0] === undefined || rows.length !== rows[0].parts) continue
    if (sameBytes(createHash('sha256').update(content).digest(), instrument))
      return ok({ nation: party, name: rows[0].name, content })
  }
  return fail('paper.absent', 'the paper of those who signed has not come whole yet')
}
