import { fail } from '@basinet/kernel/contract'
import { handle, type Binding } from '@basinet/kernel/record'
import { noteBatch, openBatch, printBatch, startBatch } from '../contract/batch.ts'
import { printCompetence, recordCompetence, withdrawCompetence } from '../contract/competence.ts'
import {
  eliminationPrint,
  openElimination,
  readyElimination,
  setEliminationFingers,
} from '../contract/elimination.ts'
import { latentCase } from '../contract/latent.ts'
import { BATCH, enqueue } from '../jobs/kinds.ts'
import { EMPTY_FINGERS } from '../rules/card.ts'
import { allAccounted, takenOn } from './card.ts'
import { acted, outcome, ownFile } from './parts.ts'

const elimination = [
  handle(openElimination, eliminationPrint, async (ctx, input) => {
    if ((await ctx.get(latentCase, input.case)) === null)
      return fail('record.absent', `no latent-case ${input.case}`, 'case')
    if (Date.parse(input.eraseBy) <= ctx.at.getTime())
      return fail('ten-print.erase-by', 'the day of erasure has passed: they may not be kept', 'eraseBy')
    const label = ctx.labelFor(eliminationPrint, { eraseBy: input.eraseBy })
    return outcome(
      await ctx.create(eliminationPrint, { ...input, fingers: [...EMPTY_FINGERS], state: 'open' }, { label }),
    )
  }),
  handle(setEliminationFingers, eliminationPrint, async (ctx, input) => {
    const { id, rev, body } = acted(ctx)
    const fingers = await takenOn(ctx, id, body.fingers, input.fingers)
    return fingers.ok
      ? outcome(await ctx.amend(eliminationPrint, id, rev, { ...body, fingers: fingers.value }))
      : fingers
  }),
  handle(readyElimination, eliminationPrint, async (ctx) => {
    const { id, rev, body } = acted(ctx)
    const whole = allAccounted(body.fingers)
    return whole.ok ? outcome(await ctx.amend(eliminationPrint, id, rev, { ...body, state: 'ready' })) : whole
  }),
]

const competence = [
  handle(recordCompetence, printCompetence, async (ctx, input) => {
    if (input.examiner === ctx.subject.person)
      return fail('print-competence.own', 'nobody records a competence of their own', 'examiner')
    if (Date.parse(input.validUntil) <= Date.parse(input.testedAt))
      return fail('print-competence.times', 'it ends after the test', 'validUntil')
    if (Date.parse(input.testedAt) > ctx.at.getTime())
      return fail('print-competence.times', 'the test cannot lie in the future', 'testedAt')
    return outcome(await ctx.create(printCompetence, { ...input, state: 'current' }))
  }),
  handle(withdrawCompetence, printCompetence, async (ctx) => {
    const { id, rev, body } = acted(ctx)
    return outcome(await ctx.amend(printCompetence, id, rev, { ...body, state: 'withdrawn' }))
  }),
]

const batches = [
  handle(openBatch, printBatch, async (ctx, input) =>
    outcome(
      await ctx.create(printBatch, {
        ...input,
        archive: null,
        done: 0,
        failed: 0,
        problem: null,
        state: 'open',
      }),
    ),
  ),
  handle(startBatch, printBatch, async (ctx, input) => {
    const { id, rev, body } = acted(ctx)
    if (body.archive !== null && body.archive !== input.archive)
      return fail('print-batch.archive', 'a batch goes on with its own archive; open another', 'archive')
    const own = await ownFile(ctx, input.archive, id, 'archive')
    if (!own.ok) return own
    await enqueue(ctx, BATCH, id)
    const change = { archive: input.archive, problem: null, state: 'running' as const }
    return outcome(await ctx.amend(printBatch, id, rev, { ...body, ...change }))
  }),
  handle(noteBatch, printBatch, async (ctx, { done, failed, problem, ended }) => {
    const { id, rev, body } = acted(ctx)
    const state = !ended ? ('running' as const) : problem === null ? ('done' as const) : ('stopped' as const)
    return outcome(await ctx.amend(printBatch, id, rev, { ...body, done, failed, problem, state }))
  }),
]

export const bureauBindings: readonly Binding[] = [...elimination, ...competence, ...batches]
