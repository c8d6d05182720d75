import type { AgreementText } from './text.ts'

/** A reader as an agreement sees one: home nation, unit, and until when vetted (milliseconds, null: never). */
export interface Reader {
  readonly nation: string
  readonly unit: string
  readonly vettedUntil: number | null
}

/** The caveat that a copy under an agreement with named units carries here, and that their members hold. */
export function unitCaveat({ id, version }: Pick<AgreementText, 'id' | 'version'>): string {
  return `units:${id}@${version}`
}

/** May this unit read what came under the agreement? Asked at every read beside the label; both must allow. */
export function unitMayRead(text: AgreementText, reader: Reader, at: number): boolean {
  if (!text.parties.includes(reader.nation)) return false
  if (text.units === null) return true
  const unit = text.units.find((u) => u.nation === reader.nation && u.unit === reader.unit)
  if (unit === undefined) return false
  return !unit.vetted || (reader.vettedUntil !== null && at < reader.vettedUntil)
}
