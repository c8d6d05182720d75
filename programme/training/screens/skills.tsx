import { apiGet } from '@basinet/console/api/client.ts'
import { keys } from '@basinet/console/api/keys.ts'
import { useCatalogue } from '@basinet/console/api/session.ts'
import { useFormat, useNames } from '@basinet/console/i18n/use.ts'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { SkillCell } from '../skills.ts'
import css from './training.module.css'
import { useWords } from './words.ts'

/** Qualifications held and lacking by unit, the widest gap first: counts, never names. */
export function Skills(): ReactNode {
  const w = useWords()
  const format = useFormat()
  const name = useNames()
  const { data: catalogue } = useCatalogue()
  const query = useQuery({
    queryKey: [...keys.lists('training-certificate'), 'skills'],
    queryFn: ({ signal }) => apiGet<{ cells: SkillCell[] }>('/training/skills', undefined, signal),
  })
  return (
    <section className={css['section']}>
      {catalogue?.commands['unit-skill.need']?.allowed === true && (
        <p>
          <PathLink to="/programme/training/unit-skill/new/need">
            {w('command.unit-skill.need.name')}
          </PathLink>
        </p>
      )}
      <QueryView query={query} rows={5}>
        {({ cells }) =>
          cells.length === 0 ? (
            <EmptyState title={w('training.skills-none')} />
          ) : (
            <Plain
              caption={w('training.tab.skills')}
              head={[
                `${name('field.nation', 'Nation')}, ${name('field.unit', 'Unit')}`,
                w('record.course.name'),
                w('training.held'),
                w('training.needed'),
                w('training.gap'),
                w('training.ending'),
              ]}
              rows={cells
                .toSorted((a, b) => b.gap - a.gap || (a.unit < b.unit ? -1 : 1))
                .map((cell) => ({
                  key: `${cell.nation} ${cell.unit} ${cell.code}`,
                  cells: [
                    `${cell.nation}, ${cell.unit}`,
                    cell.code,
                    format.number(cell.held),
                    cell.needed === null ? '–' : format.number(cell.needed),
                    <span key="gap" className={cell.gap > 0 ? css['gap'] : css['full']}>
                      {cell.gap > 0 ? `−${format.number(cell.gap)}` : '0'}
                    </span>,
                    cell.ending === 0 ? '–' : format.number(cell.ending),
                  ],
                }))}
            />
          )
        }
      </QueryView>
    </section>
  )
}
