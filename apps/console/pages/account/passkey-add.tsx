import { Button, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { Me } from '../../api/types.ts'
import { useT } from '../../i18n/use.ts'
import { Icon } from '../../parts/icons.tsx'
import css from '../sign-in/sign-in.module.css'
import { addPasskey } from '../../parts/account/credentials.ts'
import { useAct } from '../../parts/account/use-act.ts'

const NAME_MAX = 60

/** Enrols a passkey of this device or a security key, under a name its owner will know it by. */
export function PasskeyAdd({ done }: { done: (me: Me) => void }): ReactNode {
  const t = useT()
  const { busy, problem, act } = useAct()
  const [name, setName] = useState('')
  if (typeof PublicKeyCredential === 'undefined')
    return <p className="muted">{t('enrol.passkey-impossible')}</p>
  return (
    <div className={css['form']}>
      <TextInput
        label={t('enrol.passkey-name')}
        description={t('enrol.passkey-name-help')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={name}
        maxLength={NAME_MAX}
        onChange={(event) => setName(event.target.value)}
      />
      <Button
        variant="default"
        loading={busy}
        disabled={name.trim() === ''}
        leftSection={<Icon name="key" size={16} />}
        onClick={() => void act(async () => done(await addPasskey(name.trim())))}
      >
        {t('enrol.passkey-add')}
      </Button>
      {problem !== null && (
        <p className={css['problem']} role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}
