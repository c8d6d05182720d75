import { apiGet, ApiFailure } from '@basinet/console/api/client.ts'
import { sendCommand } from '@basinet/console/api/command.ts'
import { keys } from '@basinet/console/api/keys.ts'
import type { AnyRecord, Page } from '@basinet/console/api/types.ts'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { useFailureText } from '@basinet/console/parts/state/failure-text.ts'
import { StatusMark } from '@basinet/console/parts/status-mark.tsx'
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode, type SyntheticEvent } from 'react'
import type { Instrument, SourceDocument } from '../contract.ts'
import { Beside } from './beside.tsx'
import { PaymentFields } from './payment-fields.tsx'
import { EMPTY_PAYMENT, inputOf, problemsOf, type Payment } from './payment.ts'
import { useWords } from './words.ts'
import css from './funding.module.css'

const OFFERED = 200
export type Documents = readonly (AnyRecord & { readonly body: SourceDocument })[]
export type InstrumentRecords = readonly (AnyRecord & { readonly body: Instrument })[]

const offered = <T,>(type: string) => ({
  queryKey: [...keys.lists(type), 'offered'],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    apiGet<Page<AnyRecord & { body: T }>>(`/records/${type}`, { limit: OFFERED }, signal),
})

/** An amount from a document: what it says, what the ledger already says of the same thing, and off to the second person. */
export function RecordPayment(): ReactNode {
  const w = useWords()
  const failure = useFailureText()
  const queries = useQueryClient()
  const [payment, setPayment] = useState<Payment>(EMPTY_PAYMENT)
  const [commandId, setCommandId] = useState(() => crypto.randomUUID())
  const [tried, setTried] = useState(false)
  const documents = useQuery(offered<SourceDocument>('source-document')).data?.items ?? []
  const instruments = useQuery(offered<Instrument>('instrument')).data?.items ?? []
  const problems = problemsOf(payment)
  const send = useMutation({
    mutationFn: () =>
      sendCommand({ name: 'ledger-entry.post', commandId, input: inputOf(payment, documents, instruments) }),
    onSuccess: () => {
      setCommandId(crypto.randomUUID())
      void queries.invalidateQueries({ queryKey: keys.needs })
    },
    onError: (error) => {
      if (error instanceof ApiFailure && error.status !== 0) setCommandId(crypto.randomUUID())
    },
  })
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    setTried(true)
    if (problems.length === 0) send.mutate()
  }
  const another = (): void => {
    send.reset()
    setPayment(EMPTY_PAYMENT)
    setTried(false)
  }
  if (send.isSuccess) return <Sent approval={send.data.pendingApproval ?? ''} another={another} />
  return (
    <div className={css['record']}>
      <form onSubmit={submit} noValidate>
        <PaymentFields
          payment={payment}
          change={(change) => setPayment((before) => ({ ...before, ...change }))}
          documents={documents}
          instruments={instruments}
          wrong={tried ? problems : []}
        />
        {tried && problems.length > 0 && (
          <p role="alert" className={css['problem']}>
            {w('funding.missing')}
          </p>
        )}
        {send.isError && (
          <p role="alert" className={css['problem']}>
            {failure(send.error)}
          </p>
        )}
        <Button type="submit" loading={send.isPending}>
          {w('funding.send')}
        </Button>
      </form>
      <Beside payment={payment} />
    </div>
  )
}

function Sent({ approval, another }: { approval: string; another: () => void }): ReactNode {
  const w = useWords()
  return (
    <div className={css['page']}>
      <StatusMark status="good">{w('funding.waits')}</StatusMark>
      <p>
        <PathLink to={`/node/approvals/approval/${approval}`}>{w('funding.see-approval')}</PathLink>
      </p>
      <p>
        <Button onClick={another}>{w('funding.another')}</Button>
      </p>
    </div>
  )
}
