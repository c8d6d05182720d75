import { position, bearing } from '@basinet/console/i18n/nautical.ts'
import { useFormat, useT } from '@basinet/console/i18n/use.ts'
import { Icon } from '@basinet/console/parts/icons.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { LabelChip } from '@basinet/console/parts/record/label-chip.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { StatusMark } from '@basinet/console/parts/status-mark.tsx'
import { Age, TimeText } from '@basinet/console/parts/time.tsx'
import { useNow } from '@basinet/console/state/now.ts'
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { PartnerTrack } from '../../contract.ts'
import { usePictureMap } from '../map/map-context.ts'
import css from '../panel/panel.module.css'
import { Facts, type FactRow } from '../panel/vessel-facts.tsx'
import { select } from '../state/picture-state.ts'
import { useWords } from '../words.ts'
import { STALE_MS } from './fading.ts'
import { usePartnerTracks } from './use-partner-tracks.ts'

const NOW_MS = 1_000

/** A track of another nation in hand: whose it is, under which label, how old, and until when it is given. */
export function PartnerFacts({ id }: { id: string }): ReactNode {
  const t = useWords()
  const query = usePartnerTracks()
  return (
    <QueryView query={query} rows={4}>
      {({ items }) => {
        const track = items.find((one) => one.id === id)
        return track === undefined ? (
          <EmptyState title={t('picture.partner.gone')} text={t('picture.partner.gone-text')} size="small" />
        ) : (
          <Given track={track} />
        )
      }}
    </QueryView>
  )
}

function Given({ track }: { track: PartnerTrack }): ReactNode {
  const t = useWords()
  const console = useT()
  const picture = usePictureMap()
  const now = useNow(NOW_MS)
  const { owner, label, name, mmsi, note, until } = track
  const facts = usePlaceFacts(track)
  return (
    <article>
      <header className={css['head']}>
        <div>
          <h2>{name ?? t('picture.vessel.unnamed')}</h2>
          <p className="mono muted small">{mmsi}</p>
          <StatusMark status="info">{t('picture.partner.track', { owner })}</StatusMark>
        </div>
        <button
          type="button"
          className={css['close']}
          onClick={() => select(null)}
          aria-label={console('action.close')}
        >
          <Icon name="close" size={16} />
        </button>
      </header>
      <div className={css['actions']}>
        {track.now !== null && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => track.now !== null && picture?.show(track.now)}
          >
            {t('picture.act.centre')}
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="default"
          component={PathLink}
          to={`/records/track-share/${track.id}`}
        >
          {t('picture.partner.owner')}: {owner}
        </Button>
      </div>
      <section className={css['section']}>
        {track.now === null && <p>{t('picture.partner.none')}</p>}
        {track.now !== null && now - track.now.at > STALE_MS && (
          <StatusMark status="warning">{t('picture.partner.stale')}</StatusMark>
        )}
        <Facts
          rows={[
            [t('picture.partner.owner'), <strong key="o">{owner}</strong>],
            [t('picture.partner.label'), <LabelChip key="l" label={label} />],
            ...facts,
            [t('picture.partner.until'), <TimeText key="u" at={until} />],
            ...(label.leaseUntil === null
              ? []
              : [[t('picture.partner.lease'), <TimeText key="r" at={label.leaseUntil} />] as const]),
            ...(track.callSign === null ? [] : [[t('picture.fact.call-sign'), track.callSign] as const]),
            ...(note === '' ? [] : [[t('picture.partner.note'), note] as const]),
          ]}
        />
      </section>
    </article>
  )
}

function usePlaceFacts({ now: place }: PartnerTrack): readonly FactRow[] {
  const t = useWords()
  const format = useFormat()
  if (place === null) return []
  const unknown = <span className="muted">{t('picture.unknown')}</span>
  return [
    [
      t('picture.fact.position'),
      <span key="p" className="mono">
        {position(place.lat, place.lon)}
      </span>,
    ],
    [t('picture.fact.heard'), <Age key="a" at={place.at} every={1000} />],
    [
      t('picture.fact.speed'),
      place.sog === null
        ? unknown
        : t('picture.unit.kn', { n: format.number(place.sog, { minimum: 1, maximum: 1 }) }),
    ],
    [t('picture.fact.course'), place.cog === null ? unknown : bearing(place.cog)],
  ]
}
