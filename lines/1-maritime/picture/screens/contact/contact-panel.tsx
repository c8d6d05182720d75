import { useCatalogue } from '@basinet/console/api/session.ts'
import { position } from '@basinet/console/i18n/nautical.ts'
import { CommandForm } from '@basinet/console/parts/command/command-form.tsx'
import { Receipt } from '@basinet/console/parts/command/receipt.tsx'
import { LoadingState } from '@basinet/console/parts/state/states.tsx'
import type { CommandReceipt } from '@basinet/kernel/contract'
import { Button } from '@mantine/core'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { usePictureMap } from '../map/map-context.ts'
import css from '../panel/panel.module.css'
import { panel, pointing, select, tool, type Place } from '../state/picture-state.ts'
import { useWords } from '../words.ts'

/** A contact from a report: pointed at on the map, or written as a bearing and range, then graded. */
export function ContactPanel(): ReactNode {
  const t = useWords()
  const picture = usePictureMap()
  const { data: catalogue } = useCatalogue()
  const [place, setPlace] = useState<Place | null>(null)
  const [receipt, setReceipt] = useState<CommandReceipt | null>(null)
  const [opened] = useState(() => new Date().toISOString())
  const heading = useRef<HTMLHeadingElement>(null)
  // Focus goes along to what the key or the tool opened; the map's keys keep working.
  useEffect(() => heading.current?.focus(), [])
  useEffect(() => {
    if (picture === null) return undefined
    pointing.set(() => setPlace)
    return () => {
      pointing.set(null)
      if (tool.get() === 'contact') tool.set('none')
    }
  }, [picture])
  const command = catalogue?.commands['hand-contact.enter']
  if (command === undefined) return <LoadingState />
  const leave = (): void => panel.set('alerts')
  return (
    <div className={css['section']}>
      <div className={css['form']}>
        <h2 ref={heading} tabIndex={-1}>
          {t('picture.contact.title')}
        </h2>
        {receipt === null ? (
          <>
            <p role="status">
              {place === null
                ? t('picture.contact.point')
                : t('picture.contact.pointed', { place: position(place.lat, place.lon) })}
            </p>
            <CommandForm
              // A new place starts the form with it; what was written elsewhere is in the draft.
              key={place === null ? 'none' : `${place.lon} ${place.lat}`}
              command={command}
              record={null}
              preset={{
                description: '',
                sightedAt: opened,
                reported: { kind: 'position', lon: place?.lon ?? null, lat: place?.lat ?? null },
              }}
              override={place === null ? {} : { reported: { kind: 'position', ...place } }}
              done={setReceipt}
              cancel={leave}
            />
          </>
        ) : (
          <Receipt
            receipt={receipt}
            next={
              <Button
                variant="default"
                onClick={() => {
                  tool.set('none')
                  select(`hand:${receipt.recordId}`)
                }}
              >
                {t('picture.act.show')}
              </Button>
            }
          />
        )}
      </div>
    </div>
  )
}
