import { readFileSync } from 'node:fs'
import {
  formatVerifierKey,
  inclusionProof,
  sha256,
  SIGNATURE_TYPE,
  treeHasher,
  verifierKey,
} from '@basinet/transparency-log'
import { fail, must, ok, type Result } from '../contract/result.ts'
import type { Tx } from '../store/store.ts'
import { readHead } from './read.ts'
import { rememberingReader } from './remembering-reader.ts'
import { tileReader } from './tile-store.ts'

/** One event of a pack with its audit path; details and salt only where they are still kept and the reader may see them. */
export interface PackItem {
  readonly seq: number
  readonly event: string
  readonly salt: string | null
  readonly details: string | null
  /** RFC 6962 audit path, hex, leaf upwards. */
  readonly path: readonly string[]
}

/** What an audit pack holds: enough to verify every event in it without the node, its database or its software. */
export interface AuditPack {
  readonly format: 'basinet-audit-pack/1'
  readonly origin: string
  /** C2SP signed-note verifier keys of the log, oldest first. Compare their ids with what the nation published. */
  readonly keys: readonly string[]
  /** Signed checkpoint, verbatim. */
  readonly checkpoint: string
  readonly madeAt: string
  readonly items: readonly PackItem[]
}

export interface PackQuery {
  readonly from?: number
  readonly to?: number
  readonly record?: string
}

const PACK_ITEMS_MAX = 5000
const hasher = treeHasher(sha256)

interface Row {
  readonly seq: string
  readonly event: string
  readonly salt: Buffer | null
  readonly details: string | null
}

/** Errors: `audit.unproven` (no checkpoint yet), `audit.pack-size` (narrow the range), `audit.broken`. */
export async function buildPack(
  tx: Tx,
  origin: string,
  publicKeys: readonly Uint8Array[],
  query: PackQuery,
): Promise<Result<AuditPack>> {
  const head = await readHead(tx)
  if (head === null) return fail('audit.unproven', 'there is no checkpoint yet; try again in a moment')
  const { rows } = await tx.client.query<Row>(
    `SELECT l.seq, l.event, d.salt, d.details FROM basinet.audit_leaf l
     LEFT JOIN basinet.audit_detail d ON d.id = (l.event::json->>'detailId')::uuid
     WHERE l.seq >= $1 AND l.seq < $2 AND ($3::text IS NULL OR l.record_id = $3) ORDER BY l.seq LIMIT ${PACK_ITEMS_MAX + 1}`,
    [query.from ?? 0, Math.min(query.to ?? head.size, head.size), query.record ?? null],
  )
  if (rows.length > PACK_ITEMS_MAX)
    return fail('audit.pack-size', `more than ${PACK_ITEMS_MAX} events; narrow the range`, 'to', {
      params: { n: PACK_ITEMS_MAX },
    })
  const reader = rememberingReader(hasher, tileReader(tx), head.size)
  const items: PackItem[] = []
  for (const row of rows) {
    const path = await inclusionProof(hasher, reader, Number(row.seq), head.size)
    if (!path.ok) return fail('audit.broken', path.error.message)
    items.push({
      seq: Number(row.seq),
      event: row.event,
      salt: row.salt?.toString('hex') ?? null,
      details: row.details,
      path: path.value.map((h) => Buffer.from(h).toString('hex')),
    })
  }
  const keys = publicKeys.map((key) =>
    formatVerifierKey(must(verifierKey(origin, SIGNATURE_TYPE.ed25519, key))),
  )
  return ok({
    format: 'basinet-audit-pack/1',
    origin,
    keys,
    checkpoint: head.note,
    madeAt: tx.at.toISOString(),
    items,
  })
}

const TEMPLATE = new URL('./pack-page.html', import.meta.url)
const SLOT = '/*PACK*/'

/** The pack as one page that verifies itself in any current browser, offline. */
export function packPage(pack: AuditPack): string {
  const template = readFileSync(TEMPLATE, 'utf8')
  // "<" may not stand in a script element's data: a detail could otherwise close it.
  return template.replace(SLOT, () => JSON.stringify(pack).replaceAll('<', '\\u003c'))
}

/** The pack inside a page made by `packPage`. */
export function packOfPage(page: string): Result<unknown> {
  const match = /<script type="application\/json" id="pack">([\s\S]*?)<\/script>/.exec(page)
  if (match?.[1] === undefined) return fail('pack.format', 'this page holds no audit pack')
  try {
    return ok(JSON.parse(match[1]))
  } catch (error) {
    return fail('pack.format', error instanceof Error ? error.message : 'not JSON')
  }
}
