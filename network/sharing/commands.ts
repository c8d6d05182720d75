import { fail, ok, type RecordDeclaration, type Result, type StoredRecord } from '@basinet/kernel/contract'
import { handle, type Binding, type CommandContext, type Core } from '@basinet/kernel/record'
import { waysFor } from '../node/ways.ts'
import { giveShare, share, takeBackShare } from './contract.ts'

/** What a person shares keeps its own label, with the partners added: an agreement in force must let it flow to every one. */
export function shareBindings(core: () => Core): Binding[] {
  return [
    handle(giveShare, share, async (ctx, input) => {
      const found = await ownRecord(core(), ctx, input.about)
      if (!found.ok) return found
      const { decl, record } = found.value
      if (input.to.includes(core().nation))
        return fail('share.own', 'a nation does not share with itself', 'to')
      const releaseTo = [...new Set([...record.label.releaseTo, ...input.to])].sort()
      const label = { ...record.label, releaseTo }
      for (const way of await waysFor(core(), { type: decl.type, label }, input.to))
        if (way.reasons.length > 0)
          return fail('share.no-agreement', `${way.nation}: ${way.reasons.join(', ')}`, 'to')
      const changed = await ctx.amend(decl, record.id, record.rev, record.body as never, label)
      if (!changed.ok) return changed
      const body = {
        about: input.about,
        to: input.to.toSorted(),
        note: input.note ?? '',
        state: 'given' as const,
      }
      const made = await ctx.create(share, body, {
        label: ctx.labelFor(share, {
          class: record.label.class,
          handling: record.label.handling,
          purposes: record.label.purposes,
        }),
      })
      return made.ok ? ok({ record: made.value }) : made
    }),
    handle(takeBackShare, share, async (ctx) => {
      const given = ctx.record
      if (given === null) throw new Error('BUG: what is taken back was given')
      const found = await ownRecord(core(), ctx, given.body.about)
      // A record that is gone, or out of reach, was recalled when it went.
      if (found.ok) {
        const { decl, record } = found.value
        const releaseTo = record.label.releaseTo.filter((nation) => !given.body.to.includes(nation))
        const changed = await ctx.amend(decl, record.id, record.rev, record.body as never, {
          ...record.label,
          releaseTo,
        })
        if (!changed.ok) return changed
      } else if (found.error.code !== 'record.absent') return found
      const made = await ctx.amend(share, given.id, given.rev, { ...given.body, state: 'taken-back' })
      return made.ok ? ok({ record: made.value }) : made
    }),
  ]
}

/** Errors: `record.absent` (not there, or not readable), `share.foreign`, `share.protected`. */
async function ownRecord(
  core: Core,
  ctx: CommandContext<unknown>,
  about: { readonly type: string; readonly id: string },
): Promise<Result<{ readonly decl: RecordDeclaration; readonly record: StoredRecord }>> {
  const decl = core.registry.record(about.type)
  const record = decl === undefined ? null : await ctx.get(decl, about.id)
  if (decl === undefined || record === null)
    return fail('record.absent', `no ${about.type} ${about.id}`, 'about')
  if (record.label.owner !== core.nation)
    return fail('share.foreign', `only ${record.label.owner} shares its own record further`, 'about')
  if (decl.realm !== 'general' || record.label.sealed || record.label.juvenile)
    return fail('share.protected', 'what is sealed or protected is not shared from here', 'about')
  return ok({ decl, record })
}
