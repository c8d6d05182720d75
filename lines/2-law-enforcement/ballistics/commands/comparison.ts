import { combineLabels, fail } from '@basinet/kernel/contract'
import { handle, type Binding } from '@basinet/kernel/record'
import { askComparison, comparison, reportComparison, resolveComparison } from '../contract/comparison.ts'
import { concludeExamination, examination } from '../contract/examination.ts'
import { COMPARE, enqueue } from '../jobs/kinds.ts'
import { classConflicts } from '../rules/classes.ts'
import { checkConclusion, outcomeOf } from '../rules/conclusion.ts'
import { firstWord } from '../store.ts'
import { absent, acted, measured, outcome, widthTolerance } from './parts.ts'

/** Errors: `ballistic-comparison.same`, `.area`, `.class` with the characteristic named, `.same-person`, and those of the parts. */
export const comparisonBindings: readonly Binding[] = [
  handle(askComparison, comparison, async (ctx, input) => {
    const first = await measured(ctx, input.first, 'first')
    if (!first.ok) return first
    const second = await measured(ctx, input.second, 'second')
    if (!second.ok) return second
    const [a, b] = [first.value, second.value]
    if (a.surface.id === b.surface.id)
      return fail('ballistic-comparison.same', 'two different surfaces are expected', 'second')
    if (a.surface.body.area !== b.surface.body.area)
      return fail('ballistic-comparison.area', 'two surfaces of one kind of area are expected', 'second')
    const conflicts = classConflicts(a.specimen.body, b.specimen.body, await widthTolerance(ctx))
    if (conflicts.length > 0)
      return fail('ballistic-comparison.class', `the classes differ in ${conflicts.join(', ')}`, 'second')
    const label = combineLabels(a.surface.label.owner, [
      a.surface.label,
      b.surface.label,
      a.specimen.label,
      b.specimen.label,
    ])
    const blank = {
      result: null,
      problem: null,
      firstBy: null,
      secondBy: null,
      conclusion: null,
      confirmedBy: null,
      resolution: null,
    }
    const specimens = [a.specimen.id, b.specimen.id]
    const done = await ctx.create(comparison, { ...input, specimens, ...blank, state: 'queued' }, { label })
    if (done.ok) await enqueue(ctx, COMPARE, done.value.id)
    return outcome(done)
  }),
  handle(reportComparison, comparison, async (ctx, input) => {
    const { id, rev, body } = acted(ctx)
    const state = input.result === null ? 'failed' : 'compared'
    return outcome(await ctx.amend(comparison, id, rev, { ...body, ...input, state }))
  }),
  handle(concludeExamination, examination, async (ctx, input) => {
    const fits = checkConclusion(input.word, input.microscopy, ctx.at)
    if (!fits.ok) return fits
    const of = await ctx.get(comparison, input.comparison)
    if (of === null) return absent(comparison.type, input.comparison, 'comparison')
    const { person } = ctx.subject
    const { state, firstBy } = of.body
    if (state !== 'compared' && state !== 'waiting')
      return fail('ballistic-comparison.not-open', 'it waits for no examiner', 'comparison')
    const seat = state === 'compared' ? 'first' : 'second'
    if (seat === 'second' && firstBy === person)
      return fail('ballistic-comparison.same-person', 'the second examiner is another person than the first')
    const made = await ctx.create(examination, { ...input, seat, examiner: person }, { label: of.label })
    if (!made.ok) return made
    const change =
      seat === 'first'
        ? { firstBy: person, state: 'waiting' as const }
        : { secondBy: person, ...outcomeOf(await firstWord(ctx.tx, of.id), input.word) }
    const confirmed =
      'conclusion' in change && change.conclusion === 'identification' ? input.laboratory : null
    const body = { ...of.body, ...change, confirmedBy: confirmed }
    const moved = await ctx.amend(comparison, of.id, of.rev, body)
    return moved.ok ? outcome(made) : moved
  }),
  handle(resolveComparison, comparison, async (ctx, { word, grounds }) => {
    const { id, rev, body } = acted(ctx)
    const { person } = ctx.subject
    if (person === body.firstBy || person === body.secondBy)
      return fail('ballistic-comparison.same-person', 'a disagreement is settled by a third person')
    const both = await ctx.list(examination, {
      filters: [{ name: 'comparison', op: 'eq', value: id }],
      limit: 2,
    })
    if (!both.ok) return both
    const looked = both.value.items.find((one) => one.body.word === word && one.body.microscopy !== null)
    if (word === 'identification' && looked === undefined)
      return fail(
        'ballistic-examination.microscopy',
        'neither examiner identified it under a microscope',
        'word',
      )
    const resolution = { word, grounds, by: person, at: ctx.at.toISOString() }
    const confirmedBy = word === 'identification' ? (looked?.body.laboratory ?? null) : null
    return outcome(
      await ctx.amend(comparison, id, rev, {
        ...body,
        conclusion: word,
        confirmedBy,
        resolution,
        state: 'concluded',
      }),
    )
  }),
]
