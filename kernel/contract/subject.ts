/** Who asks, as the policy sees them. Built by identity from the session, never from the request. */
export interface Subject {
  readonly person: string
  readonly session: string | null
  readonly nation: string
  readonly agency: string
  readonly unit: string
  readonly roles: readonly string[]
  /** Rank in the classification ladder (0 = public … 4 = secret). */
  readonly clearance: number
  /** Caveats held (compartments, programmes). */
  readonly handling: readonly string[]
  readonly purpose: string | null
  readonly juvenile: boolean
  readonly sealed: boolean
  /** ISO instant, or null when never vetted. */
  readonly vettedUntil: string | null
  /** Reads logs and queries, not content. */
  readonly oversight: boolean
  readonly realms: readonly string[]
  /** Last proof by a second factor or passkey, ISO instant; absent for machines and for sessions that never gave one. */
  readonly strongAt?: string | null
}
