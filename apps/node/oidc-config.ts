import { readFileSync } from 'node:fs'
import { fail, ok, type Result } from '@basinet/kernel/contract'
import type { OidcSettings } from '@basinet/kernel/identity'

type Env = Readonly<Record<string, string | undefined>>

const words = (text: string | undefined): string[] => (text ?? '').split(/[\s,]+/).filter((w) => w !== '')

/** The OpenID Connect provider, or null where none is named. Errors: `config.oidc` (field = the variable's name). */
export function readOidc(env: Env, publicUrl: string): Result<OidcSettings | null> {
  const issuer = env['BASINET_OIDC_ISSUER']
  const clientId = env['BASINET_OIDC_CLIENT_ID']
  if (issuer === undefined) return ok(null)
  if (!URL.canParse(issuer))
    return fail('config.oidc', 'BASINET_OIDC_ISSUER must be an address', 'BASINET_OIDC_ISSUER')
  if (clientId === undefined)
    return fail(
      'config.oidc',
      'BASINET_OIDC_CLIENT_ID is expected beside the issuer',
      'BASINET_OIDC_CLIENT_ID',
    )
  const secretFile = env['BASINET_OIDC_CLIENT_SECRET_FILE']
  const strongAcr = words(env['BASINET_OIDC_STRONG_ACR'])
  const strongAmr = words(env['BASINET_OIDC_STRONG_AMR'])
  return ok({
    issuer,
    clientId,
    redirectUri: new URL('/api/v1/session/oidc/callback', publicUrl).href,
    // A file and not a variable: variables are seen by every child process and in /proc.
    ...(secretFile === undefined ? {} : { clientSecret: readFileSync(secretFile, 'utf8').trim() }),
    ...(strongAcr.length === 0 ? {} : { strongAcr }),
    ...(strongAmr.length === 0 ? {} : { strongAmr }),
  })
}
