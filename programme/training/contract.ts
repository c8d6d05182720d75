import { defineCapability } from '@basinet/kernel/contract'
import { academy, amendAcademy, closeAcademy, endorseAcademy, registerAcademy } from './contract/academy.ts'
import {
  certificate,
  issueCertificate,
  recogniseCertificate,
  replaceCertificate,
  revokeCertificate,
} from './contract/certificate.ts'
import {
  amendCourse,
  course,
  defineCourse,
  endorseCourse,
  openCatalogue,
  publishCourse,
  retireCourse,
} from './contract/course.ts'
import {
  amendEdition,
  attendEdition,
  cancelEdition,
  closeEdition,
  edition,
  openEdition,
  planEdition,
  seatEdition,
} from './contract/edition.ts'
import { amendInstructor, endInstructor, instructor, registerInstructor } from './contract/instructor.ts'
import {
  arrangeNomination,
  assessNomination,
  followNomination,
  nomination,
  setVetting,
  submitNomination,
  withdrawNomination,
} from './contract/nomination.ts'
import { amendSkill, endSkill, needSkill, unitSkill } from './contract/unit-skill.ts'
import { AUDITOR, CAPABILITY, CREW_CHECK, INSTRUCTOR, LINE, NOMINATOR, REGISTRAR } from './contract/words.ts'

export type { Certificate } from './contract/certificate.ts'
export type { Course } from './contract/course.ts'
export type { Edition } from './contract/edition.ts'
export type { Nomination } from './contract/nomination.ts'
export { noVetting, VETTING_RESULTS, type VettingPort, type VettingResult } from './contract/vetting.ts'

/** Regional training: courses and seats, nominations, attendance, marks, certificates. */
export const trainingCapability = defineCapability({
  id: CAPABILITY,
  line: LINE,
  records: [course, edition, nomination, certificate, instructor, academy, unitSkill],
  commands: [
    openCatalogue,
    defineCourse,
    amendCourse,
    publishCourse,
    endorseCourse,
    retireCourse,
    planEdition,
    amendEdition,
    openEdition,
    seatEdition,
    attendEdition,
    closeEdition,
    cancelEdition,
    submitNomination,
    setVetting,
    arrangeNomination,
    assessNomination,
    withdrawNomination,
    followNomination,
    issueCertificate,
    recogniseCertificate,
    replaceCertificate,
    revokeCertificate,
    registerInstructor,
    amendInstructor,
    endInstructor,
    registerAcademy,
    amendAcademy,
    endorseAcademy,
    closeAcademy,
    needSkill,
    amendSkill,
    endSkill,
  ],
  roles: [
    { id: REGISTRAR, purposes: ['training'] },
    { id: NOMINATOR, purposes: ['training'] },
    { id: INSTRUCTOR, purposes: ['training'] },
    { id: AUDITOR, purposes: ['oversight', 'training'] },
    { id: CREW_CHECK, purposes: ['training'], heldBy: 'machine' },
  ],
})
