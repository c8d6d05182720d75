import { Button, Modal, TextInput } from '@mantine/core'
import { useState, type ReactNode, type SyntheticEvent } from 'react'
import { useT } from '../../i18n/use.ts'
import { Icon } from '../icons.tsx'
import css from '../form/form.module.css'
import { stepUpByCode, stepUpByPasskey } from './credentials.ts'
import { useAct } from './use-act.ts'

/** Asks once more who acts, before something that widens access; then goes on with what was asked. */
export function StepUp({
  opened,
  close,
  proved,
}: {
  opened: boolean
  close: () => void
  proved: () => void
}): ReactNode {
  const t = useT()
  const { busy, problem, act } = useAct()
  const [code, setCode] = useState('')
  const go = (work: () => Promise<unknown>): Promise<void> =>
    act(async () => {
      await work()
      setCode('')
      proved()
    })
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    void go(() => stepUpByCode(code))
  }
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('step-up.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form className={css['form']} onSubmit={submit}>
        <p>{t('step-up.text')}</p>
        <TextInput
          label={t('sign-in.code')}
          value={code}
          onChange={(event) => setCode(event.target.value)}
          inputMode="numeric"
          autoComplete="one-time-code"
        />
        {problem !== null && (
          <p className={css['problems']} role="alert">
            {problem}
          </p>
        )}
        <div className={css['foot']}>
          <Button type="submit" loading={busy} disabled={code.trim() === ''}>
            {t('step-up.prove')}
          </Button>
          {typeof PublicKeyCredential !== 'undefined' && (
            <Button
              variant="default"
              leftSection={<Icon name="key" size={16} />}
              onClick={() => void go(stepUpByPasskey)}
            >
              {t('sign-in.passkey')}
            </Button>
          )}
        </div>
      </form>
    </Modal>
  )
}
