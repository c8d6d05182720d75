import { fail, ok, type Result } from '../contract/result.ts'
import type { Binding } from '../record/handler.ts'
import { analyseExhibit, divideExhibit } from './contract/commands.ts'
import type { Quantity } from './contract/words.ts'
import { onExhibit } from './handle-exhibit.ts'
import { beginCustody } from './origin.ts'
import { takeStep } from './step.ts'

/** Examinations, what they use up, and parts divided off as exhibits of their own. */
export const analysisBindings: readonly Binding[] = [
  onExhibit(analyseExhibit, 'holder', async ({ ctx, record, input, at }) => {
    const fits = checkLeft(record.body.quantity, [], input.quantityLeft)
    if (!fits.ok) return fits
    return takeStep(
      ctx,
      record,
      {
        kind: 'analysed',
        at,
        place: input.place,
        from: record.body.holder,
        purpose: input.purpose,
        condition: input.condition,
        quantity: input.quantityLeft ?? null,
        witness: input.witness ?? null,
      },
      {},
    )
  }),
  onExhibit(divideExhibit, 'holder', async ({ ctx, record, input, at }) => {
    const parts = input.parts.flatMap((part) => part.quantity ?? [])
    const fits = checkLeft(record.body.quantity, parts, input.quantityLeft)
    if (!fits.ok) return fits
    let parent = record
    for (const [i, part] of input.parts.entries()) {
      const { holder } = record.body
      const child = await beginCustody(ctx, part, {
        kind: 'derived',
        from: holder,
        to: holder,
        place: input.place,
        at,
        label: record.label,
        origin: record.body.origin,
        parent: record.id,
        witness: input.witness,
      })
      if (!child.ok) return child
      const last = i === input.parts.length - 1
      const step = await takeStep(
        ctx,
        parent,
        {
          kind: 'divided',
          at,
          place: input.place,
          from: holder,
          purpose: input.purpose,
          child: child.value.id,
          quantity: last ? (input.quantityLeft ?? null) : null,
          witness: input.witness ?? null,
        },
        {},
      )
      if (!step.ok) return step
      parent = step.value
    }
    return ok(parent)
  }),
]

/** Rounding of decimal fractions in binary; far below anything weighed. */
const TOLERANCE = 1e-9

/** Like is added to like only: amounts in another unit than the exhibit's are not compared. Errors: `custody.more-than-there-is`. */
function checkLeft(
  whole: Quantity | null,
  parts: readonly Quantity[],
  left: Quantity | undefined,
): Result<null> {
  if (whole === null) return ok(null)
  const like = [...parts, ...(left === undefined ? [] : [left])].filter((q) => q.unit === whole.unit)
  const sum = like.reduce((total, q) => total + q.value, 0)
  return sum > whole.value * (1 + TOLERANCE)
    ? fail(
        'custody.more-than-there-is',
        `${sum} ${whole.unit} of ${whole.value} ${whole.unit}`,
        'quantityLeft',
      )
    : ok(null)
}
