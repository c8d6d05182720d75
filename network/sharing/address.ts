import {
  fail,
  ok,
  type Label,
  type RecordDeclaration,
  type Result,
  type StoredRecord,
} from '@basinet/kernel/contract'
import type { CommandContext, Core } from '@basinet/kernel/record'
import type { Static, TObject } from 'typebox'
import { waysFor } from '../node/ways.ts'

interface Addressed<D extends TObject> {
  readonly decl: RecordDeclaration<D>
  readonly body: Static<D>
  /** Its `releaseTo` becomes the nations it is addressed to. */
  readonly label: Label
  readonly to: readonly string[]
}

/**
 * Makes a record that is addressed to other nations: their agreements must let it flow now, and the author's act is the person's
 * release that an agreement may ask for. Errors: `share.own`, `share.no-agreement`, those of creating.
 */
export async function createAddressed<D extends TObject>(
  core: Core,
  ctx: CommandContext<unknown>,
  { decl, body, label, to }: Addressed<D>,
): Promise<Result<StoredRecord<Static<D>>>> {
  if (to.includes(core.nation)) return fail('share.own', 'a nation does not share with itself', 'to')
  const releaseTo = [...new Set(to)].sort()
  const released = { ...label, releaseTo }
  for (const way of await waysFor(core, { type: decl.type, label: released }, releaseTo))
    if (way.reasons.length > 0)
      return fail('share.no-agreement', `${way.nation}: ${way.reasons.join(', ')}`, 'to')
  const made = await ctx.create(decl, body, { label: released })
  if (!made.ok) return made
  await ctx.tx.client.query('SELECT basinet.network_address($1, $2, $3)', [
    decl.type,
    made.value.id,
    releaseTo,
  ])
  return ok(made.value)
}
