import { useCommand } from '@basinet/console/api/command.ts'
import { useNames } from '@basinet/console/i18n/use.ts'
import { useFailureText } from '@basinet/console/parts/state/failure-text.ts'
import { readLocal, removeLocal, writeLocal } from '@basinet/console/state/local.ts'
import { useStore } from '@basinet/console/state/store.ts'
import { Button, Checkbox, Select, Textarea } from '@mantine/core'
import { useState, type KeyboardEvent, type ReactNode, type SyntheticEvent } from 'react'
import type { Vessel, WatchLogEntry } from '../../contract.ts'
import { useLiveVessel } from '../live/use-vessel.ts'
import { labelOf } from '../map/vessel-view.ts'
import css from '../panel/panel.module.css'
import { selected } from '../state/picture-state.ts'
import { useWords } from '../words.ts'

const KINDS = [
  'observation',
  'communication',
  'action',
  'weather',
  'equipment',
  'watch',
  'other',
] as const satisfies readonly WatchLogEntry['kind'][]

/** Under the drafts' own prefix, so that signing out throws it away with them. */
const DRAFT = 'basinet.draft.watch-log'
const parse = (value: unknown): string | null => (typeof value === 'string' ? value : null)

interface Line {
  readonly text: string
  readonly write: (text: string) => void
  readonly send: (kind: string, about: Vessel | null) => void
  readonly busy: boolean
  readonly error: Error | null
}

/** What is being written: kept in this browser until the node has it. */
function useLine(): Line {
  const command = useCommand()
  const [commandId, setCommandId] = useState(() => crypto.randomUUID())
  const [text, setText] = useState(() => readLocal(DRAFT, parse) ?? '')
  const write = (next: string): void => {
    setText(next)
    if (next === '') removeLocal(DRAFT)
    else writeLocal(DRAFT, next)
  }
  return {
    text,
    write,
    busy: command.isPending,
    error: command.error,
    send: (kind, about) => {
      if (text.trim() === '' || command.isPending) return
      const subject = about === null ? {} : { mmsi: about.mmsi, position: { lon: about.lon, lat: about.lat } }
      command.mutate(
        { name: 'watch-log-entry.write', commandId, input: { kind, text: text.trim(), ...subject } },
        {
          onSuccess: () => {
            write('')
            setCommandId(crypto.randomUUID())
          },
        },
      )
    },
  }
}

/** One line of the log, written and sent without leaving the map. Control and Enter sends. */
export function LogComposer(): ReactNode {
  const t = useWords()
  const name = useNames()
  const failureText = useFailureText()
  const vessel = useLiveVessel(useStore(selected))
  const { text, write, busy, error, ...line } = useLine()
  const [kind, setKind] = useState<string>('observation')
  const [about, setAbout] = useState(true)
  const send = (): void => line.send(kind, about && vessel !== null && vessel.mmsi > 0 ? vessel : null)
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send()
  }
  return (
    <form
      className={css['stuck']}
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault()
        send()
      }}
    >
      <div className={css['form']}>
        <Textarea
          aria-label={t('picture.log.text')}
          placeholder={t('picture.log.text')}
          value={text}
          onChange={(event) => write(event.target.value)}
          onKeyDown={press}
          autosize
          minRows={2}
          maxRows={8}
        />
        {vessel !== null && vessel.mmsi > 0 && (
          <Checkbox
            size="sm"
            label={t('picture.log.about', { name: labelOf(vessel) })}
            checked={about}
            onChange={(event) => setAbout(event.target.checked)}
          />
        )}
        <div className={css['buttons']}>
          <Select
            aria-label={t('picture.log.kind')}
            data={KINDS.map((k) => ({ value: k, label: name(`record.watch-log-entry.value.kind.${k}`, k) }))}
            value={kind}
            onChange={(next) => setKind(next ?? 'observation')}
            allowDeselect={false}
            w={170}
          />
          <Button type="submit" loading={busy} disabled={text.trim() === ''}>
            {t('picture.log.write')}
          </Button>
        </div>
        {error !== null && <p role="alert">{failureText(error)}</p>}
      </div>
    </form>
  )
}
