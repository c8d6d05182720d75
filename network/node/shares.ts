import type { Db } from './db.ts'

/** A copy that a partner holds of a record from here. */
export interface Share {
  readonly type: string
  readonly record: string
  readonly peer: string
  readonly owner: string
  readonly rev: number
  readonly agreement: string
  readonly agreementVersion: number
  readonly purpose: string
  readonly class: string
  readonly leaseUntil: Date
  readonly eraseBy: Date | null
}

interface ShareRow extends Omit<Share, 'agreementVersion' | 'leaseUntil' | 'eraseBy'> {
  readonly agreement_version: number
  readonly lease_until: Date
  readonly erase_by: Date | null
}

/** Notes what leaves, each record and partner once; a later revision takes the place of the earlier. */
export async function noteShares(db: Db, shares: readonly Share[], at: Date): Promise<void> {
  if (shares.length === 0) return
  const columns = [
    shares.map((s) => s.type),
    shares.map((s) => s.record),
    shares.map((s) => s.peer),
    shares.map((s) => s.owner),
    shares.map((s) => s.rev),
    shares.map((s) => s.agreement),
    shares.map((s) => s.agreementVersion),
    shares.map((s) => s.purpose),
    shares.map((s) => s.class),
    shares.map((s) => s.leaseUntil),
    shares.map((s) => s.eraseBy),
  ]
  await db.query(
    `WITH sent AS (
       SELECT * FROM unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::int[], $6::uuid[], $7::int[], $8::text[], $9::text[],
         $10::timestamptz[], $11::timestamptz[])
         t(type, record, peer, owner, rev, agreement, version, purpose, class, lease_until, erase_by)
     ), flows AS (
       DELETE FROM basinet.network_withheld w USING sent WHERE w.record = sent.record AND w.peer = sent.peer AND w.type = sent.type
     )
     INSERT INTO basinet.network_share (type, record, peer, owner, rev, agreement, agreement_version, purpose, class, lease_until,
       erase_by, sent_at, state) SELECT sent.*, $12, 'held' FROM sent
     ON CONFLICT (record, peer, type) DO UPDATE SET rev = excluded.rev, agreement = excluded.agreement,
       agreement_version = excluded.agreement_version, purpose = excluded.purpose, class = excluded.class,
       sent_at = excluded.sent_at, lease_until = excluded.lease_until, erase_by = excluded.erase_by, state = 'held'`,
    [...columns, at],
  )
}

/** Who holds these records now, and at which revision; by `shareKey`. */
export async function holdersOfMany(
  db: Db,
  records: readonly { readonly type: string; readonly id: string }[],
): Promise<ReadonlyMap<string, Share[]>> {
  const { rows } = await db.query<ShareRow>(
    `SELECT * FROM basinet.network_share WHERE record = ANY ($1) AND state = 'held' ORDER BY peer`,
    [records.map((r) => r.id)],
  )
  return Map.groupBy(rows.map(shareOf), ({ type, record }) => shareKey(type, record))
}

export const shareKey = (type: string, record: string): string => `${type}/${record}`

/** Who holds a record now, and at which revision. */
export async function holdersOf(db: Db, type: string, record: string): Promise<Share[]> {
  const { rows } = await db.query<ShareRow>(
    `SELECT * FROM basinet.network_share WHERE type = $1 AND record = $2 AND state = 'held' ORDER BY peer`,
    [type, record],
  )
  return rows.map(shareOf)
}

export async function sharesUnder(
  db: Db,
  agreement: string,
  version: number,
  most: number,
): Promise<Share[]> {
  const { rows } = await db.query<ShareRow>(
    `SELECT * FROM basinet.network_share WHERE agreement = $1 AND agreement_version = $2 AND state = 'held' LIMIT $3`,
    [agreement, version, most],
  )
  return rows.map(shareOf)
}

/** Copies whose lease ends before `until`. */
export async function sharesEnding(db: Db, until: Date, most: number): Promise<Share[]> {
  const { rows } = await db.query<ShareRow>(
    `SELECT * FROM basinet.network_share WHERE state = 'held' AND lease_until < $1 ORDER BY lease_until LIMIT $2`,
    [until, most],
  )
  return rows.map(shareOf)
}

export async function setShareLease(db: Db, share: Share, until: Date): Promise<void> {
  await db.query(
    'UPDATE basinet.network_share SET lease_until = $4 WHERE record = $1 AND peer = $2 AND type = $3',
    [share.record, share.peer, share.type, until],
  )
}

export async function endShare(db: Db, share: Pick<Share, 'type' | 'record' | 'peer'>): Promise<void> {
  await db.query(
    `UPDATE basinet.network_share SET state = 'recalled' WHERE record = $1 AND peer = $2 AND type = $3`,
    [share.record, share.peer, share.type],
  )
}

/** What a label releases and no agreement lets flow. */
export async function noteWithheld(
  db: Db,
  about: { readonly type: string; readonly record: string; readonly peer: string; readonly rev: number },
  reasons: readonly string[],
  at: Date,
): Promise<void> {
  await db.query(
    `INSERT INTO basinet.network_withheld (type, record, peer, rev, reasons, at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (record, peer, type) DO UPDATE SET rev = excluded.rev, reasons = excluded.reasons, at = excluded.at`,
    [about.type, about.record, about.peer, about.rev, reasons, at],
  )
}

function shareOf({ agreement_version, lease_until, erase_by, ...row }: ShareRow): Share {
  return { ...row, agreementVersion: agreement_version, leaseUntil: lease_until, eraseBy: erase_by }
}
