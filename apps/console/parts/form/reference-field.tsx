import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { apiGet } from '../../api/client.ts'
import { keys } from '../../api/keys.ts'
import type { AnyRecord, Found, Page } from '../../api/types.ts'
import { useNames, useT } from '../../i18n/use.ts'
import type { FieldProps } from './context.ts'
import { readableTitle } from '../record/readable-title.ts'
import { unwrap } from './schema.ts'
import { ORDER, useField } from './use-field.ts'

const OFFERED = 20
const PAUSE_MS = 250

/** The newest records of the type until something is typed, then what the search finds of that type. */
async function offer(type: string, text: string): Promise<{ value: string; label: string }[]> {
  if (text.trim().length >= 2) {
    const { items } = await apiGet<{ items: Found[] }>('/search', { q: text, limit: 100 })
    return items
      .filter((f) => f.type === type)
      .map((f) => ({ value: f.id, label: readableTitle(f.title, type) }))
  }
  const { items } = await apiGet<Page<AnyRecord>>(`/records/${type}`, { limit: OFFERED })
  return items.map((r) => ({ value: r.id, label: readableTitle(r.title, type) }))
}

export function ReferenceField(props: FieldProps): ReactNode {
  const t = useT()
  const name = useNames()
  const type = unwrap(props.schema)['x-ref'] ?? ''
  const { value, set, common } = useField(props)
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text, PAUSE_MS)
  const { data, isError } = useQuery({
    queryKey: [...keys.lists(type), 'offer', asked],
    queryFn: () => offer(type, asked),
  })
  const chosen = typeof value === 'string' ? value : null
  const known = data ?? []
  const options =
    chosen !== null && !known.some((o) => o.value === chosen)
      ? [{ value: chosen, label: chosen }, ...known]
      : known
  return (
    <Select
      {...common}
      description={common.description ?? t('form.reference', { type: name(`record.${type}.name`, type) })}
      error={isError ? t('form.reference-failed') : common.error}
      inputWrapperOrder={ORDER}
      data={options}
      value={chosen}
      onChange={set}
      searchable
      onSearchChange={setText}
      filter={({ options: all }) => all}
      clearable={!props.required}
      nothingFoundMessage={t('form.reference-none')}
    />
  )
}
