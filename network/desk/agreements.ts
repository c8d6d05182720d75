import { stateOf, suspendedBy, type AgreementState } from '../agreements/index.ts'
import type { Db } from '../node/db.ts'
import { isSuperseded, loadState } from '../node/state.ts'
import { toHex } from '../wire/index.ts'

export interface AgreementRow {
  readonly hash: string
  readonly id: string
  readonly version: number
  readonly title: string
  readonly state: AgreementState
  readonly parties: readonly string[]
  readonly signed: readonly string[]
  /** Parties by whose word it rests. */
  readonly suspendedBy: readonly string[]
  readonly kinds: readonly { readonly type: string; readonly mode: string }[]
  readonly purposes: readonly string[]
  readonly exercise: boolean
  readonly validFrom: string
  readonly validUntil: string | null
  /** A later version of it is in force, and everything new flows under that. */
  readonly superseded: boolean
}

/** The agreements this node holds, whatever their state. */
export async function readAgreements(db: Db, me: string, at: Date): Promise<AgreementRow[]> {
  const loaded = await loadState(db, me, at.getTime())
  const state = loaded.ok ? loaded.value : null
  return (state?.agreements ?? []).map((one) => {
    const { text, hash, signatures } = one.agreement
    return {
      hash: toHex(hash),
      id: text.id,
      version: text.version,
      title: text.title,
      state: stateOf(one.agreement),
      parties: text.parties,
      signed: [...signatures.keys()].toSorted(),
      suspendedBy: suspendedBy(one.agreement),
      kinds: text.kinds.map(({ type, mode }) => ({ type, mode })),
      purposes: text.purposes,
      exercise: text.exercise,
      validFrom: new Date(text.validFrom).toISOString(),
      validUntil: text.validUntil === null ? null : new Date(text.validUntil).toISOString(),
      superseded: state !== null && one.active && isSuperseded(state, one, at.getTime()),
    }
  })
}
