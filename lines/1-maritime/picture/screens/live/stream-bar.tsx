import { apiGet } from '@basinet/console/api/client.ts'
import { keys } from '@basinet/console/api/keys.ts'
import type { Feed } from '@basinet/console/api/types.ts'
import { useFormat } from '@basinet/console/i18n/use.ts'
import { Icon } from '@basinet/console/parts/icons.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { Age } from '@basinet/console/parts/time.tsx'
import { useStore } from '@basinet/console/state/store.ts'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import css from '../picture.module.css'
import { playbackAt } from '../state/picture-state.ts'
import { useWords } from '../words.ts'
import { streamState } from './stream.ts'

/** Lies across the top of the map whenever what it shows is not the sea as it is now, and says which. */
export function StreamBar(): ReactNode {
  const t = useWords()
  const format = useFormat()
  const { state, heardAt } = useStore(streamState)
  const played = useStore(playbackAt)
  const feeds = useQuery({
    queryKey: keys.feeds,
    queryFn: ({ signal }) => apiGet<{ items: Feed[] }>('/feeds', undefined, signal),
    refetchInterval: 15_000,
  })
  const list = feeds.data?.items
  const speaking = list?.filter((feed) => feed.state === 'ok' || feed.state === 'late').length
  return (
    <div>
      {played !== null && (
        <p className={css['bar']} data-tone="warning" role="status">
          <Icon name="clock" size={16} />
          {t('picture.bar.playback', { time: format.utc(played) })}
        </p>
      )}
      {state === 'lost' && (
        <p className={css['bar']} data-tone="critical" role="alert">
          <Icon name="broken" size={16} />
          <span>
            {t('picture.bar.lost')} <Age at={heardAt} every={1000} />
          </span>
        </p>
      )}
      {state !== 'lost' && list !== undefined && speaking === 0 && (
        <p className={css['bar']} data-tone="warning" role="alert">
          <Icon name="warning" size={16} />
          <span>{list.length === 0 ? t('picture.bar.no-feed') : t('picture.bar.silent')}</span>
          <PathLink to="/node/feeds">{t('picture.bar.feeds')}</PathLink>
        </p>
      )}
      {state !== 'lost' &&
        list !== undefined &&
        speaking !== undefined &&
        speaking > 0 &&
        speaking < list.length && (
          <p className={css['bar']} data-tone="warning" role="status">
            <Icon name="warning" size={16} />
            <span>{t('picture.bar.some-silent', { count: list.length - speaking, total: list.length })}</span>
            <PathLink to="/node/feeds">{t('picture.bar.feeds')}</PathLink>
          </p>
        )}
    </div>
  )
}
