import { fail, ok, type Failure, type Result, type StoredRecord } from '@basinet/kernel/contract'
import { handle, type Binding, type CommandContext, type Outcome } from '@basinet/kernel/record'
import type { CountedRecord, FactCell, PublishedFact } from '../contract/fact.ts'
import { indicator, type IndicatorBody } from '../contract/indicator.ts'
import {
  amendValue,
  computeValue,
  importValues,
  releaseValue,
  reportValue,
  value,
  withdrawValue,
  type Measure,
  type ResultValue,
} from '../contract/value.ts'
import { published, type Published } from '../contract/published.ts'
import { target } from '../contract/target.ts'
import { checkMeasure, daysOf } from '../measure-rules.ts'
import { publicParts } from '../publish.ts'

type Context = CommandContext<ResultValue>
type Found = StoredRecord<IndicatorBody>

const outcome = (done: Result<StoredRecord<ResultValue>>): Result<Outcome> =>
  done.ok ? ok({ record: done.value }) : done
function acted(ctx: Context): StoredRecord<ResultValue> {
  if (ctx.record === null) throw new Error('BUG: the command acts on a value')
  return ctx.record
}

async function indicatorNamed(ctx: Context, code: string): Promise<Result<Found>> {
  const page = await ctx.list(indicator, { filters: [{ name: 'code', op: 'eq', value: code }], limit: 1 })
  if (!page.ok) return page
  const [found] = page.value.items
  return found === undefined
    ? fail('result-value.indicator', `there is no indicator ${code}`, 'code')
    : ok(found)
}

/** A value of this indicator, nation and period that was not withdrawn. */
async function isTaken(ctx: Context, { code, nation, period }: Measure): Promise<boolean> {
  const page = await ctx.list(value, {
    filters: [
      { name: 'code', op: 'eq', value: code },
      { name: 'nation', op: 'eq', value: nation },
      { name: 'period', op: 'eq', value: period },
      { name: 'state', op: 'in', value: ['reported', 'released'] },
    ],
    limit: 1,
  })
  if (!page.ok) throw new Error(`BUG: ${page.error.message}`)
  return page.value.items.length > 0
}

async function take(
  ctx: Context,
  of: Found,
  measure: Measure,
  origin: ResultValue['origin'],
  counted: readonly CountedRecord[] | null = null,
): Promise<Result<StoredRecord<ResultValue>>> {
  // Each nation owns its figures: what another reports arrives over the network, and is not typed in here.
  if (measure.nation !== ctx.subject.nation)
    return fail('result-value.nation', `this node keeps the figures of ${ctx.subject.nation}`, 'nation')
  if (daysOf(measure.period).from > ctx.at.toISOString().slice(0, 10))
    return fail('result-value.future', 'the period has not begun', 'period')
  const fits = checkMeasure(of.body, measure, await isTaken(ctx, measure))
  if (!fits.ok) return fits
  const label = ctx.labelFor(value, of.label.exercise ? { exercise: true } : {})
  const body = { ...measure, indicator: of.id, origin, state: 'reported' as const }
  return ctx.create(value, counted === null ? body : { ...body, counted: [...counted] }, { label })
}

const report = handle(reportValue, value, async (ctx, input) => {
  const of = await indicatorNamed(ctx, input.code)
  return of.ok ? outcome(await take(ctx, of.value, input, 'reported')) : of
})

const read = handle(importValues, value, async (ctx, input) => {
  const refused: (Failure & { readonly line: number })[] = []
  let last: StoredRecord<ResultValue> | null = null
  let taken = 0
  for (const { line, ...measure } of input.lines) {
    const of = await indicatorNamed(ctx, measure.code)
    const made = of.ok ? await take(ctx, of.value, measure, 'file') : of
    if (made.ok) {
      last = made.value
      taken++
    } else refused.push({ line, ...made.error })
  }
  if (last === null) {
    const [first] = refused
    return fail('result-value.none-taken', `line ${first?.line ?? 0}: ${first?.message ?? ''}`, 'lines')
  }
  return ok({ record: last, output: { taken, refused } })
})

const sum = (cells: readonly FactCell[], part: 'numerator' | 'denominator'): number =>
  Math.round(cells.reduce((total, cell) => total + (cell[part] ?? 0), 0) * 1e9) / 1e9

