import { useFormat } from '@basinet/console/i18n/use.ts'
import { cx } from '@basinet/console/parts/cx.ts'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { StatusMark, type Status } from '@basinet/console/parts/status-mark.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { NativeSelect, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { fuelHours, type EquipmentItem, type Finding, type Readiness } from '../contract.ts'
import { READINESS } from './by-class.tsx'
import css from './equipment.module.css'
import { BASE, useWords } from './words.ts'

/** An item with what stands against it now. */
export interface Judged {
  readonly id: string
  readonly body: EquipmentItem
  readonly findings: readonly Finding[]
  readonly readiness: Readiness
}

const STATUS: Readonly<Record<Readiness, Status>> = { ready: 'good', limited: 'warning', down: 'critical' }
const ORDER: Readonly<Record<Readiness, number>> = { down: 0, limited: 1, ready: 2 }

function matches({ body }: Judged, text: string): boolean {
  const words = [body.name, body.unit, body.serial, body.model, body.holder, body.place].join(' ')
  return words.toLowerCase().includes(text.trim().toLowerCase())
}

interface Filter {
  readonly text: string
  readonly kind: string
  readonly readiness: string
}

/** Every item, what cannot go first. */
export function ItemsPart({ items, more }: { items: readonly Judged[]; more: boolean }): ReactNode {
  const w = useWords()
  const [filter, setFilter] = useState<Filter>({ text: '', kind: '', readiness: '' })
  const { text, kind, readiness } = filter
  const shown = items
    .filter((item) => matches(item, text))
    .filter((item) => kind === '' || item.body.kind === kind)
    .filter((item) => readiness === '' || item.readiness === readiness)
    .toSorted((a, b) => ORDER[a.readiness] - ORDER[b.readiness] || a.body.name.localeCompare(b.body.name))
  return (
    <section className={css['section']}>
      <h2>{w('record.equipment-item.plural')}</h2>
      <FilterBar
        filter={filter}
        kinds={[...new Set(items.map(({ body }) => body.kind))]}
        change={setFilter}
      />
      {shown.length === 0 ? <p className="muted">{w('equipment.no-match')}</p> : <Items items={shown} />}
      {more && <p className="muted">{w('equipment.more')}</p>}
    </section>
  )
}

function FilterBar({
  filter,
  kinds,
  change,
}: {
  filter: Filter
  kinds: readonly EquipmentItem['kind'][]
  change: (filter: Filter) => void
}): ReactNode {
  const w = useWords()
  const all = { value: '', label: w('equipment.all') }
  return (
    <div className={cx(css['filter'], 'no-print')}>
      <TextInput
        type="search"
        label={w('equipment.find')}
        value={filter.text}
        onChange={(event) => change({ ...filter, text: event.target.value })}
      />
      <NativeSelect
        label={w('record.equipment-item.field.kind')}
        value={filter.kind}
        onChange={(event) => change({ ...filter, kind: event.target.value })}
        data={[
          all,
          ...kinds.map((value) => ({ value, label: w(`record.equipment-item.value.kind.${value}`) })),
        ]}
      />
      <NativeSelect
        label={w('equipment.readiness')}
        value={filter.readiness}
        onChange={(event) => change({ ...filter, readiness: event.target.value })}
        data={[all, ...READINESS.map((value) => ({ value, label: w(`equipment.${value}`) }))]}
      />
    </div>
  )
}

function Items({ items }: { items: readonly Judged[] }): ReactNode {
  const w = useWords()
  const format = useFormat()
  const field = (name: 'name' | 'kind' | 'unit' | 'holder' | 'engineHours'): string =>
    w(`record.equipment-item.field.${name}`)
  return (
    <Plain
      caption={w('record.equipment-item.plural')}
      head={[
        field('name'),
        field('kind'),
        field('unit'),
        field('holder'),
        field('engineHours'),
        w('equipment.readiness'),
        w('equipment.against'),
      ]}
      rows={items.map((item) => ({
        key: item.id,
        cells: [
          <PathLink key="name" to={`${BASE}/equipment-item/${item.id}`}>
            {item.body.name}
          </PathLink>,
          w(`record.equipment-item.value.kind.${item.body.kind}`),
          item.body.unit,
          `${item.body.holder}, ${item.body.place}`,
          item.body.engineHours === null ? '–' : format.number(item.body.engineHours),
          <StatusMark key="mark" status={STATUS[item.readiness]}>
            {w(`equipment.${item.readiness}`)}
          </StatusMark>,
          <Against key="against" item={item} />,
        ],
      }))}
    />
  )
}

function Against({ item }: { item: Judged }): ReactNode {
  const w = useWords()
  const format = useFormat()
  const hours = fuelHours(item.body)
  const lines = [
    ...item.findings.map(({ code, text }) => w(`equipment.finding.${code}`, { text })),
    ...(hours === null ? [] : [w('equipment.fuel-for', { hours: format.number(hours, { maximum: 1 }) })]),
  ]
  if (lines.length === 0) return '–'
  return (
    <ul className={css['against']}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
