import type { Binding } from '../record/handler.ts'
import { openExhibit, produceExhibit, sealExhibit } from './contract/commands.ts'
import { onExhibit } from './handle-exhibit.ts'
import { sealIsNew, takeStep } from './step.ts'

/** Seals put on and broken, and an exhibit shown under its seal. */
export const sealingBindings: readonly Binding[] = [
  onExhibit(sealExhibit, 'holder', async ({ ctx, record, input, at }) => {
    const unused = await sealIsNew(ctx, input.seal, 'seal')
    if (!unused.ok) return unused
    return takeStep(
      ctx,
      record,
      {
        kind: record.body.state === 'held' && record.body.seal === null ? 'sealed' : 'resealed',
        at,
        place: input.place,
        from: record.body.holder,
        sealBefore: input.sealFound,
        sealAfter: input.seal,
        condition: input.condition,
        witness: input.witness ?? null,
      },
      { seal: input.seal, state: 'held' },
    )
  }),
  onExhibit(openExhibit, 'holder', ({ ctx, record, input, at }) =>
    takeStep(
      ctx,
      record,
      {
        kind: 'opened',
        at,
        place: input.place,
        from: record.body.holder,
        sealBefore: input.sealFound,
        purpose: input.purpose,
        witness: input.witness ?? null,
      },
      { seal: null, state: 'open' },
    ),
  ),
  onExhibit(produceExhibit, 'holder', ({ ctx, record, input, at }) =>
    takeStep(
      ctx,
      record,
      {
        kind: 'produced',
        at,
        place: input.place,
        from: record.body.holder,
        sealBefore: input.sealFound,
        sealAfter: input.sealFound,
        purpose: input.purpose,
      },
      { seal: input.sealFound },
    ),
  ),
]
