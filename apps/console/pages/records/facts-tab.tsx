import type { ReactNode } from 'react'
import { usePeople } from '../../api/people.ts'
import { useNames, useT } from '../../i18n/use.ts'
import { Ident } from '../../parts/ident.tsx'
import { BodyFacts } from '../../parts/record/body-facts.tsx'
import { LabelChip } from '../../parts/record/label-chip.tsx'
import { TimeText } from '../../parts/time.tsx'
import { PersonAccess } from '../people/person-access.tsx'
import type { TabProps } from './detail-page.tsx'
import css from './detail.module.css'

export function FactsTab({ type, page }: TabProps): ReactNode {
  const t = useT()
  const name = useNames()
  const { record } = page
  const people = usePeople([record.createdBy, record.updatedBy])
  const person = (id: string): ReactNode => people.get(id)?.name ?? <Ident value={id} />
  return (
    <div className={css['columns']}>
      <section aria-label={t('tab.facts')}>
        <BodyFacts schema={type.schema} body={record.body} type={type.type} />
      </section>
      <aside className={css['aside']} aria-label={t('record.about')}>
        <dl>
          <Fact name={t('record.label')}>
            <LabelChip label={record.label} />
          </Fact>
          <Fact name={t('record.owner')}>{record.label.owner}</Fact>
          <Fact name={t('record.created')}>
            <TimeText at={record.createdAt} /> · {person(record.createdBy)}
          </Fact>
          <Fact name={t('record.updated')}>
            <TimeText at={record.updatedAt} /> · {person(record.updatedBy)}
          </Fact>
          <Fact name={t('record.revision')}>{record.rev}</Fact>
          <Fact name={t('record.id')}>
            <Ident value={record.id} />
          </Fact>
          <Fact name={t('record.retention')}>
            {type.retention.kind === 'days'
              ? t('record.retention-days', { days: type.retention.days, source: type.retention.source })
              : t('record.retention-nation', {
                  parameter: name(`parameter.${type.retention.parameter}`, type.retention.parameter),
                })}
          </Fact>
        </dl>
        {type.type === 'person' && <PersonAccess record={record} />}
      </aside>
    </div>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
