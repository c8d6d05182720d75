import { createHash } from 'node:crypto'
import { plainLabel, type Label } from '@basinet/kernel/contract'
import type { FeedConfig } from '@basinet/kernel/feeds'
import { labelRow } from '@basinet/kernel/record'
import type { Tx } from '@basinet/kernel/store'

/** Label of what a feed brings: its owner's, released as the feed says, exercise on a demonstration node. */
export function feedLabel(feed: Pick<FeedConfig, 'data'>, mode: 'demo' | 'service'): Label {
  const { owner, class: class_, releaseTo } = feed.data
  const change = { releaseTo: [...releaseTo].sort(), onward: 'ask-owner', exercise: mode === 'demo' } as const
  return plainLabel(owner, class_, change)
}

/** Small number that every point of this feed under this label carries; made at its first use. */
export async function sourceId(
  tx: Tx,
  feed: Pick<FeedConfig, 'id' | 'station'>,
  label: Label,
): Promise<number> {
  const digest = createHash('sha256').update(JSON.stringify(label)).digest('hex')
  const { rows } = await tx.client.query<{ id: number }>(
    'SELECT basinet.position_source_id($1, $2, $3, $4) AS id',
    [feed.id, feed.station, digest, JSON.stringify(labelRow(label))],
  )
  const id = rows[0]?.id
  if (id === undefined) throw new Error('BUG: a source got no number')
  return id
}
