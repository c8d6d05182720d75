import { testSubject } from '@basinet/kernel/store/test-store'

const purpose = 'maritime-security'
export const watch = testSubject({ person: 'watch', purpose, roles: ['officer', 'watch-officer'] })
export const relief = testSubject({ person: 'relief', purpose, roles: ['officer', 'watch-officer'] })
export const chief = testSubject({
  person: 'chief',
  purpose,
  juvenile: true,
  roles: ['officer', 'watch-supervisor'],
})
export const commander = testSubject({ person: 'commander', purpose, roles: ['officer', 'commander'] })
export const boarder = testSubject({
  person: 'boarder',
  purpose,
  juvenile: true,
  roles: ['officer', 'boarding-officer'],
})

/** Somebody held whose age nobody has judged. */
export const PERSON = {
  number: 'P-1',
  name: null,
  nationality: 'VEN',
  language: 'Spanish',
  heldSince: '2026-11-24T20:00:00.000Z',
  age: 'not-assessed',
  ageBasis: null,
  apart: null,
}
