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

/** Notes what leaves; a later revision takes the place of the earlier. */
export async function noteShares(db: Db, shares: readonly Share[], at: Date): Promise<void> {
  for (const s of shares) {
    await db.query(
      `WITH flows AS (DELETE FROM basinet.network_withheld WHERE record = $2 AND peer = $3 AND type = $1)
       INSERT INTO basinet.network_share (type, record, peer, owner, rev, agreement, agreement_version, purpose, class, sent_at,
         lease_until, erase_by, state) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'held')
       ON CONFLICT (record, peer, type) DO UPDATE SET rev = excluded.rev, agreement = excluded.agreement,
         agreement_version = excluded.agreement_version, purpose = excluded.purpose, class = excluded.class,
         sent_at = excluded.sent_at, lease_until = excluded.lease_until, erase_by = excluded.erase_by, state = 'held'`,
      [
        s.type,
        s.record,
        s.peer,
        s.owner,
        s.rev,
        s.agreement,
        s.agreementVersion,
        s.purpose,
        s.class,
        at,
        s.leaseUntil,
        s.eraseBy,
      ],
    )
  }
}

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
