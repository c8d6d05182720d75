/** A line between two specimens: concluded, or a lead that nobody has looked at yet. */
export interface Link {
  readonly comparison: string
  readonly kind: 'identification' | 'lead'
  readonly specimens: readonly string[]
  /** Numbers of the incidents and ids of the firearms of both. */
  readonly incidents: readonly string[]
  readonly firearms: readonly string[]
  readonly confirmedBy: string | null
}
