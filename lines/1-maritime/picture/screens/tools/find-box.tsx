import { apiGet } from '@basinet/console/api/client.ts'
import { useDebouncedValue } from '@mantine/hooks'
import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { Vessel } from '../../contract.ts'
import { usePictureMap } from '../map/map-context.ts'
import { labelOf } from '../map/vessel-view.ts'
import { partner, select, selected } from '../state/picture-state.ts'
import { useWords } from '../words.ts'

const PAUSE_MS = 200

/** Finds a vessel by name, MMSI, IMO number or call sign, wherever it is, and goes there. */
export function FindBox(): ReactNode {
  const t = useWords()
  const picture = usePictureMap()
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text.trim(), PAUSE_MS)
  const { data, isFetching } = useQuery({
    queryKey: ['picture', 'find', asked],
    queryFn: ({ signal }) => apiGet<{ items: Vessel[] }>('/picture/find', { q: asked }, signal),
    enabled: asked.length >= 2,
  })
  const found = asked.length >= 2 ? (data?.items ?? []) : []
  const go = (id: string | null): void => {
    const vessel = found.find((v) => v.id === id)
    if (vessel === undefined) return
    setText('')
    // Somebody chooses the second of a pair: by its name as well as by a click on the map.
    if (partner.get().choosing) {
      if (vessel.id !== selected.get()) partner.set({ id: vessel.id, choosing: false })
      return
    }
    picture?.show(vessel, 11)
    select(vessel.id)
  }
  return (
    <Select
      aria-label={t('picture.find')}
      placeholder={t('picture.find')}
      data={found.map((v) => ({
        value: v.id,
        label: [labelOf(v), v.mmsi, v.callSign, v.imo === undefined ? undefined : `IMO ${v.imo}`]
          .filter((part) => part !== undefined && part !== '')
          .join(' · '),
      }))}
      value={null}
      onChange={go}
      searchable
      searchValue={text}
      onSearchChange={setText}
      filter={({ options }) => options}
      nothingFoundMessage={
        asked.length < 2
          ? t('picture.find.more')
          : isFetching
            ? t('picture.find.asking')
            : t('picture.find.none')
      }
      rightSection={null}
      comboboxProps={{ width: 360, position: 'bottom-start' }}
    />
  )
}
