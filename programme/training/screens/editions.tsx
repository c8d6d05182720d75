import { useCatalogue } from '@basinet/console/api/session.ts'
import { useFormat, useNames } from '@basinet/console/i18n/use.ts'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { highestLabel } from '@basinet/console/parts/record/highest-label.ts'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { useScreenLabel } from '@basinet/console/state/screen-label.ts'
import type { ReactNode } from 'react'
import { useEditions } from './api.ts'
import css from './training.module.css'
import { useWords } from './words.ts'

/** Editions, the next first, each a link to its bench. */
export function Editions(): ReactNode {
  const w = useWords()
  const format = useFormat()
  const name = useNames()
  const query = useEditions()
  const { data: catalogue } = useCatalogue()
  useScreenLabel(highestLabel((query.data?.items ?? []).map((r) => r.label)))
  const may = (command: string): boolean => catalogue?.commands[command]?.allowed === true
  return (
    <section className={css['section']}>
      <div className={css['links']}>
        {may('course-edition.plan') && (
          <PathLink to="/programme/training/course-edition/new/plan">
            {w('command.course-edition.plan.name')}
          </PathLink>
        )}
        {may('course.open-catalogue') && (
          <PathLink to="/programme/training/course/new/open-catalogue">
            {w('command.course.open-catalogue.name')}
          </PathLink>
        )}
        {may('nomination.submit') && (
          <PathLink to="/programme/training/nomination/new/submit">
            {w('command.nomination.submit.name')}
          </PathLink>
        )}
      </div>
      <QueryView query={query} rows={5}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={w('training.none')} text={w('training.none-text')} />
          ) : (
            <Plain
              caption={w('training.tab.editions')}
              head={[
                w('record.course-edition.field.course'),
                w('record.course-edition.field.from'),
                w('record.course-edition.field.place'),
                w('record.course-edition.field.seats'),
                w('record.course-edition.field.nominateBy'),
                name('field.state', 'State'),
              ]}
              rows={items.map(({ id, body }) => ({
                key: id,
                cells: [
                  <PathLink key="course" to={`/programme/training?edition=${id}`}>
                    {body.code} {body.name}
                  </PathLink>,
                  format.date(body.from, 'UTC'),
                  body.place,
                  format.number(body.seats),
                  format.date(body.nominateBy, 'UTC'),
                  w(`record.course-edition.value.state.${body.state}`),
                ],
              }))}
            />
          )
        }
      </QueryView>
    </section>
  )
}
