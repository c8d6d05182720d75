import { fail, ok } from '@basinet/kernel/contract'
import { handle, type Binding } from '@basinet/kernel/record'
import { composeSheet, figuresOf, resultFiguresOf, type Sheet, type SheetRecords } from './compose.ts'
import { edition, publishSheet } from './contract/edition.ts'
import { LANGUAGES, SHEETS } from './language.ts'
import { pdfOf } from './pdf.ts'
import { readPublic } from './store.ts'

export const factSheetsBindings: readonly Binding[] = [
  handle(publishSheet, edition, async (ctx, { place, exercise = false }) => {
    if (!SHEETS.includes(place))
      return fail('fact-sheet-edition.place', `one of ${SHEETS.join(' ')} is expected`, 'place')
    const label = ctx.labelFor(edition, { class: 'public', ...(exercise ? { exercise } : {}) })
    const published = ctx.at.toISOString().slice(0, 10)
    const records = await readPublic(ctx.tx, place)
    const sheets = LANGUAGES.map(
      (l) => [l, composeSheet(place, l, records, published, label.exercise)] as const,
    )
    const [english] = sheets
    if (english === undefined) throw new Error('BUG: a sheet is in English')
    const unprintable = await whyUnprintable(
      sheets.map(([, sheet]) => sheet),
      ctx.at,
    )
    if (unprintable !== null) return fail('fact-sheet-edition.unprintable', unprintable, 'place')
    const before = await ctx.list(edition, {
      filters: [
        { name: 'place', op: 'eq', value: place },
        { name: 'state', op: 'eq', value: 'current' },
      ],
      limit: CURRENT_MAX,
    })
    if (!before.ok) return before
    const previous = before.value.items.find((one) => one.label.exercise === label.exercise)
    if (previous !== undefined) {
      const replaced = { ...previous.body, state: 'replaced' as const }
      const marked = await ctx.amend(edition, previous.id, previous.rev, replaced)
      if (!marked.ok) return marked
    }
    const figures = figuresOf(english[1])
    const results = resultFiguresOf(english[1])
    const mixed = mixedIn([...figures, ...results], records, label.exercise)
    if (mixed !== null) return fail('fact-sheet-edition.mixed', mixed, 'place')
    const body = {
      place,
      number: (previous?.body.number ?? 0) + 1,
      published,
      figures,
      results,
      sheets: Object.fromEntries(sheets.map(([l, sheet]) => [l, JSON.stringify(sheet)])),
      previous: previous?.id ?? null,
      state: 'current' as const,
    }
    const made = await ctx.create(edition, body, { label })
    return made.ok ? ok({ record: made.value }) : made
  }),
]

/** Current editions of a place: the one in earnest and the one of an exercise. */
const CURRENT_MAX = 2

/** A figure of the other kind on a sheet, in words; null where there is none. Looked at apart from what composed the sheet. */
export function mixedIn(
  figures: readonly { readonly entry: string }[],
  { entries, results }: SheetRecords,
  exercise: boolean,
): string | null {
  const label = new Map([...entries, ...results].map((one) => [one.id, one.label.exercise]))
  const odd = figures.find(({ entry }) => label.get(entry) !== exercise)
  if (odd === undefined) return null
  return `${odd.entry} is ${exercise ? 'no exercise record' : 'an exercise record'}: exercises and records in earnest are never on one sheet`
}

/** Why a sheet cannot be printed, by the longest of its languages; null where it can. What is published can be downloaded. */
async function whyUnprintable(sheets: readonly Sheet[], at: Date): Promise<string | null> {
  const length = (sheet: Sheet): number => JSON.stringify(sheet).length
  const longest = sheets.reduce((most, sheet) => (length(sheet) > length(most) ? sheet : most))
  try {
    await pdfOf(longest, at)
    return null
  } catch (error) {
    if (error instanceof RangeError) return error.message
    throw error
  }
}
