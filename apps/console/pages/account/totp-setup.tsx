import { Button, TextInput } from '@mantine/core'
import { useState, type ReactNode, type SyntheticEvent } from 'react'
import type { Me } from '../../api/types.ts'
import { useT } from '../../i18n/use.ts'
import { Ident } from '../../parts/ident.tsx'
import css from '../sign-in/sign-in.module.css'
import { beginTotp, confirmTotp } from '../../parts/account/credentials.ts'
import { useAct } from '../../parts/account/use-act.ts'

interface Begun {
  readonly secret: string
  /** The code to scan, drawn here and nowhere else: the secret leaves this page only through the eye of a camera. */
  readonly drawing: string
}

/** Enrols an authenticator: scan, give one code, keep the recovery codes. */
export function TotpSetup({ done }: { done: (me: Me) => void }): ReactNode {
  const t = useT()
  const { busy, problem, act } = useAct()
  const [begun, setBegun] = useState<Begun | null>(null)
  const [code, setCode] = useState('')
  const [finished, setFinished] = useState<(Me & { recoveryCodes: string[] }) | null>(null)

  const begin = (): Promise<void> =>
    act(async () => {
      const { secret, uri } = await beginTotp()
      const { toString } = await import('qrcode')
      setBegun({ secret, drawing: await toString(uri, { type: 'svg', margin: 0 }) })
    })
  const confirm = (event: SyntheticEvent): void => {
    event.preventDefault()
    void act(async () => setFinished(await confirmTotp(code)))
  }

  if (finished !== null) return <RecoveryCodes codes={finished.recoveryCodes} done={() => done(finished)} />
  return (
    <div className={css['secret']}>
      {begun === null ? (
        <Button onClick={() => void begin()} loading={busy}>
          {t('enrol.totp-begin')}
        </Button>
      ) : (
        <form onSubmit={confirm} className={css['form']}>
          <p>{t('enrol.totp-scan')}</p>
          <img
            className={css['qr']}
            src={`data:image/svg+xml;utf8,${encodeURIComponent(begun.drawing)}`}
            alt={t('enrol.totp-qr')}
            width={200}
            height={200}
          />
          <p className="small">
            {t('enrol.totp-secret')} <Ident value={begun.secret} whole />
          </p>
          <TextInput
            label={t('sign-in.code')}
            value={code}
            onChange={(event) => setCode(event.target.value)}
            inputMode="numeric"
            autoComplete="one-time-code"
            required
            withAsterisk={false}
          />
          <Button type="submit" loading={busy}>
            {t('enrol.totp-confirm')}
          </Button>
        </form>
      )}
      {problem !== null && (
        <p className={css['problem']} role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}

/** Shown once: the node keeps only their hashes. */
function RecoveryCodes({ codes, done }: { codes: readonly string[]; done: () => void }): ReactNode {
  const t = useT()
  return (
    <section className={css['secret']} aria-label={t('enrol.codes')}>
      <h2>{t('enrol.codes')}</h2>
      <p>{t('enrol.codes-text')}</p>
      <ul className={css['codes']}>
        {codes.map((code) => (
          <li key={code} className="mono">
            {code}
          </li>
        ))}
      </ul>
      <div className={css['row']}>
        <Button onClick={done}>{t('enrol.codes-kept')}</Button>
        <Button variant="default" onClick={() => print()}>
          {t('action.print')}
        </Button>
      </div>
    </section>
  )
}
