import { fail } from '../../contract/result.ts'
import { handle, type Binding, type CommandContext } from '../../record/handler.ts'
import { listRecords } from '../../record/list.ts'
import type { Tx } from '../../store/store.ts'
import { nationParameter, nationParameterChange, nationParameterSet } from '../records/nation-parameter.ts'
import { acted, outcome } from './organisation.ts'

export interface NationValue {
  readonly value: number
  readonly source: string
}

/** What the nation set, or null while it has set nothing. There is no default. */
export async function nationValue(tx: Tx, name: string): Promise<NationValue | null> {
  const page = await listRecords<NationValue>(tx, nationParameter, {
    filters: [{ name: 'name', op: 'eq', value: name }],
    limit: 1,
  })
  const found = page.ok ? page.value.items[0] : undefined
  return found === undefined ? null : { value: found.body.value, source: found.body.source }
}

export function nationParameterBindings(): Binding[] {
  return [
    handle(nationParameterSet, nationParameter, async (ctx: CommandContext<unknown>, input) => {
      if ((await nationValue(ctx.tx, input.name)) !== null)
        return fail('identity.parameter-set', `${input.name} is set already; change it`, 'name')
      return outcome(await ctx.create(nationParameter, input))
    }),
    handle(nationParameterChange, nationParameter, async (ctx, input) => {
      const { id, rev, body } = acted(ctx)
      return outcome(await ctx.amend(nationParameter, id, rev, { ...body, ...input }))
    }),
  ]
}
