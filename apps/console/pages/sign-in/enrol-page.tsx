import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { apiSend } from '../../api/client.ts'
import { keys } from '../../api/keys.ts'
import type { Me } from '../../api/types.ts'
import { useT } from '../../i18n/use.ts'
import { PasskeyAdd } from '../account/passkey-add.tsx'
import { PasswordChange } from '../account/password-change.tsx'
import { StepUp } from '../../parts/account/step-up.tsx'
import { TotpSetup } from '../account/totp-setup.tsx'
import { SignInFrame } from './frame.tsx'
import css from './sign-in.module.css'

/** A session that lacks something gives no right yet: one step after another until it lacks nothing. */
export function EnrolPage({ me }: { me: Me }): ReactNode {
  const t = useT()
  const queries = useQueryClient()
  const done = (next: Me): void => {
    queries.setQueryData(keys.session, next)
    void queries.invalidateQueries({ queryKey: keys.session })
  }
  const again = (): void => void queries.invalidateQueries({ queryKey: keys.session })
  const leave = (): void => {
    void apiSend('DELETE', '/session').finally(() => location.assign('/sign-in'))
  }
  return (
    <SignInFrame>
      <h1>{t('enrol.welcome', { name: me.person.name })}</h1>
      {me.limit === 'change-password' && (
        <section className={css['steps']}>
          <p>{t('enrol.password-text')}</p>
          <PasswordChange needsCurrent={false} done={done} />
        </section>
      )}
      {(me.limit === 'enrol' || me.limit === undefined) && (
        <div className={css['steps']}>
          <p>{t('enrol.text')}</p>
          <section>
            <h2>{t('enrol.passkey')}</h2>
            <p className="muted">{t('enrol.passkey-text')}</p>
            <PasskeyAdd done={done} />
          </section>
          <p className={css['or']}>{t('sign-in.or')}</p>
          <section>
            <h2>{t('enrol.totp')}</h2>
            <p className="muted">{t('enrol.totp-text')}</p>
            <TotpSetup done={done} />
          </section>
        </div>
      )}
      {me.limit === 'second-factor' && <StepUp opened close={leave} proved={again} />}
      <p className={css['help']}>
        <button type="button" className={css['plain']} onClick={leave}>
          {t('person.sign-out')}
        </button>
      </p>
    </SignInFrame>
  )
}
