import type { Core } from '../../record/core.ts'
import { fail } from '../../contract/result.ts'
import { handle, type Binding, type CommandContext } from '../../record/handler.ts'
import { listRecords } from '../../record/list.ts'
import type { Tx } from '../../store/store.ts'
import type { Registry } from '../../record/registry.ts'
import {
  DORMANT_DAYS,
  EXTENSION_DAYS,
  nationParameter,
  nationParameterChange,
  nationParameterSet,
  RESPONSE_DAYS,
} from '../records/nation-parameter.ts'
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

const OWN: readonly string[] = [RESPONSE_DAYS, EXTENSION_DAYS, DORMANT_DAYS]
const RETENTION = 'retention.'

/** Whether anything goes by it: a misspelt name would be set, approved, and do nothing. */
function isKnown(name: string, registry: Registry): boolean {
  if (name.startsWith(RETENTION))
    return registry
      .records()
      .some(({ retention }) => retention.kind === 'nation-sets' && retention.parameter === name)
  const [capability] = name.split('.')
  return OWN.includes(name) || registry.capabilities.some((c) => c.id === capability && c.id !== 'identity')
}

export function nationParameterBindings(late: { readonly core: () => Core }): Binding[] {
  return [
    handle(nationParameterSet, nationParameter, async (ctx: CommandContext<unknown>, input) => {
      if (!isKnown(input.name, late.core().registry))
        return fail(
          'identity.parameter-unknown',
          `nothing here goes by ${input.name}; expected ${OWN.join(', ')}, retention. and a record type, or a capability and its own name`,
          'name',
        )
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
