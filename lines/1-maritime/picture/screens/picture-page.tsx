import { useMe } from '@basinet/console/api/session.ts'
import { useNames } from '@basinet/console/i18n/use.ts'
import { cx } from '@basinet/console/parts/cx.ts'
import { useStore } from '@basinet/console/state/store.ts'
import { useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useDistress } from './alerts/use-distress.ts'
import { OwnAreas } from './area/own-areas.tsx'
import { HandContacts } from './contact/hand-contacts.tsx'
import { StreamBar } from './live/stream-bar.tsx'
import { usePictureLabel } from './live/use-label.ts'
import { PictureMapProvider } from './map/map-context.ts'
import { useMap } from './map/use-map.ts'
import { SidePanel } from './panel/side-panel.tsx'
import { PartnerTracks } from './partners/partner-tracks.tsx'
import css from './picture.module.css'
import { PlaybackBar, PlaybackButton } from './playback/playback-bar.tsx'
import { tool } from './state/picture-state.ts'
import { RadarVideoLayer } from './radar/radar-video-layer.tsx'
import { DrawArea } from './tools/draw-area.tsx'
import { FilterPopover } from './tools/filter-popover.tsx'
import { FindBox } from './tools/find-box.tsx'
import { Measure } from './tools/measure.tsx'
import { Rings } from './tools/rings.tsx'
import { ToolStrip } from './tools/tool-strip.tsx'
import { ViewMenu } from './tools/view-menu.tsx'
import { useAddress } from './use-address.ts'
import { useWords } from './words.ts'

/** The maritime picture: what the sea looks like now, and what the watch does about it. */
export function PicturePage(): ReactNode {
  const t = useWords()
  const name = useNames()
  const me = useMe()
  const { picture, container } = useMap()
  const inHand = useStore(tool)
  const search = useRouterState({ select: (state) => state.location.searchStr })
  usePictureLabel()
  useDistress()
  useAddress(picture, search)
  return (
    <PictureMapProvider value={picture}>
      <div className={css['page']}>
        <h1 className="visually-hidden">{name('capability.picture.name', 'Picture')}</h1>
        <div className={css['stage']}>
          <div className={css['strip']}>
            <div className={css['find']}>
              <FindBox />
            </div>
            <FilterPopover />
            <ViewMenu />
            <PlaybackButton />
          </div>
          <StreamBar />
          <div className={css['frame']}>
            <div ref={container} className={css['map']} role="region" aria-label={t('picture.map')} />
            {me.node.mode === 'demo' && (
              <p className={cx(css['simulated'], 'hatched')}>{t('picture.simulated')}</p>
            )}
            <ToolStrip />
            {picture !== null && (
              <>
                <OwnAreas />
                <HandContacts />
                <PartnerTracks />
                <RadarVideoLayer />
                {inHand === 'measure' && <Measure />}
                {inHand === 'rings' && <Rings />}
                {inHand === 'area' && <DrawArea />}
              </>
            )}
          </div>
          <PlaybackBar />
        </div>
        <SidePanel />
      </div>
    </PictureMapProvider>
  )
}
