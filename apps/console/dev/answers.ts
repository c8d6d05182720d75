import { createHash, randomUUID } from 'node:crypto'
import type { AuditItem, Feed, Job, Me, Need } from '../api/types.ts'
import { PEOPLE } from './people.ts'
import { alertViews } from './picture.ts'
import { store } from './records.ts'

const hash = (text: string): string => createHash('sha256').update(text).digest('hex')
const iso = (agoS: number): string => new Date(Date.now() - agoS * 1000).toISOString()

export function needs(me: Me): Need[] {
  if (me.person.username === 'empty') return []
  const open = alertViews().filter((a) => a.state === 'open')
  return [
    ...open.slice(0, 9).map((a): Need => ({
      kind: 'alert',
      title: { key: a.why.key, params: a.why.params },
      at: a.at,
      severity: a.severity,
      link: `/1-maritime/picture?alert=${a.id}`,
    })),
    {
      kind: 'handover',
      title: 'Hand-over of the morning watch waits for you',
      at: iso(1200),
      dueAt: iso(-1200),
      severity: 'warning',
      link: '/1-maritime/picture/watch-handover',
    },
    {
      kind: 'feed',
      title: 'Station Moule à Chique is silent',
      at: iso(400),
      severity: 'critical',
      link: '/node/feeds',
    },
    {
      kind: 'review',
      title: 'Watch-list entry LADY MARGARET is to be reviewed',
      at: iso(90_000),
      dueAt: iso(7200),
      severity: 'warning',
      link: '/1-maritime/picture/watch-list-entry',
    },
    {
      kind: 'deadline',
      title: 'Data-subject request 14: answer',
      at: iso(900_000),
      dueAt: iso(-400_000),
      severity: 'info',
      link: '/node/people',
    },
  ]
}

export function feeds(): Feed[] {
  const feed = (id: string, state: Feed['state'], rate: number, more: Partial<Feed> = {}): Feed => ({
    id,
    name: `AIS ${id}`,
    kind: 'udp',
    address: 'udp://0.0.0.0:10110',
    station: id.toUpperCase(),
    state,
    reason: '',
    ratePerS: rate,
    lagMs: 420,
    errorRate: 0.0021,
    lastAt: Date.now() - 1000,
    gaps: [],
    messages: 812_334,
    errors: 17,
    duplicates: 2210,
    ...more,
  })
  return [
    feed('morne-fortune', 'ok', 38.4),
    feed('pigeon-island', 'late', 3.1, { lagMs: 44_000, lastAt: Date.now() - 44_000 }),
    feed('moule-a-chique', 'silent', 0, {
      lagMs: null,
      lastAt: Date.now() - 400_000,
      reason: 'no data',
      gaps: [
        [Date.now() - 9_000_000, Date.now() - 8_000_000],
        [Date.now() - 400_000, Date.now()],
      ],
    }),
    feed('replay', 'ok', 120, { kind: 'replay', address: 'replay:gpsd-sample.aivdm' }),
  ]
}

export const jobs = (): Job[] => [
  { id: randomUUID(), kind: 'audit.pack', state: 'active', done: 41_000, total: 120_000, startedAt: iso(80) },
  {
    id: randomUUID(),
    kind: 'picture.import',
    state: 'failed',
    done: 12,
    total: 900,
    startedAt: iso(8000),
    error: 'line 13: checksum 4A, computed 4B',
  },
]

const kinds = [
  'record.read',
  'record.list',
  'command.done',
  'map.read',
  'session.opened',
  'command.denied',
] as const
export function audit(before: number): { items: AuditItem[]; next: number | null } {
  const top = Math.min(before, 4821)
  const alerts = store.get('picture-alert') ?? []
  const items = Array.from({ length: Math.min(100, top) }, (_, i): AuditItem => {
    const seq = top - 1 - i
    const kind = kinds[seq % kinds.length] ?? 'record.read'
    const record = alerts[seq % alerts.length]
    const people = Object.values(PEOPLE)
    return {
      seq,
      leaf: hash(String(seq)),
      event: {
        kind,
        at: iso((4821 - seq) * 37),
        node: 'LCA',
        actor: people[seq % people.length]?.person.id ?? '',
        outcome: kind === 'command.denied' ? 'denied' : 'done',
        ...(kind.startsWith('command') ? { command: 'picture-alert.acknowledge' } : {}),
        ...(kind === 'record.list' ? { type: 'watch-log-entry', count: 200 } : {}),
        ...(kind === 'record.read' || kind.startsWith('command')
          ? { type: 'picture-alert', record: record?.id ?? '' }
          : {}),
      },
      details: kind === 'record.list' ? { query: { limit: 200 } } : null,
    }
  })
  return { items, next: top > 100 ? top - 100 : null }
}

export const head = (): unknown => ({
  size: 4821,
  root: hash('root'),
  at: iso(12),
  note: `basinet.lca/log\n4821\n${Buffer.from(hash('root'), 'hex').toString('base64')}\n\n— basinet.lca/log xxxxx\n`,
  unsequenced: 0,
  witnessed: false,
})
