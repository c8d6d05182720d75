import { useFormat } from '@basinet/console/i18n/use.ts'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import type { ReactNode } from 'react'
import type { Readiness } from '../contract.ts'
import css from './equipment.module.css'
import type { Judged } from './items-part.tsx'
import { useWords } from './words.ts'

export const READINESS: readonly Readiness[] = ['ready', 'limited', 'down']

/** How many of each class can go. */
export function ByClass({ items }: { items: readonly Judged[] }): ReactNode {
  const w = useWords()
  const format = useFormat()
  const kinds = [...new Set(items.map(({ body }) => body.kind))]
  const share = (of: readonly Judged[]): string =>
    `${format.number((100 * of.filter(({ readiness }) => readiness === 'ready').length) / of.length, { maximum: 0 })} %`

  return (
    <section className={css['section']}>
      <h2>{w('equipment.by-class')}</h2>
      <Plain
        caption={w('equipment.by-class')}
        head={[w('record.equipment-item.field.kind'), ...READINESS.map((r) => w(`equipment.${r}`)), '%']}
        rows={kinds.map((kind) => {
          const of = items.filter(({ body }) => body.kind === kind)
          return {
            key: kind,
            cells: [
              w(`record.equipment-item.value.kind.${kind}`),
              ...READINESS.map((r) => (
                <span key={r} className={css['number']}>
                  {format.number(of.filter(({ readiness }) => readiness === r).length)}
                </span>
              )),
              share(of),
            ],
          }
        })}
      />
    </section>
  )
}
