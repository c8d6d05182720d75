import { EDITIONS } from '../generated/index.gen.ts'
import type { EditionCode } from '../runtime/edition-code.ts'

const BY_CATEGORY: readonly (readonly EditionCode[])[] = Array.from({ length: 256 }, (_, category) =>
  EDITIONS.filter((edition) => edition.category === category),
)

/** Editions carried of a category, the newest first; empty for a category that is not carried. */
export function editionsOf(category: number): readonly EditionCode[] {
  return NEWEST_FIRST[category] ?? []
}

const NEWEST_FIRST = BY_CATEGORY.map((editions) => editions.toReversed())

export function findEdition(category: number, edition: string): EditionCode | null {
  return editionsOf(category).find((code) => code.edition === edition) ?? null
}
