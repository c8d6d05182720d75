import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { NativeSelect, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { Specimen } from '../contract.ts'
import css from './ballistics.module.css'
import { useList } from './data.ts'
import { PLACE, useWords } from './words.ts'

const KINDS = ['test-fire-case', 'scene-case', 'test-fire-bullet', 'scene-bullet'] as const
const PINS = ['hemispherical', 'elliptical', 'rectangular', 'other'] as const
const TWISTS = ['left', 'right'] as const
const NOTHING = { kind: '', calibre: '', firingPin: '', landsGrooves: '', twist: '' }

/** Specimens, by their class characteristics. */
export function Specimens(): ReactNode {
  const w = useWords()
  const [wanted, setWanted] = useState(NOTHING)
  const given = Object.entries(wanted).filter(([, value]) => value !== '')
  const query = useList<Specimen>('ballistic-specimen', {
    ...Object.fromEntries(given.map(([field, value]) => [`f.${field}`, value])),
    limit: 50,
  })
  const change = (field: keyof typeof NOTHING, value: string): void =>
    setWanted({ ...wanted, [field]: value.trim() })
  const pin = (value: (typeof PINS)[number]) => ({
    value,
    label: w(`record.ballistic-specimen.value.classes.firingPin.${value}`),
  })
  const twist = (value: (typeof TWISTS)[number]) => ({
    value,
    label: w(`record.ballistic-specimen.value.classes.twist.${value}`),
  })
  const choice = (
    field: 'kind' | 'firingPin' | 'twist',
    label: string,
    options: readonly { value: string; label: string }[],
  ): ReactNode => (
    <NativeSelect
      label={label}
      data={[{ value: '', label: w('bl.any') }, ...options]}
      value={wanted[field]}
      onChange={(event) => change(field, event.target.value)}
    />
  )
  return (
    <section className={css['section']}>
      <h2>{w('record.ballistic-specimen.plural')}</h2>
      <form className={css['form']} role="search" onSubmit={(event) => event.preventDefault()}>
        {choice(
          'kind',
          w('record.ballistic-specimen.field.kind'),
          KINDS.map((value) => ({ value, label: w(`record.ballistic-specimen.value.kind.${value}`) })),
        )}
        <TextInput
          label={w('record.ballistic-specimen.field.calibre')}
          maxLength={40}
          value={wanted.calibre}
          onChange={(event) => change('calibre', event.target.value)}
        />
        {choice('firingPin', w('record.ballistic-specimen.field.classes.firingPin'), PINS.map(pin))}
        <TextInput
          label={w('record.ballistic-specimen.field.classes.landsGrooves')}
          inputMode="numeric"
          maxLength={2}
          value={wanted.landsGrooves}
          onChange={(event) => change('landsGrooves', event.target.value.replace(/\D/g, ''))}
        />
        {choice('twist', w('record.ballistic-specimen.field.classes.twist'), TWISTS.map(twist))}
      </form>
      <QueryView query={query} rows={4}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={w(given.length === 0 ? 'bl.none' : 'bl.none-fit')} size="small" />
          ) : (
            <SpecimenTable items={items} />
          )
        }
      </QueryView>
      <p>
        <PathLink to={`${PLACE}/ballistic-specimen`}>{w('bl.all-specimens')}</PathLink>
      </p>
    </section>
  )
}

function SpecimenTable({ items }: { items: readonly { id: string; body: Specimen }[] }): ReactNode {
  const w = useWords()
  const pin = (shape: Specimen['classes']['firingPin']): string =>
    shape === null ? '–' : w(`record.ballistic-specimen.value.classes.firingPin.${shape}`)
  return (
    <Plain
      caption={w('record.ballistic-specimen.plural')}
      head={[
        w('record.ballistic-specimen.field.number'),
        w('record.ballistic-specimen.field.kind'),
        w('record.ballistic-specimen.field.calibre'),
        w('record.ballistic-specimen.field.classes.firingPin'),
        w('record.ballistic-specimen.field.incident'),
      ]}
      rows={items.map(({ id, body }) => ({
        key: id,
        cells: [
          <PathLink key="to" to={`${PLACE}?specimen=${id}`}>
            {body.number}
          </PathLink>,
          w(`record.ballistic-specimen.value.kind.${body.kind}`),
          body.classes.calibre,
          pin(body.classes.firingPin),
          body.incident ?? '–',
        ],
      }))}
    />
  )
}
