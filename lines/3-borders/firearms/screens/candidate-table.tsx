import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import type { ReactNode } from 'react'
import type { Candidate } from '../contract.ts'
import { PLACE, useWords } from './words.ts'

/** How each candidate resembles what is sought, field by field: the reader judges. */
export function CandidateTable({ items }: { items: readonly Candidate[] }): ReactNode {
  const w = useWords()
  if (items.length === 0) return <EmptyState title={w('fa.candidates-none')} size="small" />
  const cell = (value: string | null, is: Candidate['likeness']['make']): string =>
    is === 'unknown' ? (value ?? '–') : `${value ?? '–'} (${w(`fa.field.${is}`)})`
  return (
    <Plain
      caption={w('fa.candidates')}
      head={[
        w('record.firearm.name'),
        w('record.firearm.field.serial'),
        w('fa.likeness'),
        w('record.firearm.field.make'),
        w('record.firearm.field.model'),
        w('record.firearm.field.calibre'),
      ]}
      rows={items.map(({ id, title, serial, make, model, calibre, likeness }) => ({
        key: id,
        cells: [
          <PathLink key="to" to={`${PLACE}?firearm=${id}`}>
            {title}
          </PathLink>,
          serial,
          w(`fa.serial.${likeness.serial}`),
          cell(make, likeness.make),
          cell(model, likeness.model),
          cell(calibre, likeness.calibre),
        ],
      }))}
    />
  )
}
