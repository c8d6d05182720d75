import { AUDITOR, CONTROLLER, OFFICER } from '@basinet/funding/contract/fields'

export const CAPABILITY = 'assistance'
export const LINE = 'programme'
export const READERS = [OFFICER, CONTROLLER, AUDITOR]
/** Give seats of courses, which a result releases (programme/training). */
export const SEATING = ['registrar', 'nominating-officer']
/** Keeps the results of human-rights vetting; sees no more than the result. */
export const VETTING = 'vetting-coordinator'
