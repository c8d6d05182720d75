import { bearing } from '@basinet/console/i18n/nautical.ts'
import { useFormat, useNames } from '@basinet/console/i18n/use.ts'
import type { ReactNode } from 'react'
import type { StaticData, Vessel } from '../../contract.ts'
import { contactKind } from '../../contract/contact-key.ts'
import { categoryOf } from '../state/ship-category.ts'
import { useWords } from '../words.ts'
import css from './panel.module.css'

export type FactRow = readonly [name: string, value: ReactNode]

export function Facts({ rows }: { rows: readonly FactRow[] }): ReactNode {
  return (
    <dl className={css['facts']}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** A vessel's numbers in words; what is not known says so instead of showing nought. */
export function useVesselFacts(
  vessel: Vessel | null,
  known: StaticData | null,
): { motion: FactRow[]; identity: FactRow[] } {
  const t = useWords()
  const name = useNames()
  const format = useFormat()
  const unknown = <span className="muted">{t('picture.unknown')}</span>
  if (vessel === null) return { motion: [], identity: [] }
  const altitudeRow = ({ altitudeM }: Vessel): FactRow[] =>
    altitudeM === undefined
      ? []
      : [[t('picture.fact.altitude'), t('picture.unit.m', { n: format.number(altitudeM, { maximum: 0 }) })]]
  const degrees = (value: number | undefined): ReactNode => (value === undefined ? unknown : bearing(value))
  const shipType = vessel.shipType ?? known?.shipType
  const imo = vessel.imo ?? known?.imo
  return {
    motion: [
      [
        t('picture.fact.speed'),
        vessel.sog === undefined
          ? unknown
          : t('picture.unit.kn', { n: format.number(vessel.sog, { minimum: 1, maximum: 1 }) }),
      ],
      [t('picture.fact.course'), degrees(vessel.cog)],
      ...altitudeRow(vessel),
      [t('picture.fact.heading'), degrees(vessel.heading)],
      [
        t('picture.fact.status'),
        vessel.navStatus === undefined
          ? unknown
          : name(`picture.nav-status.${vessel.navStatus}`, String(vessel.navStatus)),
      ],
    ],
    identity: [
      [
        t('picture.fact.mmsi'),
        <span key="m" className="mono">
          {contactKind(vessel.mmsi) === 'ais' ? vessel.mmsi : '–'}
        </span>,
      ],
      [t('picture.fact.flag'), vessel.flag ?? unknown],
      [
        t('picture.fact.imo'),
        imo === undefined ? (
          unknown
        ) : (
          <span key="i" className="mono">
            {imo}
          </span>
        ),
      ],
      [t('picture.fact.call-sign'), vessel.callSign ?? known?.callSign ?? unknown],
      [
        t('picture.fact.type'),
        <>
          {name(`picture.category.${categoryOf(vessel)}`, categoryOf(vessel))}
          {shipType !== undefined && <span className="muted"> · {shipType}</span>}
        </>,
      ],
      [t('picture.fact.sends'), name(`picture.class.${vessel.cls}`, vessel.cls)],
    ],
  }
}
