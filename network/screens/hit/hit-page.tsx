import { useCatalogue } from '@basinet/console/api/session.ts'
import { useNames } from '@basinet/console/i18n/use.ts'
import { CommandForm } from '@basinet/console/parts/command/command-form.tsx'
import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { useRefusalText } from '@basinet/console/parts/refusal-text.ts'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import css from '../desk.module.css'
import { useWords } from '../words.ts'
import { LimitsPart } from './limits-part.tsx'
import { QuestionsPart } from './questions-part.tsx'
import { QueuePart } from './queue-part.tsx'

const ASK = 'hit-question.ask'

/** Questions to partners whether they hold something, what they answered, and partners' hits that wait for a person here. */
export function HitPage(): ReactNode {
  const t = useWords()
  const name = useNames()
  return (
    <>
      <PageHead
        title={name('capability.hit.name', 'hit')}
        note={name('capability.hit.note', '')}
        actions={
          <>
            <PathLink to="/regional/hit/hit-request">
              {name('record.hit-request.plural', 'hit-request')}
            </PathLink>
            <PathLink to="/regional/hit/probe-request">
              {name('record.probe-request.plural', 'probe-request')}
            </PathLink>
            <PathLink to="/regional/hit/probe">{name('record.probe.plural', 'probe')}</PathLink>
          </>
        }
      />
      <div className={css['parts']}>
        <section aria-labelledby="hit-ask">
          <h2 id="hit-ask">{t('network.hit.ask')}</h2>
          <AskPart />
          <LimitsPart />
        </section>
        <section aria-labelledby="hit-questions">
          <h2 id="hit-questions">{t('network.hit.questions')}</h2>
          <QuestionsPart />
        </section>
        <section aria-labelledby="hit-queue">
          <h2 id="hit-queue">{t('network.hit.queue')}</h2>
          <QueuePart />
        </section>
      </div>
    </>
  )
}

function AskPart(): ReactNode {
  const t = useWords()
  const refusal = useRefusalText()
  const { data: catalogue } = useCatalogue()
  const [open, setOpen] = useState(false)
  const command = catalogue?.commands[ASK]
  if (command === undefined) return null
  if (!command.allowed)
    return <p className="muted">{command.why === undefined ? null : refusal(command.why)}</p>
  if (!open) return <Button onClick={() => setOpen(true)}>{t('network.hit.ask')}</Button>
  const close = (): void => setOpen(false)
  return <CommandForm command={command} record={null} done={close} cancel={close} />
}
