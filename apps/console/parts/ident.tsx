import { Tooltip } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useT } from '../i18n/use.ts'
import css from './ident.module.css'

/** Characters of a long identifier that people compare; the whole of it is copied. */
const SHOWN = 8

/** An identifier or hash: in mono, shortened, copied whole by a click. */
export function Ident({ value, whole = false }: { value: string; whole?: boolean }): ReactNode {
  const t = useT()
  const [copied, setCopied] = useState(false)
  const copy = (): void => {
    void navigator.clipboard.writeText(value).then(() => {
      setCopied(true)
      setTimeout(() => setCopied(false), 1500)
    })
  }
  const shown = whole || value.length <= SHOWN + 2 ? value : value.slice(-SHOWN)
  return (
    <Tooltip label={copied ? t('action.copied') : value}>
      <button
        type="button"
        className={css['ident']}
        onClick={copy}
        // The name holds what is seen (WCAG 2.5.3), then what a press does with the whole of it.
        aria-label={`${shown.length < value.length ? `${shown}: ` : ''}${t('action.copy-value', { value })}`}
      >
        {shown.length < value.length && <span aria-hidden>…</span>}
        {shown}
      </button>
    </Tooltip>
  )
}
