import { bearing } from '@basinet/console/i18n/nautical.ts'
import { useFormat } from '@basinet/console/i18n/use.ts'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { Age } from '@basinet/console/parts/time.tsx'
import type { ReactNode } from 'react'
import type { Fused } from '../../contract.ts'
import { ellipseRing } from '../map/ellipse-ring.ts'
import { shape } from '../map/shapes.ts'
import { useMapColours } from '../map/theme-colours.ts'
import { useShapes } from '../map/use-shapes.ts'
import { STATUS } from '../map/look.ts'
import { useWords } from '../words.ts'
import { Facts } from './vessel-facts.tsx'
import css from './panel.module.css'

/** What radars say of the contact in hand: how sure, since when, and what it was made of. Draws its ellipse. */
export function FusedSection({ fused }: { fused: Fused }): ReactNode {
  const t = useWords()
  const format = useFormat()
  const { theme } = useMapColours()
  const { majorM, minorM, bearingDeg } = fused.ellipse
  const colour = `rgb(${STATUS[theme].accent.join(' ')})`
  useShapes('fused', [
    shape(
      { type: 'Polygon', coordinates: [ellipseRing(fused, fused.ellipse)] },
      { colour, fill: 0.15, width: 1.5, dashed: false },
    ),
  ])
  const metres = (value: number): string => format.number(value, { maximum: 0 })
  return (
    <section className={css['section']} aria-label={t('picture.fused')}>
      <h3>{t('picture.fused')}</h3>
      <Facts
        rows={[
          [t('picture.fused.state'), t(`picture.fused.${fused.state}`)],
          [t('picture.fused.since'), <Age key="s" at={fused.since} every={1000} />],
          [
            t('picture.fused.uncertainty'),
            t('picture.fused.axes', {
              major: metres(majorM),
              minor: metres(minorM),
              bearing: bearing(bearingDeg),
            }),
          ],
          ...(fused.track === undefined ? [] : [[t('picture.fused.track'), fused.track] as const]),
        ]}
      />
      <Plain
        caption={t('picture.fused.sources')}
        head={[t('picture.fused.source'), t('picture.fused.count'), t('picture.fused.last')]}
        rows={fused.sources.map((source) => ({
          key: `${source.kind} ${source.name}`,
          cells: [
            `${t(`picture.fused.kind.${source.kind}`)} ${source.name}`,
            metres(source.count),
            <Age key="a" at={source.lastAt} every={1000} />,
          ],
        }))}
      />
    </section>
  )
}
