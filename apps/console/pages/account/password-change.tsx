import { Button, PasswordInput } from '@mantine/core'
import { useState, type ReactNode, type SyntheticEvent } from 'react'
import type { Me } from '../../api/types.ts'
import { useT } from '../../i18n/use.ts'
import css from '../sign-in/sign-in.module.css'
import { changePassword } from '../../parts/account/credentials.ts'
import { useAct } from '../../parts/account/use-act.ts'

/** A new password, twice; the node says why when it is too weak. */
export function PasswordChange({
  needsCurrent,
  done,
}: {
  needsCurrent: boolean
  done: (me: Me) => void
}): ReactNode {
  const t = useT()
  const { busy, problem, act } = useAct()
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const differs = again !== '' && again !== password
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    if (password === '' || again !== password) return
    void act(async () => done(await changePassword(password, needsCurrent ? current : undefined)))
  }
  const show = { 'aria-label': t('sign-in.show-password') }
  return (
    <form className={css['form']} onSubmit={submit}>
      {needsCurrent && (
        <PasswordInput
          label={t('enrol.password-current')}
          value={current}
          onChange={(event) => setCurrent(event.target.value)}
          autoComplete="current-password"
          required
          withAsterisk={false}
          visibilityToggleButtonProps={show}
        />
      )}
      <PasswordInput
        label={t('enrol.password-new')}
        description={t('enrol.password-help')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        autoComplete="new-password"
        required
        withAsterisk={false}
        visibilityToggleButtonProps={show}
      />
      <PasswordInput
        label={t('enrol.password-again')}
        error={differs ? t('enrol.password-differs') : undefined}
        value={again}
        onChange={(event) => setAgain(event.target.value)}
        autoComplete="new-password"
        required
        withAsterisk={false}
        visibilityToggleButtonProps={show}
      />
      {problem !== null && (
        <p className={css['problem']} role="alert">
          {problem}
        </p>
      )}
      <Button type="submit" loading={busy}>
        {t('enrol.password-set')}
      </Button>
    </form>
  )
}
