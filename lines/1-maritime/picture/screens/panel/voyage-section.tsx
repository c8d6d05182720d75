import { useFormat } from '@basinet/console/i18n/use.ts'
import { Age } from '@basinet/console/parts/time.tsx'
import type { ReactNode } from 'react'
import type { StaticData } from '../../contract.ts'
import { useWords } from '../words.ts'
import css from './panel.module.css'
import { Facts, type FactRow } from './vessel-facts.tsx'

/** What the vessel says of its voyage: typed in on its bridge, and only as true as that. */
export function VoyageSection({ known }: { known: StaticData }): ReactNode {
  const t = useWords()
  const format = useFormat()
  const rows: FactRow[] = []
  if (known.destination !== undefined) rows.push([t('picture.fact.destination'), known.destination])
  if (known.eta !== undefined) rows.push([t('picture.fact.eta'), `${known.eta.replace('T', ' ')} UTC`])
  if (known.draughtM !== undefined)
    rows.push([
      t('picture.fact.draught'),
      t('picture.unit.m', { n: format.number(known.draughtM, { minimum: 1, maximum: 1 }) }),
    ])
  if (known.mothershipMmsi !== undefined)
    rows.push([
      t('picture.fact.mothership'),
      <span key="m" className="mono">
        {known.mothershipMmsi}
      </span>,
    ])
  if (rows.length === 0) return null
  rows.push([t('picture.fact.said'), <Age key="a" at={known.at} />])
  return (
    <section className={css['section']} aria-label={t('picture.vessel.voyage')}>
      <h3>{t('picture.vessel.voyage')}</h3>
      <Facts rows={rows} />
    </section>
  )
}
