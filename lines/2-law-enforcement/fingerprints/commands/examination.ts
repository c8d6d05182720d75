import { combineLabels, fail, ok, type Result, type StoredRecord } from '@basinet/kernel/contract'
import { handle, type Binding, type CommandContext } from '@basinet/kernel/record'
import { printComparison } from '../contract/comparison.ts'
import {
  analyseMark,
  annotateComparison,
  beginExamination,
  continueExamination,
  lockAnalysis,
  printExamination,
  verifyComparison,
  type PrintExamination,
} from '../contract/examination.ts'
import { latentMark, type LatentMark } from '../contract/latent.ts'
import { MANAGER, MARKS_MAX } from '../contract/words.ts'
import { enqueue, FILE } from '../jobs/kinds.ts'
import { mayVerify } from '../rules/resolution.ts'
import { acted, outcome } from './parts.ts'

type Context = CommandContext<PrintExamination>

/** The record acted on, where it is the giver's own: nobody works on another's examination. */
export function ownExamination(ctx: Context): Result<StoredRecord<PrintExamination>> {
  const record = acted(ctx)
  return record.body.examiner === ctx.subject.person
    ? ok(record)
    : fail('command.denied.examiner', 'this is another examiner’s examination')
}

const BLANK: PrintExamination['analysis'] = {
  region: [],
  marks: [],
  clarity: 'medium',
  distortion: null,
  lockedAt: null,
}

function begin(
  ctx: CommandContext<unknown>,
  mark: StoredRecord<LatentMark>,
  part: Pick<PrintExamination, 'seat' | 'comparison'> & Partial<PrintExamination>,
  id?: string,
): Promise<Result<StoredRecord<PrintExamination>>> {
  const label = combineLabels(mark.label.owner, [mark.label, ctx.labelFor(printExamination)])
  const body: PrintExamination = {
    mark: mark.id,
    examiner: ctx.subject.person,
    analysis: BLANK,
    exemplar: null,
    openedAt: null,
    later: [],
    pairs: [],
    conclusion: null,
    state: 'analysing',
    ...part,
  }
  return ctx.create(printExamination, body, { label, ...(id === undefined ? {} : { id }) })
}

/** A mark that can be looked at. Errors: `record.absent`, `latent-mark.no-image`. */
async function lookable(ctx: CommandContext<unknown>, id: string): Promise<Result<StoredRecord<LatentMark>>> {
  const mark = await ctx.get(latentMark, id)
  if (mark === null) return fail('record.absent', `no latent-mark ${id}`, 'mark')
  if (mark.body.image === null) return fail('latent-mark.no-image', 'the mark has no image yet', 'mark')
  return ok(mark)
}

const beginning = [
  handle(beginExamination, printExamination, async (ctx, input) => {
    const mark = await lookable(ctx, input.mark)
    return mark.ok ? outcome(await begin(ctx, mark.value, { seat: 'first', comparison: null })) : mark
  }),
  handle(continueExamination, printExamination, async (ctx, input) => {
    const before = await ctx.get(printExamination, input.examination)
    if (before === null || before.body.examiner !== ctx.subject.person || before.body.seat !== 'first')
      return fail('record.absent', 'an examination of your own is expected', 'examination')
    if (before.body.state !== 'comparing' && before.body.state !== 'concluded')
      return fail('print-examination.unlocked', 'it has an exemplar to be compared still', 'examination')
    const mark = await lookable(ctx, before.body.mark)
    if (!mark.ok) return mark
    const { analysis } = before.body
    return outcome(
      await begin(ctx, mark.value, { seat: 'first', comparison: null, analysis, state: 'analysed' }),
    )
  }),
  handle(verifyComparison, printExamination, async (ctx, input) => {
    const comparison = await ctx.get(printComparison, input.comparison)
    if (comparison === null)
      return fail('record.absent', `no print-comparison ${input.comparison}`, 'comparison')
    const { id, rev, body } = comparison
    if (body.state !== 'waiting')
      return fail('print-comparison.not-waiting', 'it does not wait for a second examiner')
    const may = mayVerify(ctx.subject.person, body.firstBy, ctx.subject.roles.includes(MANAGER))
    if (!may.ok) return may
    const mark = await lookable(ctx, body.mark)
    if (!mark.ok) return mark
    const second = ctx.newId(printExamination)
    const taken = await ctx.amend(printComparison, id, rev, {
      ...body,
      second,
      secondBy: ctx.subject.person,
      state: 'second',
    })
    if (!taken.ok) return taken
    return outcome(await begin(ctx, mark.value, { seat: 'second', comparison: id }, second))
  }),
]

async function lock(ctx: Context, value: boolean): Promise<Result<StoredRecord<PrintExamination>>> {
  const own = ownExamination(ctx)
  if (!own.ok) return own
  const { id, rev, body } = own.value
  if (value && body.analysis.marks.length === 0)
    return fail('print-examination.no-marks', 'what the value rests on is to be marked first', 'marks')
  const analysis = { ...body.analysis, lockedAt: ctx.at.toISOString() }
  const state = value ? ('analysed' as const) : ('no-value' as const)
  const done = await ctx.amend(printExamination, id, rev, { ...body, analysis, state })
  if (!done.ok) return done
  const followed =
    body.seat === 'first' ? await markFollows(ctx, body.mark, value) : await secondFound(ctx, body, value)
  if (!followed.ok) return followed
  if (value && body.seat === 'first') await enqueue(ctx, FILE, id)
  return done
}

/** A mark of value goes to the file of unsolved marks at once, and comes out of it when it is identified. */
async function markFollows(ctx: Context, id: string, value: boolean): Promise<Result<unknown>> {
  const mark = await ctx.get(latentMark, id)
  if (mark === null) return fail('record.absent', `no latent-mark ${id}`)
  if (mark.body.state !== 'recorded') return ok(null)
  return ctx.amend(latentMark, id, mark.rev, { ...mark.body, state: value ? 'filed' : 'no-value' })
}

/** A second examiner who sees no value disagrees with the first, who saw it. */
async function secondFound(ctx: Context, body: PrintExamination, value: boolean): Promise<Result<unknown>> {
  if (value || body.comparison === null) return ok(null)
  const comparison = await ctx.get(printComparison, body.comparison)
  if (comparison === null) return fail('record.absent', `no print-comparison ${body.comparison}`)
  return ctx.amend(printComparison, comparison.id, comparison.rev, { ...comparison.body, state: 'disagreed' })
}

const working = [
  handle(analyseMark, printExamination, async (ctx, input) => {
    const own = ownExamination(ctx)
    if (!own.ok) return own
    const { id, rev, body } = own.value
    return outcome(
      await ctx.amend(printExamination, id, rev, { ...body, analysis: { ...input, lockedAt: null } }),
    )
  }),
  handle(lockAnalysis, printExamination, async (ctx, input) => outcome(await lock(ctx, input.value))),
  handle(annotateComparison, printExamination, async (ctx, input) => {
    const own = ownExamination(ctx)
    if (!own.ok) return own
    const { id, rev, body } = own.value
    if (body.later.length + input.later.length > 2 * MARKS_MAX)
      return fail('print-examination.marks', `at most ${2 * MARKS_MAX} later marks are kept`, 'later')
    const at = ctx.at.toISOString()
    const later = [...body.later, ...input.later.map((mark) => ({ ...mark, at }))]
    return outcome(await ctx.amend(printExamination, id, rev, { ...body, later, pairs: input.pairs }))
  }),
]

export const examinationBindings: readonly Binding[] = [...beginning, ...working]
