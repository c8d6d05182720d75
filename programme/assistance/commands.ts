import { fail, ok, type Result } from '@basinet/kernel/contract'
import { handle, patch, type Binding, type CommandContext } from '@basinet/kernel/record'
import {
  agreeAssistance,
  assistance,
  checkEndUse,
  closeAssistance,
  handOver,
  refuseAssistance,
  requestAssistance,
  type Assistance,
} from './contract/assistance.ts'
import {
  clearVetting,
  rejectVetting,
  submitVetting,
  suspendVetting,
  vettingResult,
} from './contract/vetting-result.ts'
import { vettingStanding } from './vetting-standing.ts'

const RESULTS_MAX = 500
const day = (ctx: { readonly at: Date }): string => ctx.at.toISOString().slice(0, 10)

/** Whether the unit may receive it on this day; the refusal says which standing keeps it. */
async function released(ctx: CommandContext<Assistance>): Promise<Result<null>> {
  const { agreed, unit } = ctx.record?.body ?? {}
  if (agreed === null || agreed === undefined || unit === undefined)
    throw new Error('BUG: terms are agreed before a hand-over')
  const found = await ctx.list(vettingResult, {
    filters: [{ name: 'subject', op: 'eq', value: unit }],
    limit: RESULTS_MAX,
  })
  if (!found.ok) return found
  const results = found.value.items.map(({ body }) => body)
  const { state, releases } = vettingStanding(results, { subject: unit, ...agreed }, day(ctx))
  return releases
    ? ok(null)
    : fail(`assistance.vetting-${state}`, `vetting of ${unit} under ${agreed.rule ?? ''}: ${state}`)
}

const grants: readonly Binding[] = [
  handle(requestAssistance, assistance, async (ctx, input) => {
    if (input.requestedOn > day(ctx)) return fail('assistance.future', 'the day has not come', 'requestedOn')
    const body = {
      ...input,
      agreed: null,
      handOver: null,
      endUse: [],
      result: null,
      state: 'requested' as const,
    }
    const made = await ctx.create(assistance, body)
    return made.ok ? ok({ record: made.value }) : made
  }),
  handle(agreeAssistance, assistance, async (ctx, { agreed }) => {
    if (agreed.until !== null && agreed.until < agreed.from)
      return fail('assistance.period', 'it ends before it begins', 'agreed.until')
    if (agreed.sustainmentCost !== null && (agreed.sustainmentCurrency ?? agreed.sustainmentPayer) === null)
      return fail(
        'assistance.sustainment',
        'a cost has a currency and somebody who bears it',
        'agreed.sustainmentPayer',
      )
    return patch(ctx, assistance, { agreed, state: 'agreed' })
  }),
  handle(refuseAssistance, assistance, (ctx) => patch(ctx, assistance, { state: 'refused' })),
  handle(handOver, assistance, async (ctx, { handOver: signed }) => {
    if (signed.on > day(ctx)) return fail('assistance.future', 'the day has not come', 'handOver.on')
    if (signed.givenBy === signed.receivedBy)
      return fail('assistance.two', 'who gives and who receives are two', 'handOver.receivedBy')
    const free = await released(ctx)
    return free.ok ? patch(ctx, assistance, { handOver: signed, state: 'handed-over' }) : free
  }),
  handle(checkEndUse, assistance, async (ctx, input) =>
    input.on > day(ctx)
      ? fail('assistance.future', 'the day has not come', 'on')
      : patch(ctx, assistance, { endUse: [...(ctx.record?.body.endUse ?? []), input] }),
  ),
  handle(closeAssistance, assistance, (ctx, { result }) =>
    patch(ctx, assistance, { result, state: 'closed' }),
  ),
]

const vetting: readonly Binding[] = [
  handle(submitVetting, vettingResult, async (ctx, input) => {
    if (input.submitted > day(ctx)) return fail('vetting-result.future', 'the day has not come', 'submitted')
    if (input.of === 'unit' && input.subject !== input.unit)
      return fail('vetting-result.unit', 'a unit is vetted under its own name', 'subject')
    const made = await ctx.create(vettingResult, { ...input, decided: null, until: null, state: 'submitted' })
    return made.ok ? ok({ record: made.value }) : made
  }),
  handle(clearVetting, vettingResult, async (ctx, input) =>
    input.until < input.decided
      ? fail('vetting-result.term', 'the clearance ends before it begins', 'until')
      : patch(ctx, vettingResult, { ...input, state: 'cleared' }),
  ),
  handle(rejectVetting, vettingResult, (ctx, { decided }) =>
    patch(ctx, vettingResult, { decided, until: null, state: 'rejected' }),
  ),
  handle(suspendVetting, vettingResult, (ctx, { decided }) =>
    patch(ctx, vettingResult, { decided, until: null, state: 'suspended' }),
  ),
]

export const assistanceBindings: readonly Binding[] = [...grants, ...vetting]
