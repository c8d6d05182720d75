import { AUDITOR, CONTROLLER, OFFICER } from '@basinet/funding/contract/fields'

export const CAPABILITY = 'projects'
export const LINE = 'programme'
export const READERS = [OFFICER, CONTROLLER, AUDITOR]
