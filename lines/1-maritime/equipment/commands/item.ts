import { fail, type Result } from '@basinet/kernel/contract'
import { handle, type Binding, type CommandContext } from '@basinet/kernel/record'
import { equipmentItem, type EquipmentItem } from '../contract/item.ts'
import * as act from '../contract/item-commands.ts'
import { actedOn, notAhead, outcome } from './parts.ts'

type Ctx = CommandContext<EquipmentItem>

const amend = async (ctx: Ctx, change: Partial<EquipmentItem>) => {
  const { id, rev, body } = actedOn(ctx)
  return outcome(await ctx.amend(equipmentItem, id, rev, { ...body, ...change }))
}
const stamp = (ctx: Pick<Ctx, 'at' | 'subject'>) => ({ at: ctx.at.toISOString(), by: ctx.subject.person })
const FUEL = fail('equipment-item.fuel', 'more fuel than the tank holds', 'fuelL')

/** A unit has one item of a kind with a serial number. Errors: `equipment-item.serial-used`. */
async function serialFree(ctx: CommandContext<unknown>, kind: string, serial: string): Promise<Result<null>> {
  const filters = [
    { name: 'serial', op: 'eq' as const, value: serial },
    { name: 'kind', op: 'eq' as const, value: kind },
  ]
  const page = await ctx.list(equipmentItem, { filters, limit: 1 })
  if (!page.ok) return page
  return page.value.items.length > 0
    ? fail('equipment-item.serial-used', `there is a ${kind} with serial ${serial} already`, 'serial')
    : { ok: true, value: null }
}

const keeping = [
  handle(act.registerItem, equipmentItem, async (ctx, input) => {
    const free = await serialFree(ctx, input.kind, input.serial)
    if (!free.ok) return free
    const began = { holder: input.holder, place: input.place, reason: 'registered' }
    return outcome(
      await ctx.create(equipmentItem, {
        ...input,
        engineHours: null,
        hoursAt: null,
        fuelL: null,
        fuelAt: null,
        plan: [],
        done: [],
        parts: [],
        defects: [],
        custody: [{ ...stamp(ctx), ...began }],
        inspections: [],
        state: 'active',
      }),
    )
  }),
  handle(act.describeItem, equipmentItem, (ctx, input) => amend(ctx, input)),
  handle(act.handItem, equipmentItem, async (ctx, input) => {
    const { custody } = actedOn(ctx).body
    const { holder, place } = input
    return amend(ctx, { holder, place, custody: [...custody, { ...stamp(ctx), ...input }] })
  }),
  handle(act.readMeters, equipmentItem, async (ctx, { at, engineHours, fuelL }) => {
    const then = notAhead(ctx, at, 'at')
    if (!then.ok) return then
    const { body } = actedOn(ctx)
    if (engineHours !== null && body.engineHours !== null && engineHours < body.engineHours)
      return fail('equipment-item.hours', `the meter stood at ${body.engineHours} already`, 'engineHours')
    if (fuelL !== null && body.fuelCapacityL !== null && fuelL > body.fuelCapacityL) return FUEL
    return amend(ctx, {
      ...(engineHours === null ? {} : { engineHours, hoursAt: at }),
      ...(fuelL === null ? {} : { fuelL, fuelAt: at }),
    })
  }),
  handle(act.inspectItem, equipmentItem, async (ctx, input) => {
    const then = notAhead(ctx, input.on, 'on')
    if (!then.ok) return then
    const { person } = ctx.subject
    const { custody, inspections } = actedOn(ctx).body
    if (custody.at(-1)?.by === person)
      return fail('command.denied.same-person', 'who has it in charge does not inspect its end use')
    return amend(ctx, { inspections: [...inspections, { ...input, by: person }] })
  }),
  handle(act.loseItem, equipmentItem, (ctx) => amend(ctx, { state: 'lost' })),
  handle(act.findItem, equipmentItem, (ctx) => amend(ctx, { state: 'active' })),
  handle(act.disposeItem, equipmentItem, (ctx) => amend(ctx, { state: 'disposed' })),
]

const defects = [
  handle(act.reportDefect, equipmentItem, async (ctx, input) => {
    const { defects: known } = actedOn(ctx).body
    const blank = { closedAt: null, closedBy: null, remedy: null }
    return amend(ctx, {
      defects: [...known, { number: known.length + 1, ...input, ...stamp(ctx), ...blank }],
    })
  }),
  handle(act.closeDefect, equipmentItem, async (ctx, { number, remedy }) => {
    const { defects: known } = actedOn(ctx).body
    const index = known.findIndex((d) => d.number === number && d.closedAt === null)
    const defect = known[index]
    if (defect === undefined)
      return fail('equipment-item.defect-absent', `no open defect ${number}`, 'number')
    const { at, by } = stamp(ctx)
    return amend(ctx, { defects: known.with(index, { ...defect, closedAt: at, closedBy: by, remedy }) })
  }),
]

export const itemBindings: readonly Binding[] = [...keeping, ...defects]
