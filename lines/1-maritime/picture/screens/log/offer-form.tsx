import { useCommand } from '@basinet/console/api/command.ts'
import { useRecordList } from '@basinet/console/api/records.ts'
import { useFailureText } from '@basinet/console/parts/state/failure-text.ts'
import { StatusMark } from '@basinet/console/parts/status-mark.tsx'
import { Button, Textarea } from '@mantine/core'
import { useState, type ReactNode, type SyntheticEvent } from 'react'
import { useAlerts } from '../live/queries.ts'
import css from '../panel/panel.module.css'
import { useWords } from '../words.ts'

/** Ends the watch: the officer sums up, the node lists what is open so that nothing is left out. */
export function OfferForm(): ReactNode {
  const t = useWords()
  const failureText = useFailureText()
  const command = useCommand()
  const [commandId] = useState(() => crypto.randomUUID())
  const [summary, setSummary] = useState('')
  const alerts = useAlerts()
  const cases = useRecordList('sar-log', { 'f.state': 'open' })
  const drafts = useRecordList('sar-log', { 'f.state': 'draft' })
  const contacts = useRecordList('hand-contact', { 'f.state': 'open' })
  const open = [
    [t('picture.handover.alerts'), alerts.data?.total],
    [
      t('picture.handover.cases'),
      sum(cases.data?.pages[0]?.items.length, drafts.data?.pages[0]?.items.length),
    ],
    [t('picture.handover.contacts'), contacts.data?.pages[0]?.items.length],
  ] as const
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    if (summary.trim() === '') return
    command.mutate({ name: 'watch-handover.offer', commandId, input: { summary: summary.trim() } })
  }
  return (
    <form className={css['section']} onSubmit={submit}>
      <div className={css['form']}>
        <h2>{t('picture.handover.title')}</h2>
        <p className="muted">{t('picture.handover.text')}</p>
        <dl className={css['facts']}>
          {open.map(([word, count]) => (
            <div key={word}>
              <dt>{word}</dt>
              <dd>{count ?? '–'}</dd>
            </div>
          ))}
        </dl>
        <Textarea
          label={t('picture.handover.summary')}
          description={t('picture.handover.summary-help')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={summary}
          onChange={(event) => setSummary(event.target.value)}
          autosize
          minRows={4}
        />
        {command.error !== null && (
          <p role="alert">
            <StatusMark status="critical">{failureText(command.error)}</StatusMark>
          </p>
        )}
        <Button type="submit" loading={command.isPending} disabled={summary.trim() === ''}>
          {t('picture.handover.offer')}
        </Button>
      </div>
    </form>
  )
}

const sum = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? undefined : a + b
