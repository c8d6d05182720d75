import { apiSend, url } from '@basinet/console/api/client.ts'
import { useCatalogue } from '@basinet/console/api/session.ts'
import { useAct } from '@basinet/console/parts/account/use-act.ts'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { FileInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import css from './firearms.module.css'
import { useWords } from './words.ts'

interface Taken {
  readonly line: number
  readonly reference: string
  readonly taken: boolean
  readonly why: string | null
}

/** Requests out and answers in as files, and what became of each line. */
export function Exchange(): ReactNode {
  const w = useWords()
  const queries = useQueryClient()
  const { data: catalogue } = useCatalogue()
  const { busy, problem, act } = useAct()
  const [taken, setTaken] = useState<readonly Taken[]>([])
  const take = (file: File | null): void =>
    void act(async () => {
      if (file === null) return
      const answer = await apiSend<{ items: readonly Taken[] }>('POST', '/firearms/traces/answers', {
        csv: await file.text(),
      })
      setTaken(answer.items)
      await queries.invalidateQueries({ queryKey: ['list'] })
    })
  return (
    <section className={css['section']}>
      <h2>{w('fa.files')}</h2>
      <p className="muted">{w('fa.files-text')}</p>
      <p className={css['links']}>
        <a href={url('/firearms/traces/requests', { state: 'drafted' })} download>
          {w('fa.files-drafted')}
        </a>
        <a href={url('/firearms/traces/requests', { state: 'sent' })} download>
          {w('fa.files-sent')}
        </a>
      </p>
      {catalogue?.commands['firearm-trace.answer']?.allowed === true && (
        <FileInput
          label={w('fa.files-answers')}
          description={w('fa.files-answers-text')}
          accept="text/csv,.csv"
          w={320}
          mt="md"
          disabled={busy}
          onChange={take}
        />
      )}
      {problem !== null && <p role="alert">{problem}</p>}
      {taken.length > 0 && (
        <Plain
          caption={w('fa.files-answers')}
          head={[w('fa.files-line'), w('record.firearm-trace.name'), w('fa.files-outcome')]}
          rows={taken.map((one) => ({
            key: String(one.line),
            ...(one.taken ? {} : { tone: 'warning' as const }),
            cells: [one.line, one.reference, one.why ?? w('fa.files-taken')],
          }))}
        />
      )}
    </section>
  )
}
