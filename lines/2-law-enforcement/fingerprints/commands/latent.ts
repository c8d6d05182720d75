import { combineLabels, fail } from '@basinet/kernel/contract'
import { relabelBindings } from '@basinet/kernel/label'
import { handle, type Binding } from '@basinet/kernel/record'
import {
  closeLatentCase,
  closeMark,
  latentCase,
  latentMark,
  markLabels,
  openLatentCase,
  recordMark,
  setMarkImage,
} from '../contract/latent.ts'
import { acted, outcome, ownFile } from './parts.ts'

export const latentBindings: readonly Binding[] = [
  handle(openLatentCase, latentCase, async (ctx, input) => {
    if (Date.parse(input.occurredAt) > ctx.at.getTime())
      return fail('latent-case.future', 'it cannot have happened yet', 'occurredAt')
    const body = { ...input, agency: ctx.subject.agency, state: 'open' as const }
    return outcome(await ctx.create(latentCase, body))
  }),
  handle(closeLatentCase, latentCase, async (ctx) => {
    const { id, rev, body } = acted(ctx)
    return outcome(await ctx.amend(latentCase, id, rev, { ...body, state: 'closed' }))
  }),
  handle(recordMark, latentMark, async (ctx, input) => {
    const parent = await ctx.get(latentCase, input.case)
    if (parent === null) return fail('record.absent', `no latent-case ${input.case}`, 'case')
    if (parent.body.state !== 'open') return fail('latent-case.closed', 'the case is closed', 'case')
    if (Date.parse(input.liftedAt) > ctx.at.getTime())
      return fail('latent-case.future', 'it cannot have been lifted yet', 'liftedAt')
    const label = combineLabels(parent.label.owner, [parent.label, ctx.labelFor(latentMark)])
    const body = { ...input, image: null, ppi: null, state: 'recorded' as const }
    return outcome(await ctx.create(latentMark, body, { label }))
  }),
  handle(setMarkImage, latentMark, async (ctx, input) => {
    const { id, rev, body } = acted(ctx)
    if (body.image !== null)
      return fail('latent-mark.image-set', 'the mark has its image; record another mark', 'image')
    const own = await ownFile(ctx, input.image, id, 'image')
    return own.ok ? outcome(await ctx.amend(latentMark, id, rev, { ...body, ...input })) : own
  }),
  handle(closeMark, latentMark, async (ctx) => {
    const { id, rev, body } = acted(ctx)
    return outcome(await ctx.amend(latentMark, id, rev, { ...body, state: 'closed' }))
  }),
  ...relabelBindings(latentMark, markLabels),
]
