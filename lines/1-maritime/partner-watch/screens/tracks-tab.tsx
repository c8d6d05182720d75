import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { LabelChip } from '@basinet/console/parts/record/label-chip.tsx'
import { highestLabel } from '@basinet/console/parts/record/highest-label.ts'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { Age, TimeText } from '@basinet/console/parts/time.tsx'
import { useMe } from '@basinet/console/api/session.ts'
import { useScreenLabel } from '@basinet/console/state/screen-label.ts'
import type { ReactNode } from 'react'
import type { PartnerTrack } from '@basinet/picture/contract'
import type { TrackShare } from '../contract.ts'
import css from './partner-watch.module.css'
import { useNewest, usePartnerTracks } from './use-partner-records.ts'
import { BASE, useWords } from './words.ts'

/** Tracks that partners give, and those given to them. */
export function TracksTab(): ReactNode {
  const t = useWords()
  const me = useMe()
  const received = usePartnerTracks()
  const shares = useNewest<TrackShare>('track-share', { 'f.state': 'live' })
  useScreenLabel(
    highestLabel([
      ...(received.data?.items ?? []).map((track) => track.label),
      ...(shares.data?.items ?? []).map((share) => share.label),
    ]),
  )
  return (
    <>
      <section>
        <h2>{t('partner-watch.received')}</h2>
        <QueryView query={received} rows={3}>
          {({ items }) => <Received items={items} />}
        </QueryView>
      </section>
      <section>
        <h2>{t('partner-watch.given')}</h2>
        <QueryView query={shares} rows={3}>
          {({ items }) => {
            const own = items.filter((share) => share.label.owner === me.node.nation)
            return own.length === 0 ? (
              <EmptyState
                title={t('partner-watch.none-given')}
                text={t('partner-watch.none-given-text')}
                size="small"
              />
            ) : (
              <Plain
                caption={t('partner-watch.given')}
                head={[
                  t('partner-watch.col.vessel'),
                  t('partner-watch.col.to'),
                  t('partner-watch.col.until'),
                  t('partner-watch.col.note'),
                  t('partner-watch.col.label'),
                  '',
                ]}
                rows={own.map(({ id, label, body }) => ({
                  key: id,
                  cells: [
                    <PathLink key="v" to={`${BASE}/track-share/${id}`}>
                      {body.name ?? body.mmsi}
                    </PathLink>,
                    body.to.join(', '),
                    <TimeText key="u" at={body.until} />,
                    body.note,
                    <LabelChip key="l" label={label} />,
                    <PathLink key="e" to={`${BASE}/track-share/${id}/do/end`}>
                      {t('command.track-share.end.name')}
                    </PathLink>,
                  ],
                }))}
              />
            )
          }}
        </QueryView>
        <p>
          <PathLink to={`${BASE}/track-share`}>{t('partner-watch.all')}</PathLink>
        </p>
      </section>
    </>
  )
}

function Received({ items }: { items: readonly PartnerTrack[] }): ReactNode {
  const t = useWords()
  if (items.length === 0)
    return (
      <EmptyState
        title={t('partner-watch.none-received')}
        text={t('partner-watch.none-received-text')}
        size="small"
      />
    )
  return (
    <Plain
      caption={t('partner-watch.received')}
      head={[
        t('partner-watch.col.owner'),
        t('partner-watch.col.vessel'),
        t('partner-watch.col.age'),
        t('partner-watch.col.until'),
        t('partner-watch.col.label'),
        '',
      ]}
      rows={items.map((track) => ({
        key: track.id,
        cells: [
          <strong key="o">{track.owner}</strong>,
          <PathLink key="v" to={`${BASE}/track-share/${track.id}`}>
            {track.name ?? track.mmsi}
          </PathLink>,
          track.now === null ? t('partner-watch.no-position') : <Age key="a" at={track.now.at} />,
          <TimeText key="u" at={track.until} />,
          <LabelChip key="l" label={track.label} />,
          track.now === null ? (
            ''
          ) : (
            <span key="s" className={css['buttons']}>
              <PathLink to={`/1-maritime/picture?partner=${track.id}&at=${track.now.lon},${track.now.lat}`}>
                {t('partner-watch.show')}
              </PathLink>
            </span>
          ),
        ],
      }))}
    />
  )
}
