import { combineLabels, fail, ok, type Label, type Result, type StoredRecord } from '@basinet/kernel/contract'
import { handle, type Binding, type CommandContext } from '@basinet/kernel/record'
import { printComparison, resolveComparison, type PrintComparison } from '../contract/comparison.ts'
import type { ConclusionWord } from '../contract/conclusion.ts'
import { eliminationPrint } from '../contract/elimination.ts'
import {
  concludeExamination,
  openExemplar,
  printExamination,
  type PrintExamination,
} from '../contract/examination.ts'
import type { Finger } from '../contract/finger.ts'
import { minorCard } from '../contract/minor.ts'
import { latentMark } from '../contract/latent.ts'
import { tenPrint } from '../contract/ten-print.ts'
import type { Exemplar } from '../contract/words.ts'
import { outcomeOf } from '../rules/resolution.ts'
import { isPrintOfMinor } from '../minors.ts'
import { firstWord } from '../store.ts'
import { ownExamination } from './examination.ts'
import { acted, competent, outcome } from './parts.ts'

type Context = CommandContext<PrintExamination>

const ABSENT = fail('print-examination.exemplar', 'a finger that was taken is expected', 'exemplar')

/** The card an exemplar is on. An elimination card opens beside marks of its own case only. */
async function exemplarLabel(ctx: Context, exemplar: Exemplar, markId: string): Promise<Result<Label>> {
  const taken = (fingers: readonly Finger[]): boolean =>
    fingers.some((f) => f.finger === exemplar.finger && f.status === 'taken')
  if (exemplar.of.type === tenPrint.type) {
    const card = await ctx.get(tenPrint, exemplar.of.id)
    return card !== null && card.body.state !== 'ended' && taken(card.body.fingers) ? ok(card.label) : ABSENT
  }
  if (exemplar.of.type === minorCard.type)
    return (await isPrintOfMinor(ctx.tx, exemplar.of.id, exemplar.finger))
      ? ok(ctx.labelFor(printExamination, { juvenile: true }))
      : ABSENT
  if (exemplar.of.type !== eliminationPrint.type) return ABSENT
  const card = await ctx.get(eliminationPrint, exemplar.of.id)
  const mark = await ctx.get(latentMark, markId)
  if (card === null || mark === null || !taken(card.body.fingers)) return ABSENT
  return card.body.case === mark.body.case
    ? ok(card.label)
    : fail(
        'print-examination.elimination',
        'elimination prints are compared within their own case only',
        'exemplar',
      )
}

async function compare(ctx: Context, exemplar: Exemplar): Promise<Result<StoredRecord>> {
  const own = ownExamination(ctx)
  if (!own.ok) return own
  const { id, rev, body, label } = own.value
  const opened = { exemplar, openedAt: ctx.at.toISOString(), state: 'comparing' as const }
  const readable = await exemplarLabel(ctx, exemplar, body.mark)
  if (!readable.ok) return readable
  if (body.comparison !== null) {
    const comparison = await ctx.get(printComparison, body.comparison)
    const same = comparison?.body.exemplar
    if (same?.of.id !== exemplar.of.id || same.finger !== exemplar.finger)
      return fail(
        'print-examination.exemplar',
        'the second examiner compares what the first compared',
        'exemplar',
      )
    return ctx.amend(printExamination, id, rev, { ...body, ...opened })
  }
  const both = combineLabels(label.owner, [label, readable.value])
  const made = await ctx.create(
    printComparison,
    {
      mark: body.mark,
      exemplar,
      first: id,
      firstBy: ctx.subject.person,
      second: null,
      secondBy: null,
      conclusion: null,
      resolution: null,
      state: 'first',
    },
    { label: both },
  )
  if (!made.ok) return made
  return ctx.amend(printExamination, id, rev, { ...body, ...opened, comparison: made.value.id }, both)
}

async function conclude(ctx: Context, word: ConclusionWord, grounds: string): Promise<Result<StoredRecord>> {
  const own = ownExamination(ctx)
  if (!own.ok) return own
  const { id, rev, body } = own.value
  const may = await competent(ctx, body.seat === 'first' ? 'examination' : 'verification')
  if (!may.ok) return may
  const conclusion = { word, grounds, at: ctx.at.toISOString() }
  const done = await ctx.amend(printExamination, id, rev, { ...body, conclusion, state: 'concluded' })
  if (!done.ok) return done
  const comparison = body.comparison === null ? null : await ctx.get(printComparison, body.comparison)
  if (comparison === null) throw new Error('BUG: an open exemplar belongs to a comparison')
  const next =
    body.seat === 'first'
      ? { state: 'waiting' as const }
      : // Answers only now that the second has concluded.
        outcomeOf(await firstWord(ctx.tx, comparison.id), word)
  const moved = await ctx.amend(printComparison, comparison.id, comparison.rev, {
    ...comparison.body,
    ...next,
  })
  if (!moved.ok) return moved
  const settled = await markSettled(ctx, moved.value.body)
  return settled.ok ? done : settled
}

/** An identified mark leaves the file of unsolved ones. */
async function markSettled(ctx: CommandContext<unknown>, body: PrintComparison): Promise<Result<unknown>> {
  if (body.conclusion !== 'source-identification') return ok(null)
  const mark = await ctx.get(latentMark, body.mark)
  if (mark === null) return fail('record.absent', `no latent-mark ${body.mark}`)
  return ctx.amend(latentMark, mark.id, mark.rev, { ...mark.body, state: 'identified' })
}

export const comparisonBindings: readonly Binding[] = [
  handle(openExemplar, printExamination, async (ctx, input) => outcome(await compare(ctx, input.exemplar))),
  handle(concludeExamination, printExamination, async (ctx, input) =>
    outcome(await conclude(ctx, input.word, input.grounds)),
  ),
  handle(resolveComparison, printComparison, async (ctx, input) => {
    const { id, rev, body } = acted(ctx)
    const { person } = ctx.subject
    if (person === body.firstBy || person === body.secondBy)
      return fail('print-comparison.same-person', 'a disagreement is settled by a third person')
    const may = await competent(ctx, 'verification')
    if (!may.ok) return may
    const resolution = { way: input.way, grounds: input.grounds, by: person, at: ctx.at.toISOString() }
    const settled = { ...body, conclusion: input.word, resolution, state: 'resolved' as const }
    const done = await ctx.amend(printComparison, id, rev, settled)
    if (!done.ok) return done
    const mark = await markSettled(ctx, done.value.body)
    return mark.ok ? outcome(done) : mark
  }),
]
