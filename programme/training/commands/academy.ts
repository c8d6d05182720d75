import { randomUUID } from 'node:crypto'
import { addProof, endorsementCredential } from '@basinet/open-badges'
import { fail, ok } from '@basinet/kernel/contract'
import { handle, type Binding, type Core } from '@basinet/kernel/record'
import { academyKey } from '../academy-key.ts'
import { academy, amendAcademy, closeAcademy, endorseAcademy, registerAcademy } from '../contract/academy.ts'
import { acted, eq, outcome, readAll } from './shared.ts'

export const academyBindings = (core: () => Core): readonly Binding[] => [
  handle(registerAcademy, academy, async (ctx, input) => {
    const same = await readAll(ctx.tx, academy, [eq('name', input.name)], 1)
    if (same.length > 0) return fail('academy.known', `${input.name} is registered`, 'name')
    return outcome(await ctx.create(academy, { ...input, state: 'active' }))
  }),
  handle(amendAcademy, academy, async (ctx, input) => {
    const record = acted(ctx)
    return outcome(await ctx.amend(academy, record.id, record.rev, { ...input, state: 'active' }))
  }),
  handle(closeAcademy, academy, async (ctx) => {
    const record = acted(ctx)
    return outcome(await ctx.amend(academy, record.id, record.rev, { ...record.body, state: 'closed' }))
  }),
  handle(endorseAcademy, academy, async (ctx, { achievement, comment }) => {
    const record = acted(ctx)
    if (record.body.did !== null)
      return fail('academy.foreign', 'only an academy of this node vouches with its key')
    const key = academyKey(core())
    if (!key.ok) return key
    const made = endorsementCredential({
      id: `urn:uuid:${randomUUID()}`,
      issuer: { id: key.value.did, name: record.body.name },
      validFrom: `${ctx.at.toISOString().slice(0, 19)}Z`,
      name: record.body.name,
      endorses: achievement,
      comment,
    })
    return ok({ record, output: { credential: JSON.stringify(addProof(made, key.value.key, ctx.at)) } })
  }),
]
