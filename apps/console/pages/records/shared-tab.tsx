import type { ReactNode } from 'react'
import { useFormat, useNames, useT } from '../../i18n/use.ts'
import type { TabProps } from './detail-page.tsx'
import facts from '../../parts/record/body-facts.module.css'

/** What the label lets leave, and what has left: nothing can, before the node has partners. */
export function SharedTab({ page }: TabProps): ReactNode {
  const t = useT()
  const name = useNames()
  const format = useFormat()
  const { label } = page.record
  const list = (values: readonly string[]): string =>
    values.length === 0 ? t('shared.nobody') : values.join(', ')
  const rows: [string, string][] = [
    [t('shared.release-to'), list(label.releaseTo)],
    [t('shared.display-only'), list(label.displayOnly)],
    [t('shared.onward'), name(`label.onward.${label.onward}`, label.onward)],
    [
      t('shared.purposes'),
      label.purposes.length === 0
        ? t('shared.any-purpose')
        : label.purposes.map((p) => name(`purpose.${p}`, p)).join(', '),
    ],
    [t('shared.handling'), label.handling.length === 0 ? '–' : label.handling.join(', ')],
    [t('shared.sources'), label.sources.length === 0 ? label.owner : label.sources.join(', ')],
    [t('shared.keep-until'), label.keepUntil === null ? '–' : format.date(label.keepUntil)],
    [t('shared.erase-by'), label.eraseBy === null ? '–' : format.date(label.eraseBy)],
    [t('shared.lease-until'), label.leaseUntil === null ? '–' : format.dateTime(label.leaseUntil)],
    [t('shared.holds'), label.holds.length === 0 ? '–' : label.holds.join(', ')],
  ]
  return (
    <>
      <p className="muted" style={{ padding: '8px 0' }}>
        {t('shared.no-partners')}
      </p>
      <dl className={facts['facts']}>
        {rows.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
