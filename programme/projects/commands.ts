import { fail, ok, type Result } from '@basinet/kernel/contract'
import { handle, patch, type Binding, type CommandContext } from '@basinet/kernel/record'
import { contribution, receiveContribution, recordContribution } from './contract/contribution.ts'
import {
  delayMilestone,
  dropMilestone,
  milestone,
  planMilestone,
  reachMilestone,
} from './contract/milestone.ts'
import { moveProject, openProjects, project, registerProject } from './contract/project.ts'
import {
  finishContract,
  inspection,
  recordInspection,
  signContract,
  varyContract,
  workContract,
} from './contract/works.ts'
import { ST_JUDE, ST_JUDE_CONTRIBUTIONS } from './opening.ts'

const day = (ctx: { readonly at: Date }): string => ctx.at.toISOString().slice(0, 10)

async function isThere(ctx: CommandContext<unknown>, id: string): Promise<Result<null>> {
  return (await ctx.get(project, id)) === null
    ? fail('capital-project.absent', 'there is no such project', 'project')
    : ok(null)
}

const projects: readonly Binding[] = [
  handle(registerProject, project, async (ctx, input) => {
    const { plannedStart, plannedFinish, plannedCost, currency } = input
    if (plannedStart !== null && plannedFinish !== null && plannedFinish < plannedStart)
      return fail('capital-project.plan', 'the works finish before they start', 'plannedFinish')
    if (plannedCost !== null && currency === null)
      return fail('capital-project.currency', 'a cost has a currency', 'currency')
    const made = await ctx.create(project, { ...input, state: 'planned' })
    return made.ok ? ok({ record: made.value }) : made
  }),
  handle(moveProject, project, (ctx, input) => patch(ctx, project, input)),
  handle(openProjects, project, async (ctx) => {
    const known = await ctx.list(project, {
      filters: [{ name: 'nation', op: 'eq', value: ST_JUDE.nation }],
      limit: 500,
    })
    if (!known.ok) return known
    if (known.value.items.some(({ body }) => body.name === ST_JUDE.name))
      return fail('capital-project.opened', 'the public projects are there')
    const made = await ctx.create(project, ST_JUDE, { label: ctx.labelFor(project, { class: 'public' }) })
    if (!made.ok) return made
    for (const told of ST_JUDE_CONTRIBUTIONS) {
      const label = ctx.labelFor(contribution, { class: 'public' })
      const given = await ctx.create(contribution, { ...told, project: made.value.id }, { label })
      if (!given.ok) return given
    }
    return ok({ record: made.value })
  }),
]

const milestones: readonly Binding[] = [
  handle(planMilestone, milestone, async (ctx, input) => {
    const there = await isThere(ctx, input.project)
    if (!there.ok) return there
    const body = { ...input, expected: input.planned, reached: null, delays: [], state: 'planned' as const }
    const made = await ctx.create(milestone, body)
    return made.ok ? ok({ record: made.value }) : made
  }),
  handle(delayMilestone, milestone, (ctx, { expected }) => {
    const { expected: from = expected, delays = [] } = ctx.record?.body ?? {}
    const delay = { from, to: expected, reason: (ctx.reason ?? '').slice(0, 600) }
    return patch(ctx, milestone, { expected, delays: [...delays, delay] })
  }),
  handle(reachMilestone, milestone, async (ctx, { reached }) =>
    reached > day(ctx)
      ? fail('project-milestone.future', 'the day has not come', 'reached')
      : patch(ctx, milestone, { reached, state: 'reached' }),
  ),
  handle(dropMilestone, milestone, (ctx) => patch(ctx, milestone, { state: 'dropped' })),
]

const works: readonly Binding[] = [
  handle(signContract, workContract, async (ctx, input) => {
    const there = await isThere(ctx, input.project)
    if (!there.ok) return there
    if (input.finish < input.signed)
      return fail('project-contract.finish', 'the contract ends before it is signed', 'finish')
    const made = await ctx.create(workContract, { ...input, variations: [], state: 'running' })
    return made.ok ? ok({ record: made.value }) : made
  }),
  handle(varyContract, workContract, (ctx, input) => {
    const variation = { ...input, reason: (ctx.reason ?? '').slice(0, 600) }
    return patch(ctx, workContract, { variations: [...(ctx.record?.body.variations ?? []), variation] })
  }),
  handle(finishContract, workContract, (ctx, { outcome }) => patch(ctx, workContract, { state: outcome })),
  handle(recordInspection, inspection, async (ctx, input) => {
    const there = await isThere(ctx, input.project)
    if (!there.ok) return there
    if (input.on > day(ctx)) return fail('project-inspection.future', 'the day has not come', 'on')
    const made = await ctx.create(inspection, input)
    return made.ok ? ok({ record: made.value }) : made
  }),
  handle(recordContribution, contribution, async (ctx, input) => {
    const there = await isThere(ctx, input.project)
    if (!there.ok) return there
    if (input.form === 'pledge' && input.received !== null && input.received !== '0')
      return fail('project-contribution.pledge', 'what came is no pledge any more', 'received')
    const made = await ctx.create(contribution, input)
    return made.ok ? ok({ record: made.value }) : made
  }),
  handle(receiveContribution, contribution, (ctx, input) => patch(ctx, contribution, input)),
]

export const projectsBindings: readonly Binding[] = [...projects, ...milestones, ...works]
