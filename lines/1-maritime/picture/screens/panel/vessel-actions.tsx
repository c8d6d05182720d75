import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { Button } from '@mantine/core'
import { useCatalogue } from '@basinet/console/api/session.ts'
import { useState, type ReactNode } from 'react'
import type { Vessel } from '../../contract.ts'
import { labelOf } from '../map/vessel-view.ts'
import { usePictureMap } from '../map/map-context.ts'
import { panel, partner, tool } from '../state/picture-state.ts'
import { prefilled, toPartners } from '../prefilled.ts'
import { useWords } from '../words.ts'
import css from './panel.module.css'

/** How long a track is given unless the officer says otherwise, and how soon another watch is asked to answer. */
const GIVEN_MS = 6 * 3_600_000
const ANSWER_MS = 30 * 60_000

/** To partners: its track, or the contact itself. */
function PartnerActions({ vessel }: { vessel: Vessel }): ReactNode {
  const t = useWords()
  const { data: catalogue } = useCatalogue()
  const [opened] = useState(() => Date.now())
  const later = (ms: number): string => new Date(opened + ms).toISOString()
  const may = (command: string): boolean => catalogue?.commands[command]?.allowed === true
  return (
    <>
      {may('track-share.give') && (
        <Button
          size="compact-sm"
          variant="default"
          component={PathLink}
          to={toPartners('track-share/new/give', { mmsi: vessel.mmsi, until: later(GIVEN_MS) })}
        >
          {t('picture.act.give-track')}
        </Button>
      )}
      {may('contact-handover.offer') && (
        <Button
          size="compact-sm"
          variant="default"
          component={PathLink}
          to={toPartners('contact-handover/new/offer', {
            mmsi: vessel.mmsi,
            name: labelOf(vessel),
            place: { lon: vessel.lon, lat: vessel.lat },
            seenAt: new Date(vessel.at).toISOString(),
            courseDeg: vessel.cog ?? null,
            speedKn: vessel.sog ?? null,
            answerBy: later(ANSWER_MS),
          })}
        >
          {t('picture.act.hand-over')}
        </Button>
      )}
    </>
  )
}

/** What is done with a vessel in hand. */
export function VesselActions({ vessel }: { vessel: Vessel }): ReactNode {
  const t = useWords()
  const picture = usePictureMap()
  return (
    <div className={css['actions']}>
      <Button size="compact-sm" variant="default" onClick={() => picture?.show(vessel)}>
        {t('picture.act.centre')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => partner.set({ id: null, choosing: true })}>
        {t('picture.act.cpa')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => tool.set('rings')}>
        {t('picture.act.rings')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => panel.set('log')}>
        {t('picture.act.log')}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        component={PathLink}
        to={prefilled('watch-list-entry/new/add', {
          identity: {
            mmsi: vessel.mmsi,
            imo: vessel.imo ?? null,
            callSign: vessel.callSign ?? null,
            name: vessel.name ?? null,
          },
        })}
      >
        {t('picture.act.watch')}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        component={PathLink}
        to={prefilled('approach-watch/new/set', { name: labelOf(vessel), guarded: [vessel.mmsi] })}
      >
        {t('picture.act.guard')}
      </Button>
      <PartnerActions vessel={vessel} />
    </div>
  )
}
