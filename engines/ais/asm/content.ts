/** A field's value in its unit; null = not available as that application encodes it. */
export type AsmValue = number | string | boolean | null

/** One group of a repeated part (a waypoint, a gauge, a sub-area, a sensor report). */
export type AsmRow = Record<string, AsmValue | AsmRow[]>

/**
 * The reading of an application-specific message: `name` of the layout (see asm/README in the package's README)
 * and its fields in scaled units. Repeated groups are arrays of rows.
 */
export interface AsmContent {
  name: string
  fields: AsmRow
}
