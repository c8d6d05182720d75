import { parseInstant } from '@basinet/console/i18n/nautical.ts'
import { useFormat, useT } from '@basinet/console/i18n/use.ts'
import { Icon } from '@basinet/console/parts/icons.tsx'
import { useFailureText } from '@basinet/console/parts/state/failure-text.ts'
import { useShortcuts } from '@basinet/console/shell/shortcuts.ts'
import { Button, Select, TextInput } from '@mantine/core'
import { useStore } from '@basinet/console/state/store.ts'
import { useState, type KeyboardEvent, type ReactNode } from 'react'
import css from '../picture.module.css'
import { playbackFrom } from '../state/picture-state.ts'
import { useWords } from '../words.ts'
import { SPEEDS, usePlayback } from './use-playback.ts'

const HOUR_MS = 3_600_000

const lastHour = (): number => Date.now() - HOUR_MS

/** Opens the past hour; the key `p` does the same and closes it again. */
export function PlaybackButton(): ReactNode {
  const t = useWords()
  const from = useStore(playbackFrom)
  const toggle = (): void => playbackFrom.set((before) => (before === null ? lastHour() : null))
  useShortcuts([{ keys: 'p', label: 'picture.playback.open' as 'nav.home', group: 'picture', run: toggle }])
  return (
    <Button
      variant={from === null ? 'default' : 'filled'}
      size="compact-sm"
      leftSection={<Icon name="clock" size={16} />}
      aria-pressed={from !== null}
      onClick={toggle}
    >
      {t('picture.playback.open')}
    </Button>
  )
}

/** Any past hour under the map, with a slider, at a chosen speed; nothing while playback is closed. */
export function PlaybackBar(): ReactNode {
  const from = useStore(playbackFrom)
  if (from === null) return null
  return <Open key={from} from={from} move={playbackFrom.set} close={() => playbackFrom.set(null)} />
}

function Open({
  from,
  move,
  close,
}: {
  from: number
  move: (from: number) => void
  close: () => void
}): ReactNode {
  const t = useWords()
  const format = useFormat()
  const failureText = useFailureText()
  const play = usePlayback(from)
  return (
    <section className={css['playback']} aria-label={t('picture.playback')}>
      <Button
        size="compact-sm"
        loading={play.asking}
        leftSection={<Icon name={play.playing ? 'pause' : 'play'} size={16} />}
        onClick={play.toggle}
      >
        {play.playing ? t('picture.playback.pause') : t('picture.playback.play')}
      </Button>
      <input
        type="range"
        min={from}
        max={from + HOUR_MS}
        step={10_000}
        value={play.at}
        onChange={(event) => play.seek(Number(event.target.value))}
        aria-label={t('picture.playback.moment')}
        aria-valuetext={format.utc(play.at)}
      />
      <output className={css['moment']}>{format.utc(play.at)}</output>
      <Select
        aria-label={t('picture.playback.speed')}
        data={SPEEDS.map((s) => ({ value: String(s), label: `× ${s}` }))}
        value={String(play.speed)}
        onChange={(next) => play.setSpeed(Number(next ?? 60))}
        allowDeselect={false}
        w={92}
      />
      <FromField from={from} move={move} />
      <Button size="compact-sm" variant="default" onClick={close}>
        {t('picture.playback.close')}
      </Button>
      {play.error !== null && <p role="alert">{failureText(play.error)}</p>}
      {play.empty && <p role="status">{t('picture.playback.empty')}</p>}
    </section>
  )
}

/** `2026-11-24 04:30`: the browser's own control would write it in the order of the browser's language. */
const toText = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ')

/** Where the hour begins, as text; taken on leaving the field or on Enter. */
function FromField({ from, move }: { from: number; move: (from: number) => void }): ReactNode {
  const t = useWords()
  const console = useT()
  const [text, setText] = useState(() => toText(from))
  const at = parseInstant(text)
  const take = (): void => {
    if (at !== null && toText(at.getTime()) !== toText(from)) move(at.getTime())
  }
  return (
    <TextInput
      aria-label={t('picture.playback.from')}
      w={170}
      value={text}
      error={at === null ? console('form.date-time') : undefined}
      onChange={(event) => setText(event.target.value)}
      onBlur={take}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key === 'Enter') take()
      }}
    />
  )
}
