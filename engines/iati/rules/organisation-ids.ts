import { countryCodes } from '../codelists/rules.ts'
import type { OrganisationIds } from './ruleset.ts'

/** Jurisdictions of org-id.guide that are no country: international, multilateral, regional. */
const BEYOND_COUNTRIES = ['XI', 'XM', 'XR']
const jurisdictions = new Set([...countryCodes(), ...BEYOND_COUNTRIES])

/**
 * An organisation identifier begins with an agency's code. With the list of agencies it has to be one of them; without it
 * the form is judged: jurisdiction, agency, number (IATI Standard, "organisation identifiers").
 */
export function prefixFits(text: string, ids: OrganisationIds): boolean {
  const parts = text.trim().split('-')
  if (ids.prefixes !== undefined)
    return parts.some((_, n) => n > 0 && ids.prefixes?.has(parts.slice(0, n).join('-')) === true)
  return parts.length >= 3 && jurisdictions.has(parts[0] ?? '') && /^[A-Z0-9_]+$/.test(parts[1] ?? '')
}
