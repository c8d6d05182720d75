import { fail, ok, type Result } from '@basinet/kernel/contract'
import { handle, patch, type Binding, type Core, type Page } from '@basinet/kernel/record'
import {
  drawSample,
  engagement,
  moveEngagement,
  openOversight,
  planEngagement,
} from './contract/engagement.ts'
import { answerFinding, closeFinding, finding, recordFinding } from './contract/finding.ts'
import { OPENING_REPORTS } from './opening.ts'
import { sampleOf } from './sample.ts'

const PAGE = 500
/** A larger population is drawn from by filter, in several engagements. */
const POPULATION_MAX = 20_000

const engagements = (core: () => Core): readonly Binding[] => [
  handle(planEngagement, engagement, async (ctx, input) => {
    if (input.until < input.from) return fail('audit-engagement.period', 'it ends before it begins', 'until')
    const made = await ctx.create(engagement, { ...input, samples: [], source: null, state: 'planned' })
    return made.ok ? ok({ record: made.value }) : made
  }),
  handle(openOversight, engagement, async (ctx) => {
    const known = await ctx.list(engagement, { limit: PAGE })
    if (!known.ok) return known
    const references = new Set(known.value.items.map(({ body }) => body.reference))
    let last = null
    for (const report of OPENING_REPORTS.filter((r) => !references.has(r.engagement.reference))) {
      const label = ctx.labelFor(engagement, { class: 'public' })
      const made = await ctx.create(
        engagement,
        { ...report.engagement, samples: [], state: 'reported' },
        { label },
      )
      if (!made.ok) return made
      for (const told of report.findings) {
        const body = {
          ...told,
          engagement: made.value.id,
          record: null,
          due: null,
          response: null,
          closure: null,
        }
        const open = ctx.labelFor(finding, { class: 'public' })
        const found = await ctx.create(finding, { ...body, state: 'open' }, { label: open })
        if (!found.ok) return found
      }
      last = made.value
    }
    return last === null
      ? fail('audit-engagement.opened', 'the public reports are there')
      : ok({ record: last })
  }),
  handle(drawSample, engagement, async (ctx, { population, seed, size }) => {
    const decl = core().registry.record(population)
    if (decl === undefined)
      return fail('audit-engagement.population', 'this node has no such records', 'population')
    const ids: string[] = []
    for (let cursor: string | null = ''; cursor !== null && ids.length < POPULATION_MAX;) {
      const page: Result<Page<unknown>> = await ctx.list(decl, {
        limit: PAGE,
        ...(cursor === '' ? {} : { cursor }),
      })
      if (!page.ok) return page
      ids.push(...page.value.items.map(({ id }) => id))
      cursor = page.value.next
    }
    const chosen = sampleOf(ids, seed, size)
    const sample = { population, seed, populationSize: ids.length, drawnAt: ctx.at.toISOString(), chosen }
    return patch(ctx, engagement, {
      samples: [...(ctx.record?.body.samples ?? []), sample],
      state: 'field-work',
    })
  }),
  handle(moveEngagement, engagement, (ctx, { state }) => patch(ctx, engagement, { state })),
]

const findings: readonly Binding[] = [
  handle(recordFinding, finding, async (ctx, input) => {
    if ((await ctx.get(engagement, input.engagement)) === null)
      return fail('audit-finding.engagement', 'there is no such engagement', 'engagement')
    const made = await ctx.create(finding, { ...input, response: null, closure: null, state: 'open' })
    return made.ok ? ok({ record: made.value }) : made
  }),
  handle(answerFinding, finding, (ctx, input) => patch(ctx, finding, { ...input, state: 'answered' })),
  handle(closeFinding, finding, (ctx, { closure }) => patch(ctx, finding, { closure, state: 'closed' })),
]

export const oversightBindings = (core: () => Core): readonly Binding[] => [...engagements(core), ...findings]
