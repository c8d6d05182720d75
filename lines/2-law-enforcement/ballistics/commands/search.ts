import { fail } from '@basinet/kernel/contract'
import { handle, type Binding } from '@basinet/kernel/record'
import { askSearch, finishSearch, reviewSearch, search } from '../contract/search.ts'
import { enqueue, SEARCH } from '../jobs/kinds.ts'
import { acted, measured, outcome } from './parts.ts'

/** Errors: `ballistic-surface.unread`, `ballistic-search.withdrawn`, `record.absent`. */
export const searchBindings: readonly Binding[] = [
  handle(askSearch, search, async (ctx, input) => {
    const of = await measured(ctx, input.surface, 'surface')
    if (!of.ok) return of
    const { surface, specimen } = of.value
    if (specimen.body.state !== 'recorded')
      return fail('ballistic-search.withdrawn', 'the specimen was withdrawn', 'surface')
    const blank = { engine: null, problem: null, doneAt: null, review: null }
    const body = { surface: surface.id, specimen: specimen.id, ...blank, state: 'queued' as const }
    const made = await ctx.create(search, body, { label: surface.label })
    if (made.ok) await enqueue(ctx, SEARCH, made.value.id)
    return outcome(made)
  }),
  handle(finishSearch, search, async (ctx, input) => {
    const { id, rev, body } = acted(ctx)
    const state = input.problem === null ? 'done' : 'failed'
    return outcome(
      await ctx.amend(search, id, rev, { ...body, ...input, doneAt: ctx.at.toISOString(), state }),
    )
  }),
  handle(reviewSearch, search, async (ctx, { review }) => {
    const { id, rev, body } = acted(ctx)
    return outcome(await ctx.amend(search, id, rev, { ...body, review, state: 'reviewed' }))
  }),
]
