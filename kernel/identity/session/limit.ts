import type { Limit } from '../types.ts'

export interface Proven {
  readonly mode: 'demo' | 'service'
  /** Two factors were shown in this session: passkey, password with code, or a provider that vouches for it. */
  readonly strong: boolean
  readonly mustChange: boolean
  /** The account has a passkey or a confirmed authenticator. */
  readonly secondFactor: boolean
}

/**
 * What a session still lacks. In service no session without two factors gives any right (ASVS 5.0 6.3.3); who has none yet
 * sets them up, who has one shows it. A demonstration node holds invented data and asks for nothing of this.
 */
export function limitOf(p: Proven): Limit {
  if (p.mustChange) return 'change-password'
  if (p.mode === 'demo' || p.strong) return null
  return p.secondFactor ? 'second-factor' : 'enrol'
}
