import { fail } from '@basinet/kernel/contract'
import { handle, type Binding } from '@basinet/kernel/record'
import { printExamination } from '../contract/examination.ts'
import { latentMark } from '../contract/latent.ts'
import { askSearch, finishSearch, printSearch, reportSearch, reviewSearch } from '../contract/search.ts'
import { tenPrint } from '../contract/ten-print.ts'
import { enqueue, SEARCH } from '../jobs/kinds.ts'
import { acted, outcome } from './parts.ts'

export const searchBindings: readonly Binding[] = [
  handle(askSearch, printSearch, async (ctx, input) => {
    const examination = await ctx.get(printExamination, input.examination)
    if (examination === null || examination.body.examiner !== ctx.subject.person)
      return fail('record.absent', 'an examination of your own is expected', 'examination')
    const { mark, state, analysis } = examination.body
    if (analysis.lockedAt === null || state === 'no-value')
      return fail('print-search.unlocked', 'the analysis is locked first, and finds value', 'examination')
    const made = await ctx.create(
      printSearch,
      {
        kind: 'mark-to-cards',
        probe: { type: latentMark.type, id: mark },
        examination: examination.id,
        engine: null,
        problem: null,
        doneAt: null,
        review: null,
        state: 'queued',
      },
      { label: examination.label },
    )
    if (made.ok) await enqueue(ctx, SEARCH, made.value.id)
    return outcome(made)
  }),
  handle(reportSearch, printSearch, async (ctx, input) => {
    const card = await ctx.get(tenPrint, input.probe.id)
    if (card === null || input.probe.type !== tenPrint.type)
      return fail('record.absent', 'a card is expected', 'probe')
    const body = {
      kind: input.kind,
      probe: input.probe,
      examination: null,
      engine: input.engine,
      problem: null,
      doneAt: ctx.at.toISOString(),
      review: null,
      state: 'done' as const,
    }
    return outcome(await ctx.create(printSearch, body, { label: card.label }))
  }),
  handle(finishSearch, printSearch, async (ctx, input) => {
    const { id, rev, body } = acted(ctx)
    const state = input.problem === null ? ('done' as const) : ('failed' as const)
    const change = { ...input, doneAt: ctx.at.toISOString(), state }
    return outcome(await ctx.amend(printSearch, id, rev, { ...body, ...change }))
  }),
  handle(reviewSearch, printSearch, async (ctx, input) => {
    const { id, rev, body } = acted(ctx)
    return outcome(
      await ctx.amend(printSearch, id, rev, { ...body, review: input.review, state: 'reviewed' }),
    )
  }),
]
