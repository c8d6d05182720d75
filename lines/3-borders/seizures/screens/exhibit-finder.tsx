import { useNames, useT } from '@basinet/console/i18n/use.ts'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { useGo } from '@basinet/console/parts/use-go.ts'
import { Button, TextInput } from '@mantine/core'
import { useState, type ReactNode, type SyntheticEvent } from 'react'
import css from './seizures.module.css'
import { useWords } from './words.ts'

const LIST = '/3-borders/seizures/exhibit'
/** States in which an exhibit waits for somebody. */
const WAITING = ['in-transit', 'open'] as const

/** One field for number, seal, seizure, holder or place, and the exhibits that wait for somebody. */
export function ExhibitFinder(): ReactNode {
  const w = useWords()
  const t = useT()
  const name = useNames()
  const go = useGo()
  const [text, setText] = useState('')
  const find = (event: SyntheticEvent): void => {
    event.preventDefault()
    go(text.trim() === '' ? LIST : `${LIST}?q=${encodeURIComponent(text.trim())}`)
  }
  return (
    <section aria-label={w('seizures.find-exhibit')}>
      <form className={css['find']} role="search" onSubmit={find}>
        <TextInput
          label={w('seizures.find-exhibit')}
          description={name('custody.find-hint', '')}
          inputWrapperOrder={['label', 'input', 'description']}
          value={text}
          maxLength={80}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit">{t('list.find')}</Button>
      </form>
      <p className={css['links']}>
        <PathLink to={LIST}>{w('seizures.all-exhibits')}</PathLink>
        {WAITING.map((state) => (
          <PathLink key={state} to={`${LIST}?f.state=${state}`}>
            {name(`record.exhibit.value.state.${state}`, state)}
          </PathLink>
        ))}
      </p>
    </section>
  )
}
