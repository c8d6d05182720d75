import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Vessel } from '../../contract.ts'
import { usePictureMap } from '../map/map-context.ts'
import { panel, partner, tool } from '../state/picture-state.ts'
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
        to="/1-maritime/picture/watch-list-entry/new/add"
      >
        {t('picture.act.watch')}
      </Button>
    </div>
  )
}
