import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { apiGet, apiSend, url } from '../../api/client.ts'
import type { Me } from '../../api/types.ts'
import { useT } from '../../i18n/use.ts'
import { Icon } from '../../parts/icons.tsx'
import { useFailureText } from '../../parts/state/failure-text.ts'
import type { WayIn } from './password-form.tsx'
import css from './sign-in.module.css'

const oidcQuery = {
  queryKey: ['oidc'],
  queryFn: () => apiGet<{ enabled: boolean; issuer?: string }>('/session/oidc'),
  retry: false,
}

/** Passkey, and the nation's own identity provider where the node has one. */
export function OtherWays({ enter, report }: WayIn): ReactNode {
  const t = useT()
  const failureText = useFailureText()
  const [busy, setBusy] = useState(false)
  const { data: oidc } = useQuery(oidcQuery)
  const canPasskey = typeof PublicKeyCredential !== 'undefined'

  const passkey = async (): Promise<void> => {
    setBusy(true)
    report(null)
    try {
      const { startAuthentication } = await import('@simplewebauthn/browser')
      type Options = Parameters<typeof startAuthentication>[0]['optionsJSON']
      const optionsJSON = await apiSend<Options>('POST', '/session/passkey/options', {})
      const response = await startAuthentication({ optionsJSON })
      await enter(await apiSend<Me>('POST', '/session/passkey', { response }))
    } catch (error) {
      const cancelled = error instanceof Error && error.name === 'NotAllowedError'
      report(cancelled ? t('sign-in.passkey-cancelled') : failureText(error))
    } finally {
      setBusy(false)
    }
  }

  if (!canPasskey && oidc?.enabled !== true) return null
  return (
    <>
      <p className={css['or']}>{t('sign-in.or')}</p>
      <div className={css['others']}>
        {canPasskey && (
          <Button
            variant="default"
            loading={busy}
            leftSection={<Icon name="key" size={16} />}
            onClick={() => void passkey()}
          >
            {t('sign-in.passkey')}
          </Button>
        )}
        {oidc?.enabled === true && (
          <Button component="a" variant="default" href={url('/session/oidc/start')}>
            {t('sign-in.oidc', { issuer: oidc.issuer ?? 'OpenID Connect' })}
          </Button>
        )}
      </div>
    </>
  )
}
