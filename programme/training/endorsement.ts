import { fail, ok, type Result } from '@basinet/kernel/contract'

/** Who endorses what, read from a credential; whether it is signed is asked elsewhere. */
export function endorsementOf(text: string): Result<{ readonly did: string; readonly endorses: string }> {
  const wrong = fail('course.endorsement', 'it is no EndorsementCredential as JSON', 'credential')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return wrong
    throw error
  }
  const { type, issuer, credentialSubject } = (value ?? {}) as {
    type?: unknown
    issuer?: { id?: unknown } | string
    credentialSubject?: { id?: unknown }
  }
  const did = typeof issuer === 'string' ? issuer : issuer?.id
  const endorses = credentialSubject?.id
  const named = Array.isArray(type) && type.includes('EndorsementCredential')
  return named && typeof did === 'string' && typeof endorses === 'string' ? ok({ did, endorses }) : wrong
}
