import { fail, ok } from '@basinet/kernel/contract'
import { handle, type Binding } from '@basinet/kernel/record'
import { composeSheet, figuresOf } from './compose.ts'
import { edition, publishSheet } from './contract/edition.ts'
import { LANGUAGES, SHEETS } from './language.ts'
import { readPublic } from './store.ts'

export const factSheetsBindings: readonly Binding[] = [
  handle(publishSheet, edition, async (ctx, { place }) => {
    if (!SHEETS.includes(place))
      return fail('fact-sheet-edition.place', `one of ${SHEETS.join(' ')} is expected`, 'place')
    const label = ctx.labelFor(edition, { class: 'public' })
    const published = ctx.at.toISOString().slice(0, 10)
    const entries = await readPublic(ctx.tx, place)
    const sheets = LANGUAGES.map(
      (l) => [l, composeSheet(place, l, entries, published, label.exercise)] as const,
    )
    const [english] = sheets
    if (english === undefined) throw new Error('BUG: a sheet is in English')
    const before = await ctx.list(edition, {
      filters: [
        { name: 'place', op: 'eq', value: place },
        { name: 'state', op: 'eq', value: 'current' },
      ],
      limit: 1,
    })
    if (!before.ok) return before
    const [previous] = before.value.items
    if (previous !== undefined) {
      const replaced = { ...previous.body, state: 'replaced' as const }
      const marked = await ctx.amend(edition, previous.id, previous.rev, replaced)
      if (!marked.ok) return marked
    }
    const body = {
      place,
      number: (previous?.body.number ?? 0) + 1,
      published,
      figures: figuresOf(english[1]),
      sheets: Object.fromEntries(sheets.map(([l, sheet]) => [l, JSON.stringify(sheet)])),
      previous: previous?.id ?? null,
      state: 'current' as const,
    }
    const made = await ctx.create(edition, body, { label })
    return made.ok ? ok({ record: made.value }) : made
  }),
]
