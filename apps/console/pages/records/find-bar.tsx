import { Button, TextInput } from '@mantine/core'
import { useState, type ReactNode, type SyntheticEvent } from 'react'
import { useNames, useT } from '../../i18n/use.ts'
import { Icon } from '../../parts/icons.tsx'
import css from './list.module.css'

/** Words to look for in this list; they stand in the address like a filter does. */
export function FindBar({
  hint,
  value,
  change,
}: {
  hint: string
  value: string
  change: (text: string) => void
}): ReactNode {
  const t = useT()
  const name = useNames()
  const [text, setText] = useState(value)
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    change(text.trim())
  }
  return (
    <form className={css['find']} role="search" onSubmit={submit}>
      <TextInput
        aria-label={name(hint, t('search.open'))}
        placeholder={name(hint, t('search.open'))}
        leftSection={<Icon name="search" size={16} />}
        value={text}
        maxLength={80}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          setText('')
          change('')
        }}
      />
      <Button type="submit" variant="default">
        {t('list.find')}
      </Button>
      {value !== '' && (
        <Button
          variant="subtle"
          onClick={() => {
            setText('')
            change('')
          }}
        >
          {t('list.find-clear')}
        </Button>
      )}
    </form>
  )
}
