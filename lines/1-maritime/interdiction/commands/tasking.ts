import type { HeldElsewhere } from '@basinet/equipment/contract'
import { fail, type Result } from '@basinet/kernel/contract'
import { handle, type Binding, type CommandContext } from '@basinet/kernel/record'
import { maritimeAsset, type MaritimeAsset } from '../contract/asset.ts'
import { acknowledgeTask, taskAsset } from '../contract/interdiction-commands.ts'
import { interdiction, type Interdiction } from '../contract/interdiction.ts'
import type { Action } from '../contract/words.ts'
import { assetProblems } from '../law/crew-check.ts'
import { actedOn, logged, outcome } from './acted-on.ts'
import { certificatesOf, readRegisters, upkeepOf } from './upkeep.ts'
import { mayAt, readMatrix, REFUSALS } from './matrix.ts'

/** Who is in danger is helped whatever flag and zone (SOLAS V/33; UNCLOS art. 98). */
const DUTY = 'duty to save life at sea (UNCLOS art. 98, SOLAS V/33)'

type Ctx = CommandContext<Interdiction>

/** What an order rests on. Errors: `interdiction.authority-*`, `interdiction.rescue-first`. */
async function groundsFor(
  ctx: Ctx,
  body: Interdiction,
  action: Action | 'rescue',
  position: Interdiction['position'],
): Promise<Result<string>> {
  if (action === 'rescue') return { ok: true, value: DUTY }
  if (body.state === 'rescue')
    return fail('interdiction.rescue-first', 'life is at risk: only a rescue is tasked now', 'action')
  const matrix = await readMatrix(ctx)
  if (!matrix.ok) return matrix
  const may = mayAt(matrix.value, body, action, position, ctx.at.getTime())
  return may.may
    ? { ok: true, value: may.text }
    : fail(`interdiction.authority-${may.code}`, REFUSALS[may.code], 'action')
}

/** Errors: `interdiction.asset-absent`, `interdiction.asset-down`, `interdiction.asset-grounded`, `interdiction.asset-equipment`, `interdiction.asset-unqualified`. */
async function fitAsset(ctx: Ctx, id: string, elsewhere: HeldElsewhere): Promise<Result<MaritimeAsset>> {
  const asset = await ctx.get(maritimeAsset, id)
  if (asset === null || asset.body.state !== 'active')
    return fail('interdiction.asset-absent', 'no such asset', 'asset')
  const registers = await readRegisters(ctx)
  if (!registers.ok) return registers
  const upkeep = upkeepOf(id, registers.value, new Map())
  const certificates = await certificatesOf(upkeep.crew, ctx.at.getTime(), elsewhere)
  const [problem] = assetProblems(asset.body, ctx.at.getTime(), { ...upkeep, certificates })
  if (problem === undefined) return { ok: true, value: asset.body }
  const text = 'text' in problem ? `${asset.body.name}: ${problem.text}` : `${asset.body.name} is not ready`
  return fail(`interdiction.asset-${problem.code}`, text, 'asset')
}

export const taskingBindings = (elsewhere: HeldElsewhere): readonly Binding[] => [
  handle(taskAsset, interdiction, async (ctx, input) => {
    const { id, rev, body } = actedOn(ctx)
    const asset = await fitAsset(ctx, input.asset, elsewhere)
    if (!asset.ok) return asset
    const authority = await groundsFor(ctx, body, input.action, input.position ?? body.position)
    if (!authority.ok) return authority
    const tasking = {
      ...input,
      tasking: body.taskings.length + 1,
      name: asset.value.name,
      authority: authority.value,
      state: 'given' as const,
      at: ctx.at.toISOString(),
      by: ctx.subject.person,
      answeredAt: null,
      answeredBy: null,
      remark: null,
    }
    const state = body.state === 'open' ? ('tasked' as const) : body.state
    const text = `${asset.value.name}: ${input.action}. ${input.order}`.slice(0, 2000)
    const next = logged(
      ctx,
      { ...body, taskings: [...body.taskings, tasking], state },
      { text, position: input.position },
    )
    return next.ok ? outcome(await ctx.amend(interdiction, id, rev, next.value)) : next
  }),
  handle(acknowledgeTask, interdiction, async (ctx, { tasking: number, answer, answeredBy, remark }) => {
    const { id, rev, body } = actedOn(ctx)
    const index = body.taskings.findIndex((t) => t.tasking === number)
    const given = body.taskings[index]
    if (given === undefined)
      return fail('interdiction.tasking-absent', `there is no tasking ${number}`, 'tasking')
    const from = answer === 'ended' ? ['given', 'acknowledged'] : ['given']
    if (!from.includes(given.state))
      return fail('interdiction.tasking-state', `tasking ${number} is ${given.state}`, 'answer')
    const taskings = body.taskings.with(index, {
      ...given,
      state: answer,
      answeredAt: ctx.at.toISOString(),
      answeredBy,
      remark,
    })
    const text = `${given.name}: ${answer} by ${answeredBy}${remark === null ? '' : `. ${remark}`}`
    const next = logged(ctx, { ...body, taskings }, { text, source: 'asset' })
    return next.ok ? outcome(await ctx.amend(interdiction, id, rev, next.value)) : next
  }),
]
