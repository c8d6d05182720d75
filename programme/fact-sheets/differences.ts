import type { Edition } from './contract/edition.ts'

type Figure = Edition['figures'][number]

export interface Differences {
  readonly added: readonly Figure[]
  readonly gone: readonly Figure[]
  readonly changed: readonly { readonly before: Figure; readonly now: Figure }[]
}

/** Figures that an edition prints and the one before did not, no more, or otherwise; told by the record each stands in. */
export function differencesOf(before: readonly Figure[], now: readonly Figure[]): Differences {
  const old = new Map(before.map((figure) => [figure.entry, figure]))
  const held = new Set(now.map((figure) => figure.entry))
  return {
    added: now.filter((figure) => !old.has(figure.entry)),
    gone: before.filter((figure) => !held.has(figure.entry)),
    changed: now.flatMap((figure) => {
      const was = old.get(figure.entry)
      return was === undefined || was.printed === figure.printed ? [] : [{ before: was, now: figure }]
    }),
  }
}
