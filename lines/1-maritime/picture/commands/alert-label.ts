import { combineLabels, type Label, type StoredRecord } from '@basinet/kernel/contract'
import type { CommandContext } from '@basinet/kernel/record'
import { ownArea } from '../contract/own-area.ts'
import { pictureAlert } from '../contract/picture-alert.ts'
import { protectedCraft, type ProtectedCraft } from '../contract/protected-craft.ts'
import { watchListEntry } from '../contract/watch-list-entry.ts'

type Ctx = CommandContext<unknown>

/** Records of these vessels among the protected craft. */
export async function protectedAmong(
  ctx: Ctx,
  mmsis: readonly number[],
): Promise<StoredRecord<ProtectedCraft>[]> {
  if (mmsis.length === 0) return []
  const page = await ctx.list(protectedCraft, {
    filters: [
      { name: 'mmsi', op: 'in', value: [...new Set(mmsis)].map(String) },
      { name: 'state', op: 'eq', value: 'protected' },
    ],
    limit: mmsis.length,
  })
  if (!page.ok) throw new Error(`BUG: ${page.error.message}`)
  return page.value.items
}

export interface AlertSources {
  readonly area: string | null
  readonly watchListEntry: string | null
  readonly craft: readonly StoredRecord[]
  /** Of a partner's track it tells of. */
  readonly under?: Label | undefined
}

/** What one command looked up already: many alerts of one area ask for it once. */
export type Looked = Map<string, Promise<StoredRecord | null>>

/** An alert is derived from what it tells of, and may be read only where all of that may be. */
export async function alertLabel(
  ctx: Ctx,
  sources: AlertSources,
  looked: Looked = new Map(),
): Promise<Label> {
  const plain = ctx.labelFor(pictureAlert)
  const look = (id: string | null, get: (id: string) => Promise<StoredRecord | null>) => {
    if (id === null) return null
    const found = looked.get(id) ?? get(id)
    looked.set(id, found)
    return found
  }
  const area = await look(sources.area, (id) => ctx.get(ownArea, id))
  const entry = await look(sources.watchListEntry, (id) => ctx.get(watchListEntry, id))
  const labels = [...sources.craft, area, entry].flatMap((r) => (r === null ? [] : [r.label]))
  if (sources.under !== undefined) labels.push(sources.under)
  return labels.length === 0 ? plain : combineLabels(plain.owner, [plain, ...labels])
}
