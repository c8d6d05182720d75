import { useCommand } from '@basinet/console/api/command.ts'
import { useCatalogue } from '@basinet/console/api/session.ts'
import { useNames, useT } from '@basinet/console/i18n/use.ts'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { useFailureText } from '@basinet/console/parts/state/failure-text.ts'
import { Button, Select, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode, type SyntheticEvent } from 'react'
import type { AlertView } from '../../contract.ts'
import { pictureKeys } from '../live/queries.ts'
import { usePictureMap } from '../map/map-context.ts'
import css from '../panel/panel.module.css'
import { operationOn } from '../prefilled.ts'
import { select } from '../state/picture-state.ts'
import { useWords } from '../words.ts'
import { DISMISSALS } from './dismissals.ts'
import { DraftCase, isDrafted } from './draft-case.tsx'

const REASON_MIN = 3

/** Opens an operation on the alert, for who may and where its place is known. */
function OperationLink({ alert }: { alert: AlertView }): ReactNode {
  const name = useNames()
  const { data: catalogue } = useCatalogue()
  if (catalogue?.commands['interdiction.open']?.allowed !== true || alert.position === null) return null
  return (
    <PathLink to={operationOn({ type: 'picture-alert', id: alert.id }, targetOf(alert))}>
      {name('command.interdiction.open.name', 'Open an operation')}
    </PathLink>
  )
}

/** The vessel of an alert as the target of an operation; how it moves is for the officer to say. */
function targetOf({ name, mmsi, position, at }: AlertView): Readonly<Record<string, unknown>> {
  return {
    domain: 'sea',
    name: name ?? (mmsi === undefined ? '' : `MMSI ${mmsi}`),
    mmsi: mmsi ?? null,
    position,
    sightedAt: at,
  }
}

/** Look, acknowledge, dismiss with a reason, or go on to the case it opened. */
export function AlertActions({ alert }: { alert: AlertView }): ReactNode {
  const t = useWords()
  const failureText = useFailureText()
  const picture = usePictureMap()
  const queries = useQueryClient()
  const command = useCommand()
  const [dismissing, setDismissing] = useState(false)
  const { mmsi, contact, position } = alert
  const id = contact ?? (mmsi === undefined ? null : `ais:${mmsi}`)

  const show = (): void => {
    if (position !== null) picture?.show(position, 11)
    if (id !== null) select(id)
  }
  const give = (verb: string, input: Record<string, unknown>, reason?: string): void =>
    command.mutate(
      {
        name: `picture-alert.${verb}`,
        commandId: crypto.randomUUID(),
        recordId: alert.id,
        expectedRev: alert.rev,
        input,
        ...(reason === undefined ? {} : { reason }),
      },
      { onSettled: () => void queries.invalidateQueries({ queryKey: pictureKeys.alerts }) },
    )

  return (
    <>
      <div className={css['buttons']}>
        {(position !== null || id !== null) && (
          <Button size="compact-sm" variant="default" onClick={show}>
            {t('picture.act.show')}
          </Button>
        )}
        {alert.state === 'open' && (
          <Button size="compact-sm" loading={command.isPending} onClick={() => give('acknowledge', {})}>
            {t('picture.act.acknowledge')}
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => setDismissing(!dismissing)}
          aria-expanded={dismissing}
        >
          {t('picture.act.dismiss')}
        </Button>
        {alert.sarLog !== undefined && (
          <PathLink to={`/1-maritime/picture/sar-log/${alert.sarLog}`}>{t('picture.act.sar-log')}</PathLink>
        )}
        <PathLink to={`/1-maritime/picture/picture-alert/${alert.id}`}>{t('picture.act.record')}</PathLink>
        <OperationLink alert={alert} />
      </div>
      {alert.sarLog !== undefined && isDrafted(alert.rule) && <DraftCase log={alert.sarLog} />}
      {command.error !== null && (
        <p role="alert" className={css['why']}>
          {failureText(command.error)}
        </p>
      )}
      {dismissing && (
        <Dismiss
          busy={command.isPending}
          send={(dismissal, reason) => {
            give('dismiss', { dismissal }, reason)
            setDismissing(false)
          }}
        />
      )}
    </>
  )
}

function Dismiss({
  busy,
  send,
}: {
  busy: boolean
  send: (dismissal: string, reason: string) => void
}): ReactNode {
  const t = useWords()
  const console = useT()
  const name = useNames()
  const [dismissal, setDismissal] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const ready = dismissal !== null && reason.trim().length >= REASON_MIN
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    if (ready) send(dismissal, reason.trim())
  }
  return (
    <form className={css['form']} onSubmit={submit}>
      <Select
        label={t('picture.dismiss.why')}
        data={DISMISSALS.map((v) => ({
          value: v,
          label: name(`record.picture-alert.value.dismissal.${v}`, v),
        }))}
        value={dismissal}
        onChange={setDismissal}
      />
      <Textarea
        label={console('form.reason')}
        description={console('form.reason-help')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        autosize
        minRows={2}
      />
      <Button type="submit" loading={busy} disabled={!ready}>
        {t('picture.act.dismiss')}
      </Button>
    </form>
  )
}
