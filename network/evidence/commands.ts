import { fail, ok, type Result, type StoredRecord } from '@basinet/kernel/contract'
import { handle, type Binding, type CommandContext, type Core } from '@basinet/kernel/record'
import { createAddressed } from '../sharing/address.ts'
import {
  askConversion,
  conversionDecision,
  conversionRequest,
  grantConversion,
  refuseConversion,
  withdrawConversion,
  withdrawDecision,
  type ConversionDecision,
  type ConversionRequest,
} from './contract.ts'

interface Item {
  readonly type: string
  readonly id: string
}

/**
 * Errors: `conversion-request.item` (not held here, or not of the nation that is asked), `conversion-decision.not-yours`, `.withdrawn`,
 * `.given`, `.item` (not asked for, or not ours), `.until`, `.uses`, those of addressing.
 */
export function evidenceBindings(core: () => Core): Binding[] {
  return [
    handle(askConversion, conversionRequest, async (ctx, input) => {
      for (const [i, item] of input.items.entries())
        if ((await ownerOf(core(), ctx, item)) !== input.to)
          return fail('conversion-request.item', `no ${item.type} of ${input.to} is held here`, `items.${i}`)
      const label = ctx.labelFor(conversionRequest)
      const body = { ...input, state: 'asked' as const }
      const made = await createAddressed(core(), ctx, {
        decl: conversionRequest,
        body,
        label,
        to: [input.to],
      })
      return made.ok ? ok({ record: made.value }) : made
    }),
    handle(withdrawConversion, conversionRequest, async (ctx) => {
      const asked = ctx.record
      if (asked === null) throw new Error('BUG: what is withdrawn was asked')
      const body = { ...asked.body, state: 'withdrawn' as const }
      const made = await ctx.amend(conversionRequest, asked.id, asked.rev, body)
      return made.ok ? ok({ record: made.value }) : made
    }),
    ...decisionBindings(core),
  ]
}

function decisionBindings(core: () => Core): Binding[] {
  return [
    handle(grantConversion, conversionDecision, async (ctx, input) => {
      const asked = await waiting(core(), ctx, input.request)
      if (!asked.ok) return asked
      const request = asked.value
      const { items, uses, conditions, certificate, validUntil = null } = input
      if (validUntil !== null && Date.parse(validUntil) <= ctx.at.getTime())
        return fail('conversion-decision.until', 'it ends in the future, or not', 'validUntil')
      const beyond = uses.find((use) => !request.body.uses.includes(use))
      if (beyond !== undefined)
        return fail('conversion-decision.uses', `"${beyond}" was not asked for`, 'uses')
      for (const [i, item] of items.entries()) {
        const named = request.body.items.some(({ type, id }) => type === item.type && id === item.id)
        if (!named || (await ownerOf(core(), ctx, item)) !== core().nation)
          return fail('conversion-decision.item', 'an own item that the request names', `items.${i}`)
      }
      return decided(core(), ctx, request, {
        items,
        decision: 'granted',
        uses,
        conditions,
        certificate,
        reason: '',
        validUntil,
      })
    }),
    handle(refuseConversion, conversionDecision, async (ctx, { request, reason }) => {
      const asked = await waiting(core(), ctx, request)
      if (!asked.ok) return asked
      const { items } = asked.value.body
      const none = { uses: [], conditions: '', certificate: null, validUntil: null }
      return decided(core(), ctx, asked.value, { items, decision: 'refused', reason, ...none })
    }),
    handle(withdrawDecision, conversionDecision, async (ctx) => {
      const given = ctx.record
      if (given === null) throw new Error('BUG: what is withdrawn was given')
      const body = { ...given.body, state: 'withdrawn' as const }
      const made = await ctx.amend(conversionDecision, given.id, given.rev, body)
      return made.ok ? ok({ record: made.value }) : made
    }),
  ]
}

type Decided = Pick<
  ConversionDecision,
  'items' | 'decision' | 'uses' | 'conditions' | 'certificate' | 'reason' | 'validUntil'
>

async function decided(
  core: Core,
  ctx: CommandContext<unknown>,
  request: StoredRecord<ConversionRequest>,
  what: Decided,
) {
  const made = await createAddressed(core, ctx, {
    decl: conversionDecision,
    body: {
      ...what,
      request: request.id,
      caseNumber: request.body.caseNumber,
      to: request.label.owner,
      decidedAt: ctx.at.toISOString(),
      state: 'given',
    },
    label: ctx.labelFor(conversionDecision),
    to: [request.label.owner],
  })
  return made.ok ? ok({ record: made.value }) : made
}

/** A request that waits for this nation's decision. */
async function waiting(
  core: Core,
  ctx: CommandContext<unknown>,
  id: string,
): Promise<Result<StoredRecord<ConversionRequest>>> {
  const asked = await ctx.get(conversionRequest, id)
  if (asked === null) return fail('record.absent', `no request ${id}`, 'request')
  if (asked.body.to !== core.nation || asked.label.owner === core.nation)
    return fail('conversion-decision.not-yours', `${asked.body.to} was asked`, 'request')
  if (asked.body.state === 'withdrawn')
    return fail('conversion-decision.withdrawn', 'the request was withdrawn', 'request')
  const filters = [
    { name: 'request', op: 'eq' as const, value: id },
    { name: 'state', op: 'eq' as const, value: 'given' },
  ]
  const before = await ctx.list(conversionDecision, { filters, limit: 1 })
  if (!before.ok) return before
  return before.value.items.length === 0
    ? ok(asked)
    : fail('conversion-decision.given', 'it was decided already; withdraw that decision first', 'request')
}

/** Owner of an item that line officers may find: who decides on it need not be cleared for its content. */
async function ownerOf(core: Core, ctx: CommandContext<unknown>, { type, id }: Item): Promise<string | null> {
  const { rows } = await ctx.tx.client.query<{ owner: string | null }>(
    'SELECT basinet.item_owner($1, $2) AS owner',
    [type, id],
  )
  return core.registry.record(type)?.realm === 'general' ? (rows[0]?.owner ?? null) : null
}
