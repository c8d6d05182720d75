import { Button, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useCommandName } from '../command-name.ts'
import type { AnyRecord, CommandType } from '../../api/types.ts'
import { useNames, useT } from '../../i18n/use.ts'
import css from '../form/form.module.css'
import { useReadableTitle } from '../record/readable-title.ts'
import { BodyFacts } from '../record/body-facts.tsx'

/** What will be sent, before it is: nothing that changes a record happens on one click. */
export function Summary({
  opened,
  close,
  send,
  busy,
  command,
  record,
  reason,
  input,
}: {
  opened: boolean
  close: () => void
  send: () => void
  busy: boolean
  command: CommandType
  record: AnyRecord | null
  reason: string
  input: Readonly<Record<string, unknown>>
}): ReactNode {
  const commandName = useCommandName()
  const t = useT()
  const name = useNames()
  const readable = useReadableTitle()
  const verb = commandName(command.name)
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('summary.title', { action: verb })}
      size="lg"
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {record !== null && (
        <p>
          {t('summary.on')} <strong>{readable(record.title, record.type)}</strong>
        </p>
      )}
      {opened && (
        <BodyFacts schema={command.input} body={input} type={command.record} command={command.name} />
      )}
      {reason.trim() !== '' && (
        <p>
          <strong>{t('form.reason')}:</strong> {reason}
        </p>
      )}
      {command.approval !== null && (
        <p className="muted">
          {command.approval.kind === 'maker-checker'
            ? t('summary.waits', { roles: command.approval.by.map((r) => name(`role.${r}`, r)).join(', ') })
            : t('summary.reviewed', {
                roles: command.approval.by.map((r) => name(`role.${r}`, r)).join(', '),
                hours: command.approval.withinHours ?? '–',
              })}
        </p>
      )}
      <p className="muted">{t('summary.kept')}</p>
      <div className={css['foot']}>
        <Button onClick={send} loading={busy}>
          {t('summary.do', { action: verb })}
        </Button>
        <Button variant="default" onClick={close}>
          {t('summary.back')}
        </Button>
      </div>
    </Modal>
  )
}
