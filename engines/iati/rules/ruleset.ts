/** A ruleset document as IATI publishes it (IATI-Rulesets SPEC, JS edition); both spellings of a rule's name are read. */
export type RulesetDocument = Readonly<
  Record<string, Readonly<Record<string, { readonly cases: readonly RuleCase[] }>>>
>

export interface RuleCase {
  readonly condition?: string
  readonly idCondition?: string
  readonly paths?: readonly string[]
  readonly prefix?: readonly string[]
  readonly excluded?: readonly string[]
  readonly less?: string
  readonly more?: string
  readonly date?: string
  readonly start?: string
  readonly end?: string
  readonly regex?: string
  readonly sum?: number
  readonly min?: number
  readonly max?: number
  readonly one?: string
  readonly all?: string
  readonly if?: string
  readonly then?: string
  readonly separator?: string
  readonly foreach?: string
  readonly subs?: readonly string[]
  readonly do?: Readonly<Record<string, { readonly cases: readonly RuleCase[] }>>
  readonly ruleInfo?: { readonly id: string; readonly severity: string; readonly message: string }
}

/** What the published identifier lists would answer; without one the form of an identifier is judged alone. */
export interface OrganisationIds {
  /** Agency prefixes of org-id.guide, e.g. `XM-DAC`. */
  readonly prefixes?: ReadonlySet<string>
  /** Identifiers of publishers of the IATI registry. */
  readonly publishers?: ReadonlySet<string>
}
