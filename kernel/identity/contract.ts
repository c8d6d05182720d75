import { defineCapability } from '../contract/line.ts'
import {
  breakGlass,
  breakGlassAsk,
  breakGlassEnd,
  breakGlassForLife,
  breakGlassReview,
} from './records/break-glass.ts'
import { dataSubjectRequest, REQUEST_COMMANDS } from './records/data-subject-request.ts'
import { nationParameter, nationParameterChange, nationParameterSet } from './records/nation-parameter.ts'
import {
  agency,
  agencyAmend,
  agencyClose,
  agencyCreate,
  unit,
  unitAmend,
  unitClose,
  unitCreate,
} from './records/organisation.ts'
import { PERSON_COMMANDS } from './records/person-commands.ts'
import { person } from './records/person.ts'
import { posting, postingBegin, postingEnd } from './records/posting.ts'
import { BASE_ROLES } from './records/roles.ts'

const records = [agency, unit, person, posting, nationParameter, dataSubjectRequest, breakGlass]
const commands = [
  agencyCreate,
  agencyAmend,
  agencyClose,
  unitCreate,
  unitAmend,
  unitClose,
  ...PERSON_COMMANDS,
  postingBegin,
  postingEnd,
  nationParameterSet,
  nationParameterChange,
  ...REQUEST_COMMANDS,
  breakGlassAsk,
  breakGlassForLife,
  breakGlassEnd,
  breakGlassReview,
]

/** People, units, rights, and what watches over them. Runs in the browser too. */
export const identityCapability = defineCapability({
  id: 'identity',
  line: 'node',
  records: records,
  commands: commands,
  roles: BASE_ROLES,
})

export { agency, unit, person, posting, nationParameter, dataSubjectRequest, breakGlass }
export type { PersonBody, Language } from './records/person.ts'
export type { Rights } from './records/rights.ts'
