import { useFieldNames } from '@basinet/console/parts/form/names.ts'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { useNames } from '@basinet/console/i18n/use.ts'
import { Select } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Change } from '../../agreements/compare.ts'
import type { AgreementView } from '../../desk/agreement-view.ts'
import { useOnce } from '../use-desk.ts'
import { useWords } from '../words.ts'
import css from './agreements.module.css'
import { placeOfField, shown } from './field-place.ts'

/** What differs from another version, field by field, and which way it goes for who gives. */
export function ComparePart({
  of,
  versions,
  against,
  choose,
}: {
  of: string
  versions: AgreementView['versions']
  against: string | null
  choose: (hash: string) => void
}): ReactNode {
  const t = useWords()
  const other = versions.find((v) => v.hash === against) ?? versions.at(-1)
  if (other === undefined) return null
  return (
    <section aria-labelledby="agreement-compare">
      <h2 id="agreement-compare">{t('network.agreements.compare', { version: other.version })}</h2>
      {versions.length > 1 && (
        <Select
          className={css['choice'] ?? ''}
          label={t('network.agreements.compare-with')}
          data={versions.map((v) => ({
            value: v.hash,
            label: `${t('network.agreements.column.version')} ${v.version}`,
          }))}
          value={other.hash}
          onChange={(hash) => hash !== null && choose(hash)}
          allowDeselect={false}
        />
      )}
      <Changes of={of} against={other.hash} />
    </section>
  )
}

function Changes({ of, against }: { of: string; against: string }): ReactNode {
  const t = useWords()
  const name = useNames()
  const names = useFieldNames('agreement')
  const query = useOnce<{ readonly changes: readonly Change[] }>(`agreements/${of}/compare`, {
    with: against,
  })
  const label = ({ field }: Change): string => {
    const [first, type, part] = field.split('.')
    if (first !== 'kinds' || type === undefined) return names.label(placeOfField(field))
    const kind = name(`record.${type}.plural`, type)
    return part === undefined ? kind : `${kind}: ${names.label(`terms.subject.kinds.${part}`)}`
  }
  const columns = ['field', 'before', 'after', 'effect'] as const
  return (
    <QueryView query={query} rows={3}>
      {({ changes }) =>
        changes.length === 0 ? (
          <EmptyState title={t('network.agreements.same')} size="small" />
        ) : (
          <Plain
            caption={t('network.agreements.compare-with')}
            head={columns.map((c) => t(`network.agreements.column.${c}`))}
            rows={changes.map((change) => ({
              key: change.field,
              ...(change.effect === 'wider' ? { tone: 'warning' as const } : {}),
              cells: [
                label(change),
                shown(change.before, t('network.agreements.nothing')),
                shown(change.after, t('network.agreements.nothing')),
                t(`network.agreements.effect.${change.effect}`),
              ],
            }))}
          />
        )
      }
    </QueryView>
  )
}
