import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { highestLabel } from '@basinet/console/parts/record/highest-label.ts'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { TimeText } from '@basinet/console/parts/time.tsx'
import { useScreenLabel } from '@basinet/console/state/screen-label.ts'
import { Button, TextInput } from '@mantine/core'
import { useState, type ReactNode, type SyntheticEvent } from 'react'
import type { Firearm } from '../contract.ts'
import { CandidateTable } from './candidate-table.tsx'
import { useCandidates, useList } from './data.ts'
import css from './firearms.module.css'
import { PLACE, useWords } from './words.ts'

const FIELDS = ['serial', 'make', 'model', 'calibre'] as const
const NOTHING = { serial: '', make: '', model: '', calibre: '' }
const SHOWN = 15

/** Search by what is known of a firearm, and what was recovered last. */
export function Search(): ReactNode {
  const w = useWords()
  const [typed, setTyped] = useState(NOTHING)
  const [wanted, setWanted] = useState(NOTHING)
  const found = useCandidates(wanted)
  const find = (event: SyntheticEvent): void => {
    event.preventDefault()
    setWanted(typed)
  }
  return (
    <>
      <section className={css['section']}>
        <h2>{w('fa.search')}</h2>
        <p className="muted">{w('fa.search-text')}</p>
        <form className={css['form']} role="search" onSubmit={find}>
          {FIELDS.map((field) => (
            <TextInput
              key={field}
              label={w(`record.firearm.field.${field}`)}
              value={typed[field]}
              required={field === 'serial'}
              maxLength={40}
              onChange={(event) => setTyped({ ...typed, [field]: event.target.value })}
            />
          ))}
          <Button type="submit">{w('fa.search')}</Button>
        </form>
        {wanted.serial !== '' && (
          <QueryView query={found} rows={3}>
            {({ items }) => <CandidateTable items={items} />}
          </QueryView>
        )}
      </section>
      <Latest />
    </>
  )
}

function Latest(): ReactNode {
  const w = useWords()
  const query = useList<Firearm>('firearm', { sort: '-recoveredAt', limit: SHOWN })
  useScreenLabel(highestLabel((query.data?.items ?? []).map((record) => record.label)))
  return (
    <section className={css['section']}>
      <h2>{w('fa.latest')}</h2>
      <QueryView query={query} rows={4}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={w('fa.none')} size="small" />
          ) : (
            <Plain
              caption={w('fa.latest')}
              head={[
                w('record.firearm.name'),
                w('record.firearm.field.type'),
                w('record.firearm.field.serial'),
                w('record.firearm.field.recoveredAt'),
              ]}
              rows={items.map(({ id, title, body }) => ({
                key: id,
                cells: [
                  <PathLink key="to" to={`${PLACE}?firearm=${id}`}>
                    {title}
                  </PathLink>,
                  w(`record.firearm.value.type.${body.type}`),
                  body.serial ?? w(`record.firearm.value.serialState.${body.serialState}`),
                  <TimeText key="at" at={body.recovered.at} />,
                ],
              }))}
            />
          )
        }
      </QueryView>
      <p>
        <PathLink to={`${PLACE}/firearm`}>{w('fa.all')}</PathLink>
      </p>
    </section>
  )
}
