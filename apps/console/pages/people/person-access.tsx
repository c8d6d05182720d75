import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { apiSend } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import type { AnyRecord } from '../../api/types.ts'
import { useT } from '../../i18n/use.ts'
import { useAct } from '../../parts/account/use-act.ts'
import { Ident } from '../../parts/ident.tsx'
import { TimeText } from '../../parts/time.tsx'
import css from '../records/detail.module.css'

interface Invitation {
  readonly path: string
  readonly until: string
}

/** What an administrator does to another person's access that is no change of the record: link, lock, sessions. */
export function PersonAccess({ record }: { record: AnyRecord }): ReactNode {
  const t = useT()
  const me = useMe()
  const { act, busy, problem } = useAct()
  const [link, setLink] = useState<Invitation | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  if (!me.roles.includes('administrator')) return null
  const base = `/people/${record.id}`
  const invited = record.body['invitation'] !== null && record.body['invitation'] !== undefined
  const give = (path: string, words: string): Promise<void> =>
    act(async () => {
      setSaid(null)
      await apiSend('POST', `${base}/${path}`)
      setSaid(words)
    })
  return (
    <section aria-label={t('access.title')} className={css['access']}>
      <h3>{t('access.title')}</h3>
      <div className={css['accessButtons']}>
        {invited && (
          <Button
            size="compact-sm"
            variant="default"
            loading={busy}
            onClick={() => void act(async () => setLink(await apiSend('POST', `${base}/invitation`)))}
          >
            {t('access.link')}
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="default"
          loading={busy}
          onClick={() => void give('unlock', t('access.unlocked'))}
        >
          {t('access.unlock')}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          loading={busy}
          onClick={() => void give('end-sessions', t('access.ended'))}
        >
          {t('access.end')}
        </Button>
      </div>
      {link !== null && (
        <p>
          {t('access.link-text')} <TimeText at={link.until} />
          <br />
          <Ident value={new URL(link.path, location.origin).href} whole />
        </p>
      )}
      {said !== null && <p role="status">{said}</p>}
      {problem !== null && <p role="alert">{problem}</p>}
    </section>
  )
}
