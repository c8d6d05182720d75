import { fail, ok, type Result } from '@basinet/kernel/contract'
import { handle, type Binding, type CommandContext } from '@basinet/kernel/record'
import { equipmentItem, type EquipmentItem } from '../contract/item.ts'
import { doTask, dropTask, planTask, stockPart } from '../contract/item-commands.ts'
import { actedOn, notAhead, outcome } from './parts.ts'

type Ctx = CommandContext<EquipmentItem>

const amend = async (ctx: Ctx, change: Partial<EquipmentItem>) => {
  const { id, rev, body } = actedOn(ctx)
  return outcome(await ctx.amend(equipmentItem, id, rev, { ...body, ...change }))
}
const noTask = (number: number) =>
  fail('equipment-item.task-absent', `no task ${number} in the plan`, 'number')

/** Errors: `equipment-item.part-absent`, `equipment-item.part-short`. */
function taken(
  parts: EquipmentItem['parts'],
  used: readonly { part: string; used: number }[],
): Result<EquipmentItem['parts']> {
  const left = [...parts]
  for (const { part, used: count } of used) {
    const index = left.findIndex((p) => p.part === part)
    const row = left[index]
    if (row === undefined) return fail('equipment-item.part-absent', `no part ${part} is kept`, 'parts')
    if (row.held < count)
      return fail('equipment-item.part-short', `${row.held} of part ${part} are there`, 'parts')
    left[index] = { ...row, held: row.held - count }
  }
  return ok(left)
}

export const upkeepBindings: readonly Binding[] = [
  handle(planTask, equipmentItem, async (ctx, input) => {
    if (input.everyHours === null && input.everyDays === null)
      return fail('equipment-item.interval', 'say after how many hours or days it is due', 'everyDays')
    const { plan } = actedOn(ctx).body
    const number = Math.max(0, ...plan.map((t) => t.number)) + 1
    return amend(ctx, { plan: [...plan, { number, ...input }] })
  }),
  handle(doTask, equipmentItem, async (ctx, { parts: used, ...done }) => {
    const then = notAhead(ctx, done.on, 'on')
    if (!then.ok) return then
    const { plan, parts, done: before } = actedOn(ctx).body
    const index = plan.findIndex((t) => t.number === done.number)
    const task = plan[index]
    if (task === undefined) return noTask(done.number)
    if (task.everyHours !== null && done.hours === null)
      return fail('equipment-item.hours-needed', 'this task runs by hours: say what the meter read', 'hours')
    const left = taken(parts, used)
    if (!left.ok) return left
    return amend(ctx, {
      plan: plan.with(index, { ...task, lastOn: done.on, lastHours: done.hours ?? task.lastHours }),
      done: [...before, { ...done, by: ctx.subject.person }],
      parts: left.value,
    })
  }),
  handle(dropTask, equipmentItem, async (ctx, { number }) => {
    const { plan } = actedOn(ctx).body
    if (!plan.some((t) => t.number === number)) return noTask(number)
    return amend(ctx, { plan: plan.filter((t) => t.number !== number) })
  }),
  handle(stockPart, equipmentItem, async (ctx, input) => {
    const { parts } = actedOn(ctx).body
    const index = parts.findIndex((p) => p.part === input.part)
    return amend(ctx, { parts: index < 0 ? [...parts, input] : parts.with(index, input) })
  }),
]
