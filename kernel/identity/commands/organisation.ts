import { fail, ok, type Result } from '../../contract/result.ts'
import type { StoredRecord } from '../../contract/record.ts'
import { handle, type Binding, type CommandContext, type Outcome } from '../../record/handler.ts'
import {
  agency,
  agencyAmend,
  agencyClose,
  agencyCreate,
  unit,
  unitAmend,
  unitClose,
  unitCreate,
} from '../records/organisation.ts'

/** The handler's answer where a record was written. */
export function outcome(written: Result<StoredRecord>, output?: unknown): Result<Outcome> {
  if (!written.ok) return written
  return ok(output === undefined ? { record: written.value } : { record: written.value, output })
}

/** The record a command acts on; the kernel has read it before the handler runs. */
export function acted<B>(ctx: CommandContext<B>): StoredRecord<B> {
  if (ctx.record === null) throw new Error('BUG: an act without its record')
  return ctx.record
}

/** Error `identity.unit`: the agency or unit is absent, closed, or does not belong together. */
export async function checkPlace(
  ctx: CommandContext<unknown>,
  agencyId: string,
  unitId: string | null,
): Promise<Result<null>> {
  const parent = await ctx.get(agency, agencyId)
  if (parent === null || parent.body.state !== 'active')
    return fail('identity.unit', 'no active agency', 'agency')
  if (unitId === null) return ok(null)
  const place = await ctx.get(unit, unitId)
  if (place === null || place.body.state !== 'active') return fail('identity.unit', 'no active unit', 'unit')
  return place.body.agency === agencyId
    ? ok(null)
    : fail('identity.unit', 'the unit belongs to another agency', 'unit')
}

export function organisationBindings(): Binding[] {
  return [
    handle(agencyCreate, agency, async (ctx, input) =>
      outcome(await ctx.create(agency, { ...input, state: 'active' })),
    ),
    handle(agencyAmend, agency, async (ctx, input) => {
      const { id, rev, body } = acted(ctx)
      return outcome(await ctx.amend(agency, id, rev, { ...body, ...input }))
    }),
    handle(agencyClose, agency, async (ctx) => {
      const { id, rev, body } = acted(ctx)
      const units = await ctx.list(unit, {
        filters: [
          { name: 'agency', op: 'eq', value: id },
          { name: 'state', op: 'eq', value: 'active' },
        ],
        limit: 1,
      })
      if (!units.ok) return units
      if (units.value.items.length > 0) return fail('identity.unit', 'close its units first')
      return outcome(await ctx.amend(agency, id, rev, { ...body, state: 'closed' }))
    }),
    handle(unitCreate, unit, async (ctx, input) => {
      const place = await checkPlace(ctx, input.agency, input.parent ?? null)
      if (!place.ok) return place
      return outcome(await ctx.create(unit, { ...input, parent: input.parent ?? null, state: 'active' }))
    }),
    handle(unitAmend, unit, async (ctx, input) => {
      const { id, rev, body } = acted(ctx)
      return outcome(await ctx.amend(unit, id, rev, { ...body, ...input }))
    }),
    handle(unitClose, unit, async (ctx) => {
      const { id, rev, body } = acted(ctx)
      return outcome(await ctx.amend(unit, id, rev, { ...body, state: 'closed' }))
    }),
  ]
}
