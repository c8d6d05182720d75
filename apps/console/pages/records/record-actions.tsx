import { Button, Popover } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import { useEffect, useRef, type ReactNode } from 'react'
import type { RecordAction, RecordPage, RecordType } from '../../api/types.ts'
import { useT } from '../../i18n/use.ts'
import { ActionButton } from '../../parts/action-button.tsx'
import { isForPeople, useCommandName } from '../../parts/command-name.ts'
import { useFieldNames } from '../../parts/form/names.ts'
import { Icon } from '../../parts/icons.tsx'
import { verbOf } from '../../parts/record-path.ts'
import { useRefusalText } from '../../parts/refusal-text.ts'
import css from './detail.module.css'

/** So many refused actions stand beside the allowed ones; more are gathered in one list with their reasons. */
const REFUSED_MAX = 3

/** What follows from the record's state first, then what may be done at any time or ends it, and last who may see it. */
function byUse(a: RecordAction, b: RecordAction): number {
  const rank = ({ command }: RecordAction): number =>
    /\.(restrict|relabel|expunge)$/.test(command)
      ? 2
      : /\.(correct|amend|add-items|amend-item|dispose|close)$/.test(command)
        ? 1
        : 0
  return rank(a) - rank(b)
}

/** What may be done with the record, allowed first; the rest stays visible with its reason. */
export function RecordActions({
  page,
  type,
  base,
  focusFirst,
}: {
  page: RecordPage
  type: RecordType
  /** Address of the record as the reader came to it. */
  base: string
  /** Arrived by `e` from a list. */
  focusFirst: boolean
}): ReactNode {
  const commandName = useCommandName()
  const router = useRouter()
  const reason = useReason(type)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (focusFirst) box.current?.querySelector('button')?.focus()
  }, [focusFirst])
  const actions = page.actions.filter((a) => isForPeople(a.command)).toSorted(byUse)
  const refused = actions.filter((a) => !a.enabled)
  const gathered = refused.length > REFUSED_MAX
  const shown = [...actions.filter((a) => a.enabled), ...(gathered ? [] : refused)]
  return (
    <div ref={box} style={{ display: 'contents' }}>
      {shown.map((action, index) => (
        <ActionButton
          key={action.command}
          variant={index === 0 && action.enabled ? 'filled' : 'default'}
          why={action.enabled ? null : reason(action)}
          onAct={() => router.history.push(`${base}/do/${verbOf(action.command)}`)}
        >
          {commandName(action.command)}
        </ActionButton>
      ))}
      {gathered && <Refused actions={refused} reason={reason} />}
    </div>
  )
}

function useReason(type: RecordType): (action: RecordAction) => string {
  const t = useT()
  const refusal = useRefusalText()
  const names = useFieldNames(type.type)
  return ({ why }) =>
    why === undefined
      ? t('action.not-allowed')
      : refusal(why, (state) => names.value(type.states?.path ?? 'state', state))
}

function Refused({
  actions,
  reason,
}: {
  actions: readonly RecordAction[]
  reason: (action: RecordAction) => string
}): ReactNode {
  const t = useT()
  const commandName = useCommandName()
  return (
    <Popover position="bottom-end" width={360} trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" rightSection={<Icon name="chevronDown" size={14} />}>
          {t('action.refused', { count: actions.length })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('action.refused', { count: actions.length })}>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keys (WCAG 2.1.1) */}
        <ul className={css['refused']} tabIndex={0}>
          {actions.map((action) => (
            <li key={action.command}>
              <strong>{commandName(action.command)}</strong>
              <span>{reason(action)}</span>
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  )
}
