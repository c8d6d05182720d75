import { fail, ok, type Result } from '../contract/result.ts'
import type { StoredRecord } from '../contract/record.ts'
import type { Label } from '../contract/label.ts'
import { relabelBindings } from '../label/relabel.ts'
import { handle, type Binding, type CommandContext } from '../record/handler.ts'
import { correctExhibit, disposeExhibit, exhibitLabels, registerExhibit } from './contract/commands.ts'
import { custodyEvent } from './contract/custody-event.ts'
import { exhibit } from './contract/exhibit.ts'
import { onExhibit } from './handle-exhibit.ts'
import { beginCustody } from './origin.ts'
import { outcome, takeStep } from './step.ts'

/** How an exhibit begins by itself, how it ends, what was written down wrongly, and who may see it. */
export const recordBindings: readonly Binding[] = [
  handle(registerExhibit, exhibit, async (ctx, input) =>
    outcome(
      await beginCustody(ctx, input.exhibit, {
        kind: 'registered',
        from: input.from,
        place: input.place,
        at: input.at,
        label: ctx.labelFor(exhibit),
        origin: input.origin ?? null,
      }),
    ),
  ),
  onExhibit(correctExhibit, 'open', async ({ ctx, record, input }) => {
    const event = await ctx.get(custodyEvent, input.event)
    if (event === null || event.body.exhibit !== record.id)
      return fail('record.absent', `no custody-event ${input.event} of this exhibit`, 'event')
    const { place } = record.body
    return takeStep(
      ctx,
      record,
      { kind: 'corrected', place, corrects: input.event, condition: input.correction, reason: ctx.reason },
      {},
    )
  }),
  onExhibit(disposeExhibit, 'open', ({ ctx, record, input, at }) =>
    takeStep(
      ctx,
      record,
      {
        kind: input.manner,
        at,
        place: input.place,
        second: ctx.approver,
        from: record.body.holder,
        to: input.to ?? null,
        sealBefore: input.sealFound,
        sealAfter: input.manner === 'destroyed' ? null : input.sealFound,
        authority: input.authority,
        witness: input.witness,
        receipt: input.receipt ?? null,
        reason: ctx.reason,
      },
      {
        state: 'ended',
        endedAs: input.manner,
        holder: input.to ?? record.body.holder,
        seal: input.manner === 'destroyed' ? null : input.sealFound,
        dueBack: null,
        lender: null,
      },
    ),
  ),
  ...relabelBindings(exhibit, exhibitLabels, relabelEvents),
]

const PAGE = 200

/** Its events say as much as the exhibit does: they take its label with it. */
async function relabelEvents(
  ctx: CommandContext<unknown>,
  record: StoredRecord,
  label: Label,
): Promise<Result<null>> {
  let cursor: string | undefined
  do {
    const page = await ctx.list(custodyEvent, {
      filters: [{ name: 'exhibit', op: 'eq', value: record.id }],
      sort: 'sequence',
      limit: PAGE,
      ...(cursor === undefined ? {} : { cursor }),
    })
    if (!page.ok) return page
    for (const event of page.value.items) {
      const done = await ctx.amend(custodyEvent, event.id, event.rev, event.body, label)
      if (!done.ok) return done
    }
    cursor = page.value.next ?? undefined
  } while (cursor !== undefined)
  return ok(null)
}
