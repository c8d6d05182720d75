import type { Need, NeedsSource } from '@basinet/kernel/http'
import { readAs } from '@basinet/kernel/http'
import type { BodyOf } from '@basinet/kernel/contract'
import { listRecords } from '@basinet/kernel/record'
import { readFeedHealth } from '@basinet/kernel/feeds'
import type { Tx } from '@basinet/kernel/store'
import { pictureAlert } from './contract/picture-alert.ts'
import { sarLog } from './contract/sar-log.ts'
import { watchHandover } from './contract/watch-handover.ts'
import { watchListEntry } from './contract/watch-list-entry.ts'

const SHOWN_MAX = 50
const PICTURE = '/1-maritime/picture'

/** Open distress cases, alerts, a hand-over that waits for its relief, reviews due from this person, feeds that bring nothing. */
export const pictureNeeds: NeedsSource = async (core, subject) => {
  const types = core.registry.typesOf(subject.roles)
  if (!types.includes('picture-alert')) return []
  return readAs(core, subject, async (tx) => {
    const state = (value: string) => ({
      filters: [{ name: 'state', op: 'eq' as const, value }],
      limit: SHOWN_MAX,
    })
    const alerts = await listRecords<BodyOf<typeof pictureAlert>>(tx, pictureAlert, state('open'))
    const cases = await listRecords<BodyOf<typeof sarLog>>(tx, sarLog, {
      filters: [{ name: 'state', op: 'in', value: ['draft', 'open'] }],
      limit: SHOWN_MAX,
    })
    const handovers = await listRecords<BodyOf<typeof watchHandover>>(tx, watchHandover, state('offered'))
    if (!alerts.ok || !cases.ok || !handovers.ok) throw new Error('BUG: the watch could not be listed')
    return [
      ...(await reviewsDue(tx, subject.person)),
      ...(types.includes('feed') ? await silentFeeds(tx) : []),
      ...cases.value.items.map((r): Need => ({
        kind: 'task',
        title: { key: 'needs.sar-log', params: { title: r.title } },
        at: r.createdAt,
        severity: r.body.state === 'draft' ? 'warning' : 'critical',
        link: `${PICTURE}/sar-log/${r.id}`,
      })),
      ...handovers.value.items
        .filter((r) => r.body.outgoing !== subject.person)
        .map((r): Need => ({
          kind: 'handover',
          title: { key: 'needs.handover', params: { count: r.body.items.length } },
          at: r.createdAt,
          severity: 'warning',
          link: `${PICTURE}/watch-handover/${r.id}`,
        })),
      ...alerts.value.items.map((r): Need => ({
        kind: 'alert',
        title: { key: 'needs.alert', params: { title: r.title } },
        at: r.createdAt,
        severity: r.body.severity,
        link: `${PICTURE}/picture-alert/${r.id}`,
      })),
    ]
  })
}

/** A review is called for this long before it is due. */
const REVIEW_AHEAD_MS = 24 * 3_600_000

async function reviewsDue(tx: Tx, person: string): Promise<Need[]> {
  const page = await listRecords<BodyOf<typeof watchListEntry>>(tx, watchListEntry, {
    filters: [
      { name: 'state', op: 'eq', value: 'active' },
      { name: 'reviewer', op: 'eq', value: person },
      { name: 'reviewBy', op: 'lte', value: new Date(tx.at.getTime() + REVIEW_AHEAD_MS).toISOString() },
    ],
    limit: SHOWN_MAX,
  })
  if (!page.ok) throw new Error('BUG: the watch list could not be listed')
  return page.value.items.map((r) => ({
    kind: 'review',
    title: { key: 'needs.watch-list-review', params: { title: r.title } },
    at: r.createdAt,
    dueAt: r.body.reviewBy,
    severity: Date.parse(r.body.reviewBy) < tx.at.getTime() ? 'warning' : 'info',
    link: `${PICTURE}/watch-list-entry/${r.id}`,
  }))
}

async function silentFeeds(tx: Tx): Promise<Need[]> {
  const feeds = await readFeedHealth(tx)
  return feeds
    .filter((f) => (f.state === 'silent' || f.state === 'down') && f.reason !== 'suspended')
    .map((f) => ({
      kind: 'feed',
      title: {
        key: 'needs.feed',
        params: { name: f.name, station: f.station, reason: f.reason === '' ? f.state : f.reason },
      },
      at: new Date(f.lastAt ?? f.at).toISOString(),
      severity: 'warning',
      link: '/node/feeds',
    }))
}
