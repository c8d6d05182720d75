import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Vessel } from '../../contract.ts'
import { labelOf } from '../map/vessel-view.ts'
import { usePictureMap } from '../map/map-context.ts'
import { panel, partner, tool } from '../state/picture-state.ts'
import { prefilled } from '../prefilled.ts'
import { useWords } from '../words.ts'
import css from './panel.module.css'

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
    </div>
  )
}
