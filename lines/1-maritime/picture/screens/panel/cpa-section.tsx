import { mToNm } from '@basinet/geodesy'
import { useFormat } from '@basinet/console/i18n/use.ts'
import { useDuration } from '@basinet/console/parts/time.tsx'
import { useStore } from '@basinet/console/state/store.ts'
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Vessel } from '../../contract.ts'
import { useCpa } from '../live/queries.ts'
import { useLiveVessel } from '../live/use-vessel.ts'
import { line } from '../map/geometry.ts'
import { shape } from '../map/shapes.ts'
import { useMapColours } from '../map/theme-colours.ts'
import { useShapes } from '../map/use-shapes.ts'
import { labelOf } from '../map/vessel-view.ts'
import { usePartnerTracks } from '../partners/use-partner-tracks.ts'
import { partner } from '../state/picture-state.ts'
import { useWords } from '../words.ts'
import css from './panel.module.css'
import { Facts } from './vessel-facts.tsx'

/** How near two vessels will come and when, if both hold course and speed. */
export function CpaSection({ vessel }: { vessel: Vessel }): ReactNode {
  const t = useWords()
  const { id, choosing } = useStore(partner)
  const other = useLiveVessel(id)
  const given = usePartnerTracks().data?.items.find((track) => `share:${track.id}` === id)
  if (choosing) {
    return (
      <section className={css['section']}>
        <p role="status">{t('picture.cpa.choose')}</p>
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => partner.set({ id: null, choosing: false })}
        >
          {t('picture.cpa.stop')}
        </Button>
      </section>
    )
  }
  if (id !== null && given !== undefined && given.now !== null) {
    const { now, name, mmsi, owner } = given
    return <Approach a={vessel} b={{ id, ...now, label: `${owner} · ${name ?? mmsi}` }} />
  }
  if (id === null || other === null) return null
  return <Approach a={vessel} b={{ ...other, label: labelOf(other) }} />
}

interface Mark {
  readonly id: string
  readonly lon: number
  readonly lat: number
}

function Approach({ a, b }: { a: Mark; b: Mark & { readonly label: string } }): ReactNode {
  const t = useWords()
  const format = useFormat()
  const duration = useDuration()
  const colours = useMapColours()
  const { data, error } = useCpa(a.id, b.id)
  const look = { colour: colours.accent, fill: 0, width: 1.5, dashed: true }
  useShapes(
    'cpa',
    data === undefined
      ? []
      : [
          shape(
            line([
              [a.lon, a.lat],
              [data.aAtCpa.lon, data.aAtCpa.lat],
            ]),
            look,
          ),
          shape(
            line([
              [b.lon, b.lat],
              [data.bAtCpa.lon, data.bAtCpa.lat],
            ]),
            look,
          ),
          shape(
            line([
              [data.aAtCpa.lon, data.aAtCpa.lat],
              [data.bAtCpa.lon, data.bAtCpa.lat],
            ]),
            { colour: colours.warning, fill: 0, width: 2.5, dashed: false },
          ),
        ],
  )
  const nm = (metres: number): string =>
    t('picture.unit.nm', { n: format.number(mToNm(metres), { minimum: 2, maximum: 2 }) })
  return (
    <section className={css['section']} aria-label={t('picture.cpa.title')}>
      <h3>{t('picture.cpa.with', { name: b.label })}</h3>
      {data === undefined ? (
        <p className="muted">{error === null ? t('picture.cpa.asking') : t('picture.cpa.failed')}</p>
      ) : (
        <Facts
          rows={[
            [t('picture.cpa.now'), nm(data.distanceM)],
            [t('picture.cpa.cpa'), <strong key="c">{nm(data.cpaM)}</strong>],
            [
              t('picture.cpa.tcpa'),
              data.tcpaS < 0 ? t('picture.cpa.past', { time: duration(-data.tcpaS) }) : duration(data.tcpaS),
            ],
          ]}
        />
      )}
      <Button variant="default" size="compact-sm" onClick={() => partner.set({ id: null, choosing: false })}>
        {t('picture.cpa.stop')}
      </Button>
    </section>
  )
}
