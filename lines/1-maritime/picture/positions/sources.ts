import { createHash } from 'node:crypto'
import type { Label } from '@basinet/kernel/contract'
import { classRank } from '@basinet/kernel/contract'
import type { FeedConfig } from '@basinet/kernel/feeds'
import type { Tx } from '@basinet/kernel/store'

/** Label of what a feed brings: its owner's, released as the feed says, exercise on a demonstration node. */
export function feedLabel(feed: Pick<FeedConfig, 'data'>, mode: 'demo' | 'service'): Label {
  return {
    owner: feed.data.owner,
    class: feed.data.class,
    releaseTo: [...feed.data.releaseTo].sort(),
    displayOnly: [],
    handling: [],
    purposes: [],
    personal: false,
    juvenile: false,
    sealed: false,
    keepUntil: null,
    eraseBy: null,
    holds: [],
    leaseUntil: null,
    onward: 'ask-owner',
    sources: [feed.data.owner],
    exercise: mode === 'demo',
  }
}

/** Small number that every point of this feed under this label carries; made at its first use. */
export async function sourceId(tx: Tx, feed: FeedConfig, label: Label): Promise<number> {
  const digest = createHash('sha256').update(JSON.stringify(label)).digest('hex')
  const columns = {
    owner: label.owner,
    class: classRank(label.class),
    release_to: label.releaseTo,
    display_only: label.displayOnly,
    handling: label.handling,
    purposes: label.purposes,
    personal: label.personal,
    juvenile: label.juvenile,
    sealed: label.sealed,
    keep_until: label.keepUntil,
    erase_by: label.eraseBy,
    holds: label.holds,
    lease_until: label.leaseUntil,
    onward: label.onward,
    sources: label.sources,
    exercise: label.exercise,
  }
  const { rows } = await tx.client.query<{ id: number }>(
    'SELECT basinet.position_source_id($1, $2, $3, $4) AS id',
    [feed.id, feed.station, digest, JSON.stringify(columns)],
  )
  const id = rows[0]?.id
  if (id === undefined) throw new Error('BUG: a source got no number')
  return id
}
