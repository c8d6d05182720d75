import { join } from 'node:path'
import { fail, ok, type Result } from '@basinet/kernel/contract'
import type { KekLocation } from '@basinet/kernel/keys'

type Env = Readonly<Record<string, string | undefined>>
type Token = Extract<KekLocation, { kind: 'pkcs11' }>

const PIN_CREDENTIAL = 'basinet-pin'

/**
 * The hardware token that seals the key-encryption key; null when none is named. A module that is named is wanted: no
 * file is used in its place. Errors: `config.pkcs11` (field = the variable's name).
 */
export function readKeyToken(env: Env, keyFile: string): Result<Token | null> {
  const modulePath = env['BASINET_PKCS11_MODULE']
  if (modulePath === undefined) return ok(null)
  const token = env['BASINET_PKCS11_TOKEN']
  if (token === undefined || token === '') return missing('BASINET_PKCS11_TOKEN', 'the label of the token')
  const pin = pinPlace(env)
  if (pin === null)
    return missing(
      'BASINET_PKCS11_PIN_FILE',
      `a file (0600) with the PIN, or a credential ${PIN_CREDENTIAL} of systemd`,
    )
  const keyId = env['BASINET_PKCS11_KEY_ID'] ?? '01'
  if (!/^([0-9a-f]{2}){1,32}$/i.test(keyId))
    return missing('BASINET_PKCS11_KEY_ID', 'the identity of the key pair in hexadecimal')
  const oaep = env['BASINET_PKCS11_OAEP'] ?? 'sha256'
  if (oaep !== 'sha256' && oaep !== 'sha1')
    return missing('BASINET_PKCS11_OAEP', 'sha256, or sha1 where the token knows no other')
  return ok({
    kind: 'pkcs11',
    modulePath,
    token,
    keyId,
    oaep,
    sealedPath: env['BASINET_PKCS11_SEALED'] ?? `${keyFile}.sealed`,
    pin,
    tool: env['BASINET_PKCS11_TOOL'] ?? 'pkcs11-tool',
  })
}

function pinPlace(env: Env): Token['pin'] | null {
  const file = env['BASINET_PKCS11_PIN_FILE']
  if (file !== undefined) return { path: file, to: 'owner' }
  const directory = env['CREDENTIALS_DIRECTORY']
  return directory === undefined ? null : { path: join(directory, PIN_CREDENTIAL), to: 'credential' }
}

function missing(name: string, what: string): Result<never> {
  return fail('config.pkcs11', `${name} must be ${what}`, name)
}
