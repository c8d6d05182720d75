import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { apiGet } from '../../api/client.ts'
import { keys } from '../../api/keys.ts'
import type { Found } from '../../api/types.ts'
import { useNames, useT } from '../../i18n/use.ts'
import { readableTitle } from '../record/readable-title.ts'
import type { FieldProps } from './context.ts'
import { humanised } from './names.ts'
import { ORDER, useField } from './use-field.ts'

const OFFERED = 20
const PAUSE_MS = 250
/** Shortest text the node searches for. */
const TEXT_MIN = 2

interface Offer {
  readonly value: string
  readonly label: string
}
interface Reference {
  readonly type: string
  readonly id: string
}

const isReference = (value: unknown): value is Reference =>
  typeof value === 'object' && value !== null && 'type' in value && 'id' in value

/** A record of whatever type, found by words of it; type and id are what is sent. */
export function AnyReferenceField(props: FieldProps): ReactNode {
  const t = useT()
  const name = useNames()
  const { value, set, common } = useField(props)
  const [text, setText] = useState('')
  const [picked, setPicked] = useState<Offer | null>(null)
  const [asked] = useDebouncedValue(text.trim(), PAUSE_MS)
  const { data, isError } = useQuery({
    queryKey: keys.searchOffer(asked),
    queryFn: () => apiGet<{ items: Found[] }>('/search', { q: asked, limit: OFFERED }),
    enabled: asked.length >= TEXT_MIN,
  })
  const chosen = isReference(value) ? value : null
  const found = data?.items ?? []
  const kind = (type: string): string => name(`record.${type}.name`, humanised(type))
  const options = found.map((f): Offer => ({
    value: f.id,
    label: `${readableTitle(f.title, f.type)} · ${kind(f.type)}`,
  }))
  if (chosen !== null && !found.some((f) => f.id === chosen.id)) {
    const short = `${kind(chosen.type)} …${chosen.id.slice(-8)}`
    options.unshift(picked?.value === chosen.id ? picked : { value: chosen.id, label: short })
  }
  return (
    <Select
      {...common}
      description={common.description ?? t('form.any-reference')}
      error={isError ? t('form.reference-failed') : common.error}
      inputWrapperOrder={ORDER}
      data={options}
      value={chosen?.id ?? null}
      onChange={(id) => {
        const hit = found.find((f) => f.id === id)
        if (hit !== undefined) setPicked(options.find((o) => o.value === id) ?? null)
        if (id === null || hit !== undefined) set(hit === undefined ? null : { type: hit.type, id: hit.id })
      }}
      searchable
      onSearchChange={setText}
      filter={({ options: all }) => all}
      clearable={!props.required || chosen !== null}
      nothingFoundMessage={asked.length >= TEXT_MIN ? t('form.reference-none') : undefined}
    />
  )
}
