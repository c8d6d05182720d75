import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { apiGet, apiSend } from '../../api/client.ts'
import type { Me } from '../../api/types.ts'

export interface Credentials {
  readonly password: boolean
  readonly totp: boolean
  readonly recoveryCodesLeft: number
  readonly passkeys: readonly { id: string; name: string; madeAt: string; usedAt: string | null }[]
}

export const credentialsKey = ['session', 'credentials'] as const

export function useCredentials(): UseQueryResult<Credentials> {
  return useQuery({
    queryKey: credentialsKey,
    queryFn: () => apiGet<Credentials>('/session/credentials'),
    staleTime: 0,
  })
}

export const changePassword = (password: string, current?: string): Promise<Me> =>
  apiSend('POST', '/session/password/change', { password, ...(current === undefined ? {} : { current }) })

export const beginTotp = (): Promise<{ secret: string; uri: string }> => apiSend('POST', '/session/totp')

export const confirmTotp = (code: string): Promise<Me & { recoveryCodes: string[] }> =>
  apiSend('POST', '/session/totp/confirm', { code: code.replaceAll(' ', '') })

/** Asks the browser for a new passkey and enrols it under a name. */
export async function addPasskey(name: string): Promise<Me> {
  const { startRegistration } = await import('@simplewebauthn/browser')
  type Options = Parameters<typeof startRegistration>[0]['optionsJSON']
  const optionsJSON = await apiSend<Options>('POST', '/session/passkeys/options')
  const response = await startRegistration({ optionsJSON })
  return apiSend('POST', '/session/passkeys', { name, response })
}

/** Proves once more who acts, by the code of the authenticator. */
export const stepUpByCode = (code: string): Promise<Me> =>
  apiSend('POST', '/session/step-up', { code: code.replaceAll(' ', '') })

export async function stepUpByPasskey(): Promise<Me> {
  const { startAuthentication } = await import('@simplewebauthn/browser')
  type Options = Parameters<typeof startAuthentication>[0]['optionsJSON']
  const optionsJSON = await apiSend<Options>('POST', '/session/step-up/passkey/options')
  const response = await startAuthentication({ optionsJSON })
  return apiSend('POST', '/session/step-up/passkey', { response })
}

/** The browser's own word for "the person said no". */
export const isCancelled = (error: unknown): boolean =>
  error instanceof Error && error.name === 'NotAllowedError'
