import type { Binding, Core } from '@basinet/kernel/record'
import { academyBindings } from './commands/academy.ts'
import { attendanceBindings } from './commands/attendance.ts'
import { certificateBindings } from './commands/certificate.ts'
import { courseBindings } from './commands/course.ts'
import { editionBindings } from './commands/edition.ts'
import { instructorBindings } from './commands/instructor.ts'
import { nominationBindings } from './commands/nomination.ts'
import { seatBinding } from './commands/seats.ts'
import { skillBindings } from './commands/unit-skill.ts'
import type { VettingPort } from './contract/vetting.ts'

export const trainingBindings = (core: () => Core, vetting: VettingPort): readonly Binding[] => [
  ...courseBindings,
  ...editionBindings,
  seatBinding(vetting),
  ...attendanceBindings,
  ...nominationBindings(vetting),
  ...certificateBindings(core),
  ...instructorBindings,
  ...academyBindings(core),
  ...skillBindings,
]
