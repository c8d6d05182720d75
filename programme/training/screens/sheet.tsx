import { useFormat, useNames, useT } from '@basinet/console/i18n/use.ts'
import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { highestLabel } from '@basinet/console/parts/record/highest-label.ts'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { useScreenLabel } from '@basinet/console/state/screen-label.ts'
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Edition, Nomination } from '../contract.ts'
import { useEdition, useNominations, type Kept } from './api.ts'
import css from './training.module.css'
import { useWords } from './words.ts'

/** Roster, or a sheet to sign on each day; made for paper. */
export function Sheet({ id, kind }: { id: string; kind: 'roster' | 'sign-in' }): ReactNode {
  const w = useWords()
  const t = useT()
  const format = useFormat()
  const edition = useEdition(id)
  const people = useNominations(id)
  useScreenLabel(highestLabel((people.data?.items ?? []).map((r) => r.label)))
  return (
    <QueryView query={edition}>
      {({ record: { body } }) => (
        <>
          <PageHead
            title={w(`training.${kind}`)}
            note={`${body.code} ${body.name}, ${format.date(body.from, 'UTC')} – ${format.date(body.until, 'UTC')}, ${body.place}`}
            actions={
              <div className={`${css['links'] ?? ''} no-print`}>
                <Button onClick={() => window.print()}>{t('action.print')}</Button>
                <PathLink to={`/programme/training?edition=${id}`}>
                  {w('record.course-edition.name')}
                </PathLink>
              </div>
            }
          />
          <QueryView query={people}>
            {({ items }) => (
              <div className={css['sheet']}>
                <Table kind={kind} edition={body} people={items} />
              </div>
            )}
          </QueryView>
        </>
      )}
    </QueryView>
  )
}

function Table({
  kind,
  edition,
  people,
}: {
  kind: 'roster' | 'sign-in'
  edition: Edition
  people: readonly Kept<Nomination>[]
}): ReactNode {
  const w = useWords()
  const name = useNames()
  const format = useFormat()
  return (
    <table>
      <caption className="visually-hidden">{w(`training.${kind}`)}</caption>
      <thead>
        <tr>
          <th scope="col">{name('field.name', 'Name')}</th>
          <th scope="col">{`${name('field.nation', 'Nation')}, ${name('field.unit', 'Unit')}`}</th>
          {kind === 'roster' ? (
            <th scope="col">{w('record.nomination.field.arrangements')}</th>
          ) : (
            edition.days.map((day) => (
              <th key={day} scope="col">
                {format.date(day, 'UTC')}, {w('training.signature')}
              </th>
            ))
          )}
        </tr>
      </thead>
      <tbody>
        {people
          .filter((p) => !['withdrawn', 'refused', 'waiting'].includes(p.body.state))
          .map(({ id: key, body: who }) => (
            <tr key={key}>
              <th scope="row">{who.name}</th>
              <td>
                {who.nation}, {who.unit}
              </td>
              {kind === 'roster' ? (
                <td>{[who.arrangements?.travel, who.arrangements?.lodging].filter(Boolean).join(' · ')}</td>
              ) : (
                edition.days.map((day) => (
                  <td key={day} data-blank>
                    {' '}
                  </td>
                ))
              )}
            </tr>
          ))}
      </tbody>
    </table>
  )
}