const compute = (facts: readonly PublishedFact[]): Binding =>
  handle(computeValue, value, async (ctx, { code, period }) => {
    const of = await indicatorNamed(ctx, code)
    if (!of.ok) return of
    const fact = facts.find((f) => f.id === of.value.body.fact)
    if (fact === undefined) return fail('result-value.not-computed', `${code} is reported by hand`, 'code')
    const days = daysOf(period)
    const today = ctx.at.toISOString().slice(0, 10)
    const exercise = ctx.labelFor(value).exercise || of.value.label.exercise
    // An exercise is over long before its quarter is; what counts in earnest waits for the whole of it.
    if (days.until >= today && !exercise)
      return fail('result-value.not-over', `the period ends on ${days.until}`, 'period')
    const cells = await fact.count(ctx.tx, { ...days, exercise })
    const counted = fact.counted === null ? null : await fact.counted(ctx.tx, { ...days, exercise })
    const split = fact.dimensions.length > 0
    const measure: Measure = {
      code,
      nation: ctx.subject.nation,
      period,
      numerator: sum(cells, 'numerator'),
      denominator: fact.ratio ? sum(cells, 'denominator') : null,
      cells: split ? [...cells] : [],
      comparison: null,
      evidence: `${fact.id}, ${days.from} to ${days.until < today ? days.until : today}`,
    }
    return outcome(await take(ctx, of.value, measure, 'computed', counted))
  })

/** The public's own record of a released value, with small counts withheld. */
async function publish(
  ctx: Context,
  made: StoredRecord<ResultValue>,
): Promise<Result<StoredRecord<Published>>> {
  const of = await ctx.get(indicator, made.body.indicator)
  if (of === null) return fail('result-value.indicator', 'its indicator cannot be read', 'indicator')
  const { code, nation, period, evidence } = made.body
  const page = await ctx.list(target, {
    filters: (
      [
        ['code', code],
        ['nation', nation],
        ['period', period],
        ['kind', 'target'],
      ] as const
    ).map(([name, wanted]) => ({ name, op: 'eq' as const, value: wanted })),
    limit: 1,
  })
  if (!page.ok) return page
  const { title, unit, aggregation, area, goal } = of.body
  const body: Published = {
    value: made.id,
    code,
    title,
    unit,
    aggregation,
    area,
    goal,
    nation,
    period,
    ...publicParts(made.body, of.body),
    target: page.value.items[0]?.body.value ?? null,
    source: evidence,
    releasedOn: ctx.at.toISOString().slice(0, 10),
    state: 'published',
  }
  const label = ctx.labelFor(published, { exercise: made.label.exercise })
  return ctx.create(published, body, { label })
}

export const valueBindings = (facts: readonly PublishedFact[]): readonly Binding[] => [
  report,
  read,
  compute(facts),
  handle(amendValue, value, async (ctx, input) => {
    const record = acted(ctx)
    const of = await indicatorNamed(ctx, record.body.code)
    if (!of.ok) return of
    // A figure that a person changed is no longer what was counted.
    const { counted: ____, ...kept } = record.body
    const body = { ...kept, ...input }
    const { indicator: _, origin: __, state: ___, ...measure } = body
    const fits = checkMeasure(of.value.body, measure, false)
    return fits.ok ? outcome(await ctx.amend(value, record.id, record.rev, body)) : fits
  }),
  handle(releaseValue, value, async (ctx, input) => {
    const record = acted(ctx)
    const made = await ctx.amend(value, record.id, record.rev, { ...record.body, state: 'released' })
    if (!made.ok || !input.public) return outcome(made)
    const shown = await publish(ctx, made.value)
    return shown.ok ? ok({ record: made.value, output: { published: shown.value.id } }) : shown
  }),
  handle(withdrawValue, value, async (ctx) => {
    const record = acted(ctx)
    const page = await ctx.list(published, {
      filters: [
        { name: 'value', op: 'eq', value: record.id },
        { name: 'state', op: 'eq', value: 'published' },
      ],
      limit: 10,
    })
    if (!page.ok) return page
    for (const { id, rev, body } of page.value.items) {
      const gone = await ctx.amend(published, id, rev, { ...body, state: 'withdrawn' })
      if (!gone.ok) return gone
    }
    return outcome(await ctx.amend(value, record.id, record.rev, { ...record.body, state: 'withdrawn' }))
  }),
]
