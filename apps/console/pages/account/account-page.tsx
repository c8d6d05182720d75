import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { apiGet, apiSend } from '../../api/client.ts'
import { useFormat, useT } from '../../i18n/use.ts'
import { PageHead } from '../../parts/page-head.tsx'
import { QueryView } from '../../parts/state/query-view.tsx'
import { StatusMark } from '../../parts/status-mark.tsx'
import { Plain } from '../../parts/table/plain-table.tsx'
import { Age } from '../../parts/time.tsx'
import css from './account.module.css'
import { credentialsKey, useCredentials, type Credentials } from '../../parts/account/credentials.ts'
import { PasskeyAdd } from './passkey-add.tsx'
import { PasswordChange } from './password-change.tsx'
import { TotpSetup } from './totp-setup.tsx'
import { useAct } from '../../parts/account/use-act.ts'

/** A person's own ways to sign in, and where they are signed in. */
export function AccountPage(): ReactNode {
  const t = useT()
  const queries = useQueryClient()
  const credentials = useCredentials()
  const again = (): void => void queries.invalidateQueries({ queryKey: credentialsKey })
  return (
    <div className={css['page']}>
      <PageHead title={t('account.title')} note={t('account.note')} />
      <QueryView query={credentials} rows={4}>
        {(own) => (
          <>
            <Passkeys own={own} again={again} />
            <section className={css['section']}>
              <h2>{t('enrol.totp')}</h2>
              <p>
                <StatusMark status={own.totp ? 'good' : 'neutral'}>
                  {own.totp ? t('account.totp-on', { count: own.recoveryCodesLeft }) : t('account.totp-off')}
                </StatusMark>
              </p>
              <TotpSetup done={again} />
            </section>
            <section className={css['section']}>
              <h2>{t('sign-in.password')}</h2>
              <PasswordChange needsCurrent={own.password} done={again} />
            </section>
          </>
        )}
      </QueryView>
      <Sessions />
    </div>
  )
}

function Passkeys({ own, again }: { own: Credentials; again: () => void }): ReactNode {
  const t = useT()
  const { act, problem, busy } = useAct()
  return (
    <section className={css['section']}>
      <h2>{t('enrol.passkey')}</h2>
      {own.passkeys.length > 0 && (
        <Plain
          caption={t('enrol.passkey')}
          head={[t('files.name'), t('account.made'), t('account.used'), '']}
          rows={own.passkeys.map((key) => ({
            key: key.id,
            cells: [
              key.name,
              <Age key="m" at={key.madeAt} />,
              key.usedAt === null ? t('feeds.never') : <Age key="u" at={key.usedAt} />,
              <Button
                key="r"
                size="compact-sm"
                variant="default"
                loading={busy}
                onClick={() =>
                  void act(async () => {
                    await apiSend('DELETE', `/session/passkeys/${key.id}`)
                    again()
                  })
                }
              >
                {t('account.remove')}
              </Button>,
            ],
          }))}
        />
      )}
      {problem !== null && <p role="alert">{problem}</p>}
      <PasskeyAdd done={again} />
    </section>
  )
}

interface Session {
  readonly id: string
  readonly method: string
  readonly openedAt: string
  readonly seenAt: string
  readonly address: string
  readonly agent: string
  readonly current: boolean
}

const sessionsKey = ['session', 'all'] as const

function Sessions(): ReactNode {
  const t = useT()
  const format = useFormat()
  const queries = useQueryClient()
  const { act, problem, busy } = useAct()
  const sessions = useQuery({
    queryKey: sessionsKey,
    queryFn: () => apiGet<{ items: Session[] }>('/session/all'),
  })
  const end = (path: string): Promise<void> =>
    act(async () => {
      await apiSend('DELETE', path)
      await queries.invalidateQueries({ queryKey: sessionsKey })
    })
  return (
    <section className={css['section']}>
      <h2>{t('account.sessions')}</h2>
      <QueryView query={sessions} rows={2}>
        {({ items }) => (
          <>
            <Plain
              caption={t('account.sessions')}
              head={[t('account.where'), t('account.opened'), t('account.seen'), '']}
              rows={items.map((session) => ({
                key: session.id,
                cells: [
                  <span key="w">
                    {session.address}
                    <br />
                    <span className="muted small">{session.agent}</span>
                  </span>,
                  format.dateTime(session.openedAt),
                  <Age key="s" at={session.seenAt} />,
                  session.current ? (
                    <StatusMark key="c" status="good">
                      {t('account.this')}
                    </StatusMark>
                  ) : (
                    <Button
                      key="e"
                      size="compact-sm"
                      variant="default"
                      loading={busy}
                      onClick={() => void end(`/session/all/${session.id}`)}
                    >
                      {t('account.end')}
                    </Button>
                  ),
                ],
              }))}
            />
            {problem !== null && <p role="alert">{problem}</p>}
            {items.length > 1 && (
              <Button variant="default" loading={busy} onClick={() => void end('/session/all')}>
                {t('account.end-others')}
              </Button>
            )}
          </>
        )}
      </QueryView>
    </section>
  )
}
