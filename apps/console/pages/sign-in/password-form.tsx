import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useState, type SyntheticEvent, type ReactNode } from 'react'
import { ApiFailure, apiSend } from '../../api/client.ts'
import type { Me } from '../../api/types.ts'
import { useT } from '../../i18n/use.ts'
import { useFailureText } from '../../parts/state/failure-text.ts'
import css from './sign-in.module.css'

export interface WayIn {
  readonly enter: (me: Me) => Promise<void>
  readonly report: (problem: string | null) => void
}

/** Name and password, then the code of the authenticator when the node asks for it. */
export function PasswordForm({ enter, report }: WayIn): ReactNode {
  const t = useT()
  const failureText = useFailureText()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [totp, setTotp] = useState('')
  const [needsCode, setNeedsCode] = useState(false)
  const [busy, setBusy] = useState(false)

  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    report(null)
    try {
      const code = totp.replaceAll(' ', '')
      await enter(
        await apiSend<Me>('POST', '/session/password', {
          username: username.trim(),
          password,
          ...(code === '' ? {} : { totp: code }),
        }),
      )
    } catch (error) {
      if (error instanceof ApiFailure && error.code === 'identity.totp-needed') setNeedsCode(true)
      else report(failureText(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <form className={css['form']} onSubmit={(event) => void submit(event)}>
      <TextInput
        label={t('sign-in.username')}
        value={username}
        onChange={(event) => setUsername(event.target.value)}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        withAsterisk={false}
      />
      <PasswordInput
        label={t('sign-in.password')}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        autoComplete="current-password"
        required
        withAsterisk={false}
        visibilityToggleButtonProps={{ 'aria-label': t('sign-in.show-password') }}
      />
      {needsCode && (
        <TextInput
          label={t('sign-in.code')}
          description={t('sign-in.code-help')}
          value={totp}
          onChange={(event) => setTotp(event.target.value)}
          autoComplete="one-time-code"
          required
          withAsterisk={false}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the code is what was just asked for
          autoFocus
        />
      )}
      <Button type="submit" loading={busy} fullWidth>
        {t('sign-in.enter')}
      </Button>
    </form>
  )
}
