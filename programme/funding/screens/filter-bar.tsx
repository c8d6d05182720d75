import { nameOf } from '@basinet/console/i18n/use.ts'
import { Button, NativeSelect, NumberInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { ACCOUNTS, AREAS, BASES, type FundingTable } from '../contract.ts'
import { NATIONS } from './nations.ts'
import { useFilter, type Filter } from './use-filter.ts'
import { useWords } from './words.ts'
import css from './funding.module.css'

/** What of the ledger is looked at. */
export function FilterBar({ table }: { table: FundingTable }): ReactNode {
  const w = useWords()
  const { filter, set } = useFilter()
  const words = (field: string, values: readonly string[]): { value: string; label: string }[] => [
    { value: '', label: w('funding.all') },
    ...values.map((value) => ({
      value,
      label: nameOf(`record.ledger-entry.value.${field}.${value}`, value),
    })),
  ]
  const choice = (
    field: keyof Filter,
    label: string,
    data: { value: string; label: string }[],
  ): ReactNode => (
    <NativeSelect
      label={label}
      data={data}
      value={filter[field] ?? ''}
      onChange={(event) => set({ [field]: event.currentTarget.value })}
    />
  )
  const nations = NATIONS.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <search className={css['filter']}>
      {choice('currency', w('record.ledger-entry.field.currency'), [
        { value: '', label: w('funding.main-currency') },
        ...[
          ...new Set([...table.currencies, ...(filter.currency === undefined ? [] : [filter.currency])]),
        ].map((c) => ({
          value: c,
          label: c,
        })),
      ])}
      {choice('basis', w('record.ledger-entry.field.basis'), words('basis', BASES))}
      {choice('nation', w('record.ledger-entry.field.nation'), [
        { value: '', label: w('funding.all') },
        { value: '-', label: w('funding.region') },
        ...nations,
      ])}
      {choice('area', w('record.ledger-entry.field.area'), words('area', AREAS))}
      {choice('account', w('record.ledger-entry.field.account'), words('account', ACCOUNTS))}
      <Year field="yearFrom" />
      <Year field="yearUntil" />
      <Button
        variant="default"
        onClick={() =>
          set({
            currency: '',
            basis: '',
            nation: '',
            area: '',
            account: '',
            donor: '',
            yearFrom: '',
            yearUntil: '',
          })
        }
      >
        {w('funding.clear')}
      </Button>
    </search>
  )
}

function Year({ field }: { field: 'yearFrom' | 'yearUntil' }): ReactNode {
  const w = useWords()
  const { filter, set } = useFilter()
  return (
    <NumberInput
      label={w(`record.ledger-entry.field.${field}`)}
      min={1990}
      max={2100}
      hideControls
      w={92}
      value={filter[field] === undefined ? '' : Number(filter[field])}
      onChange={(value) => {
        const text = String(value)
        if (text === '' || /^(199|20\d)\d$/.test(text)) set({ [field]: text })
      }}
    />
  )
}
