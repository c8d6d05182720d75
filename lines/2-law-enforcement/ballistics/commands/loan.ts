import { combineLabels, fail, type Result } from '@basinet/kernel/contract'
import { exhibit, type Exhibit } from '@basinet/kernel/custody/contract'
import { handle, type Binding, type CommandContext, type Outcome } from '@basinet/kernel/record'
import {
  loan,
  permitLoan,
  receiveLoan,
  refuseLoan,
  requestLoan,
  returnLoan,
  sendLoan,
  type ExhibitLoan,
} from '../contract/loan.ts'
import { absent, acted, outcome } from './parts.ts'

async function step(
  ctx: CommandContext<ExhibitLoan>,
  change: Partial<ExhibitLoan>,
): Promise<Result<Outcome>> {
  const { id, rev, body } = acted(ctx)
  return outcome(await ctx.amend(loan, id, rev, { ...body, ...change }))
}

/** Whether custody tells the same as the loan does. */
async function inCustody(
  ctx: CommandContext<ExhibitLoan>,
  is: (thing: Exhibit) => boolean,
): Promise<Result<null>> {
  const thing = await ctx.get(exhibit, acted(ctx).body.exhibit)
  return thing !== null && is(thing.body)
    ? { ok: true, value: null }
    : fail('exhibit-loan.custody', 'the custody of the exhibit does not say so', 'exhibit')
}

/** Errors: `exhibit-loan.same-person`, `.permit`, `.custody`. */
export const loanBindings: readonly Binding[] = [
  handle(requestLoan, loan, async (ctx, input) => {
    const thing = await ctx.get(exhibit, input.exhibit)
    if (thing === null) return absent(exhibit.type, input.exhibit, 'exhibit')
    const label = combineLabels(thing.label.owner, [thing.label, ctx.labelFor(loan)])
    const blank = { exportPermit: null, importPermit: null, sentAt: null, receivedAt: null, returnedAt: null }
    return outcome(await ctx.create(loan, { ...input, ...blank, state: 'requested' }, { label }))
  }),
  handle(permitLoan, loan, async (ctx, input) => {
    if (acted(ctx).createdBy === ctx.subject.person)
      return fail('exhibit-loan.same-person', 'who asked for the loan does not permit it')
    for (const field of ['exportPermit', 'importPermit'] as const)
      if (Date.parse(input[field].validUntil) <= ctx.at.getTime())
        return fail('exhibit-loan.permit', 'the permit has run out', `${field}.validUntil`)
    return step(ctx, { ...input, state: 'permitted' })
  }),
  handle(refuseLoan, loan, (ctx) => step(ctx, { state: 'refused' })),
  handle(sendLoan, loan, async (ctx) => {
    const { exportPermit, importPermit } = acted(ctx).body
    const valid = [exportPermit, importPermit].every(
      (permit) => permit !== null && Date.parse(permit.validUntil) > ctx.at.getTime(),
    )
    if (!valid) return fail('exhibit-loan.permit', 'a permit has run out', 'exportPermit')
    const told = await inCustody(ctx, (thing) => thing.state === 'in-transit')
    return told.ok ? step(ctx, { sentAt: ctx.at.toISOString(), state: 'sent' }) : told
  }),
  handle(receiveLoan, loan, (ctx) => step(ctx, { receivedAt: ctx.at.toISOString(), state: 'received' })),
  handle(returnLoan, loan, async (ctx) => {
    const told = await inCustody(ctx, (thing) => thing.state === 'held' && thing.holder?.person !== null)
    return told.ok ? step(ctx, { returnedAt: ctx.at.toISOString(), state: 'returned' }) : told
  }),
]
