import type { Label } from '@basinet/kernel/contract'
import type { Core } from '@basinet/kernel/record'
import type { AgreementText } from '../agreements/index.ts'
import { asNetwork } from './db.ts'
import { findWay } from './flow.ts'
import { isPartner, loadState } from './state.ts'

export interface NationWay {
  readonly nation: string
  /** Why it would not flow there now; empty when it would. */
  readonly reasons: readonly string[]
  /** Times to answer of the agreement under which it would flow; null where none lets it. */
  readonly clocks: AgreementText['clocks'] | null
}

/** Whether a record under this label would flow to each of these nations now. */
export function waysFor(
  core: Core,
  record: { readonly type: string; readonly label: Label },
  nations: readonly string[],
): Promise<NationWay[]> {
  return asNetwork(core, async (db, at) => {
    const loaded = await loadState(db, core.nation, at.getTime())
    const state = loaded.ok ? loaded.value : null
    return nations.map((nation) => {
      if (state === null) return { nation, reasons: ['no-agreement'], clocks: null }
      if (!isPartner(state, nation)) return { nation, reasons: ['not-a-member'], clocks: null }
      const way = findWay(state, core.nation, record, nation, at.getTime())
      return 'reasons' in way
        ? { nation, reasons: way.reasons, clocks: null }
        : { nation, reasons: [], clocks: way.text.clocks }
    })
  })
}
