import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useCourtReady, type CourtCopy } from '../../api/court.ts'
import { useFormat, useNames, useT } from '../../i18n/use.ts'
import { BodyFacts } from '../../parts/record/body-facts.tsx'
import { LabelChip } from '../../parts/record/label-chip.tsx'
import { Icon } from '../../parts/icons.tsx'
import { QueryView } from '../../parts/state/query-view.tsx'
import css from './detail.module.css'
import type { TabProps } from './detail-page.tsx'
import { readableTitle } from '../../parts/record/readable-title.ts'

/** A record as a court may have it, to print: with the certificates of what came from abroad, or the reason why it may not. */
export function CourtTab({ type, page }: TabProps): ReactNode {
  const t = useT()
  const query = useCourtReady(type.type, page.record.id)
  return (
    <section className={css['court']}>
      <p className="muted">{t('court.note')}</p>
      <QueryView query={query}>
        {(copy) => <Copy type={type} copy={copy} read={query.dataUpdatedAt} />}
      </QueryView>
    </section>
  )
}

function Copy({ type, copy, read }: { type: TabProps['type']; copy: CourtCopy; read: number }): ReactNode {
  const t = useT()
  const name = useNames()
  const format = useFormat()
  const { record, foreign } = copy
  return (
    <>
      <Button variant="default" leftSection={<Icon name="print" size={16} />} onClick={() => print()}>
        {t('action.print')}
      </Button>
      <h2>
        {name(`record.${type.type}.name`, type.type)}: {readableTitle(record.title, type.type)}
      </h2>
      <p>
        <LabelChip label={record.label} /> <span className="mono small">{record.id}</span>{' '}
        {t('court.revision', { rev: record.rev, at: format.utc(read) })}
      </p>
      <BodyFacts schema={type.schema} body={record.body} type={type.type} />
      <h2>{t('court.foreign')}</h2>
      {foreign.length === 0 ? (
        <p>{t('court.own')}</p>
      ) : (
        <ul>
          {foreign.map(({ id, type: kind, owner, conversion }) => (
            <li key={id}>
              <strong>
                {owner}: {name(`record.${kind}.name`, kind)}
              </strong>
              <p>
                {t('court.certificate', {
                  number: conversion.certificate?.['number'] ?? '–',
                  authority: conversion.certificate?.['authority'] ?? '–',
                  signatory: conversion.certificate?.['signatory'] ?? '–',
                  capacity: conversion.certificate?.['capacity'] ?? '–',
                  law: conversion.certificate?.['enablingLaw'] ?? '–',
                })}
              </p>
              <p>
                {conversion.conditions === ''
                  ? t('court.no-conditions')
                  : t('court.conditions', { text: conversion.conditions })}
              </p>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
