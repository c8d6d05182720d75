import { fail, ok, type Result, type StoredRecord } from '@basinet/kernel/contract'
import { handle, type Binding, type CommandContext, type Outcome } from '@basinet/kernel/record'
import {
  amendIndicator,
  defineIndicator,
  indicator,
  retireIndicator,
  useIndicator,
  type IndicatorBody,
} from './contract/indicator.ts'
import { published, withdrawPublished } from './contract/published.ts'
import { amendTarget, setTarget, target } from './contract/target.ts'
import { assessment, assessQuality, closeAssessment } from './contract/value.ts'
import type { PublishedFact } from './contract/fact.ts'
import { valueBindings } from './commands/value.ts'

type Context = CommandContext<IndicatorBody>

const outcome = <T>(done: Result<StoredRecord<T>>): Result<Outcome> =>
  done.ok ? ok({ record: done.value }) : done

function acted<B>(ctx: CommandContext<B>): StoredRecord<B> {
  if (ctx.record === null) throw new Error('BUG: the command acts on a record')
  return ctx.record
}

function indicatorFits(
  facts: Omit<IndicatorBody, 'code' | 'state'>,
  published: readonly PublishedFact[],
): Result<null> {
  const share = facts.aggregation === 'ratio'
  if (share && (facts.numerator === null || facts.denominator === null))
    return fail('indicator.parts', 'a share says what is above and below the line', 'denominator')
  if (!share && facts.denominator !== null)
    return fail('indicator.denominator', 'only a share has a denominator', 'denominator')
  if (facts.fact === null) return ok(null)
  const known = published.find((f) => f.id === facts.fact)
  if (known === undefined)
    return fail(
      'indicator.fact',
      `no such fact is published here; there are: ${published.map((f) => f.id).join(', ') || 'none'}`,
      'fact',
    )
  const same = known.dimensions.toSorted().join() === facts.dimensions.toSorted().join()
  return same && known.ratio === share
    ? ok(null)
    : fail(
        'indicator.fact-fits',
        `${known.id} is ${known.ratio ? 'a share' : 'a count'} by ${known.dimensions.join(', ') || 'nothing'}`,
        'fact',
      )
}

async function change(ctx: Context, facts: Partial<IndicatorBody>): Promise<Result<Outcome>> {
  const record = acted(ctx)
  return outcome(await ctx.amend(indicator, record.id, record.rev, { ...record.body, ...facts }))
}

const indicators = (facts: readonly PublishedFact[]): readonly Binding[] => [
  handle(defineIndicator, indicator, async (ctx, { exercise = false, ...input }) => {
    const fits = indicatorFits(input, facts)
    if (!fits.ok) return fits
    const page = await ctx.list(indicator, {
      filters: [{ name: 'code', op: 'eq', value: input.code }],
      limit: 1,
    })
    if (!page.ok) return page
    if (page.value.items.length > 0)
      return fail('indicator.known', `there is an indicator ${input.code}`, 'code')
    const label = ctx.labelFor(indicator, exercise ? { exercise } : {})
    return outcome(await ctx.create(indicator, { ...input, state: 'draft' }, { label }))
  }),
  handle(amendIndicator, indicator, async (ctx, input) => {
    const fits = indicatorFits(input, facts)
    return fits.ok ? change(ctx, input) : fits
  }),
  handle(useIndicator, indicator, (ctx) => change(ctx, { state: 'in-use' })),
  handle(retireIndicator, indicator, (ctx) => change(ctx, { state: 'retired' })),
]

const targets: readonly Binding[] = [
  handle(setTarget, target, async (ctx, input) => {
    const filters = (['code', 'nation', 'kind', 'period'] as const).map((name) => ({
      name,
      op: 'eq' as const,
      value: input[name],
    }))
    const page = await ctx.list(target, { filters, limit: 1 })
    if (!page.ok) return page
    if (page.value.items.length > 0)
      return fail('result-target.known', 'it is set already: amend it, with the reason', 'period')
    return outcome(await ctx.create(target, { ...input, state: 'set' }))
  }),
  handle(amendTarget, target, async (ctx, input) => {
    const record = acted(ctx)
    return outcome(await ctx.amend(target, record.id, record.rev, { ...record.body, ...input }))
  }),
]

const assessments: readonly Binding[] = [
  handle(assessQuality, assessment, async (ctx, input) =>
    input.action !== null && input.due === null
      ? fail('quality-assessment.due', 'say by when it is done', 'due')
      : outcome(await ctx.create(assessment, { ...input, state: input.action === null ? 'closed' : 'open' })),
  ),
  handle(closeAssessment, assessment, async (ctx) => {
    const record = acted(ctx)
    return outcome(await ctx.amend(assessment, record.id, record.rev, { ...record.body, state: 'closed' }))
  }),
]

export const resultsBindings = (facts: readonly PublishedFact[]): readonly Binding[] => [
  ...indicators(facts),
  ...valueBindings(facts),
  ...targets,
  ...assessments,
  handle(withdrawPublished, published, async (ctx) => {
    const record = acted(ctx)
    return outcome(await ctx.amend(published, record.id, record.rev, { ...record.body, state: 'withdrawn' }))
  }),
]
