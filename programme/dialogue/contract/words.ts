import { Type } from 'typebox'
import { AUDITOR, CONTROLLER, OFFICER } from '@basinet/funding/contract/fields'

export const CAPABILITY = 'dialogue'
export const LINE = 'programme'
/** Speaks for a donor: reads the donor register and, through the donor's view, what that donor funds. Changes nothing. */
export const REPRESENTATIVE = 'donor-representative'
export const READERS = [OFFICER, CONTROLLER, AUDITOR]
/** Who owes or is owed: a nation by ISO 3166-1 alpha-3, or a body by its letters (IMPACS, RSS, INL). */
export const Party = Type.String({ pattern: '^[A-Z][A-Z0-9-]{1,19}$' })
