import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { apiGet } from '../../api/client.ts'
import { keys } from '../../api/keys.ts'
import type { Feed } from '../../api/types.ts'
import { useFormat, useNames, useT } from '../../i18n/use.ts'
import { PageHead } from '../../parts/page-head.tsx'
import { PathLink } from '../../parts/path-link.tsx'
import { EmptyState } from '../../parts/state/states.tsx'
import { QueryView } from '../../parts/state/query-view.tsx'
import { Radars } from './radars.tsx'
import { StatusMark, type Status } from '../../parts/status-mark.tsx'
import { Plain } from '../../parts/table/plain-table.tsx'
import { Age, useDuration } from '../../parts/time.tsx'

const STATUS: Record<Feed['state'], Status> = {
  ok: 'good',
  late: 'warning',
  silent: 'critical',
  down: 'critical',
}
const RANK: Record<Feed['state'], number> = { down: 0, silent: 1, late: 2, ok: 3 }
const REFRESH_MS = 5_000

/** Every source of live data: whether it speaks, how late, how clean, and where it was silent. Worst first. */
export function FeedsPage(): ReactNode {
  const t = useT()
  const feeds = useQuery({
    queryKey: keys.feeds,
    queryFn: ({ signal }) => apiGet<{ items: Feed[] }>('/feeds', undefined, signal),
    refetchInterval: REFRESH_MS,
  })
  return (
    <>
      <PageHead
        title={t('nav.feeds')}
        note={t('feeds.note')}
        actions={<PathLink to="/node/feeds/feed">{t('feeds.settings')}</PathLink>}
      />
      <div style={{ padding: '0 var(--b-pad) 32px' }}>
        <QueryView query={feeds} rows={4}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={t('feeds.none')} text={t('feeds.none-text')} size="small" />
            ) : (
              <FeedTable items={items.toSorted((a, b) => RANK[a.state] - RANK[b.state])} />
            )
          }
        </QueryView>
        <Radars />
      </div>
    </>
  )
}

function FeedTable({ items }: { items: readonly Feed[] }): ReactNode {
  const t = useT()
  const name = useNames()
  const format = useFormat()
  const duration = useDuration()
  return (
    <Plain
      caption={t('nav.feeds')}
      head={(['state', 'name', 'kind', 'station', 'rate', 'lag', 'errors', 'last', 'gaps'] as const).map(
        (c) => t(`feeds.column.${c}`),
      )}
      rows={items.map((feed) => ({
        key: feed.id,
        ...(feed.state === 'ok' || feed.state === 'late' ? {} : { tone: 'critical' as const }),
        cells: [
          <StatusMark key="s" status={STATUS[feed.state]}>
            {t(`feeds.state.${feed.state}`)}
            {feed.reason !== '' && <span className="muted small"> {feed.reason}</span>}
          </StatusMark>,
          <span key="n">
            {feed.name}
            <br />
            <span className="mono small muted">{feed.address}</span>
          </span>,
          name(`value.kind.${feed.kind}`, feed.kind),
          feed.station ?? '–',
          t('feeds.per-second', { n: format.number(feed.ratePerS, { maximum: 1 }) }),
          feed.lagMs === null ? '–' : duration(feed.lagMs / 1000),
          `${format.number(feed.errorRate * 100, { maximum: 2 })} %`,
          feed.lastAt === null ? t('feeds.never') : <Age key="l" at={feed.lastAt} every={1000} />,
          <Gaps key="g" gaps={feed.gaps} />,
        ],
      }))}
    />
  )
}

/** Times of silence, newest first; a gap is shown, never filled. */
function Gaps({ gaps }: { gaps: Feed['gaps'] }): ReactNode {
  const t = useT()
  const format = useFormat()
  if (gaps.length === 0) return <span className="muted">{t('feeds.no-gaps')}</span>
  return (
    <details>
      <summary>{t('feeds.gap-count', { count: gaps.length })}</summary>
      <ul>
        {gaps.toReversed().map(([from, to]) => (
          <li key={from} className="small">
            {format.utc(from)} – {format.time(to, { seconds: true, zone: 'UTC' })}Z
          </li>
        ))}
      </ul>
    </details>
  )
}
