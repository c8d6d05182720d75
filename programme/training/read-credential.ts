import { fail, ok, type Result } from '@basinet/kernel/contract'

/** Issuer and achievement a credential names, JSON or VC-JWT; whether it is signed is asked elsewhere. */
export function credentialFacts(
  text: string,
): Result<{ readonly issuer: string; readonly achievement: string | null }> {
  const wrong = fail(
    'training-certificate.credential',
    'neither a credential as JSON nor a token',
    'credential',
  )
  const token = /^\s*[\w-]+\.([\w-]+)\.[\w-]+\s*$/.exec(text)?.[1]
  let value: unknown
  try {
    value = JSON.parse(token === undefined ? text : Buffer.from(token, 'base64url').toString('utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) return wrong
    throw error
  }
  const { issuer, credentialSubject } = (value ?? {}) as {
    issuer?: { id?: unknown } | string
    credentialSubject?: { achievement?: { id?: unknown } }
  }
  const id = typeof issuer === 'string' ? issuer : issuer?.id
  const achievement = credentialSubject?.achievement?.id
  return typeof id === 'string'
    ? ok({ issuer: id, achievement: typeof achievement === 'string' ? achievement : null })
    : wrong
}
