import { describe, expect, it } from 'vitest'
import { passwordWeakness } from './password-rule.ts'

const about = ['Ines Seagrape', 'i.seagrape', 'administrator']

describe('password rule', () => {
  it.each([
    'short',
    'fourteen chars',
    'aaaaaaaaaaaaaaaaaaaaaaa',
    'passwordpassword',
    'Password1234567890',
    'qwertyuiopasdfghjkl',
    'InesSeagrape12345',
    'abcdefghijklmnopqrstuvwxyz',
    'ababababababababab',
    'zyxwvutsrqponmlkjih',
    'administrator12345',
  ])('refuses "%s"', (password) => {
    expect(passwordWeakness(password, about)).not.toBeNull()
  })

  it.each([
    'tide turns at noon off Vigie',
    'correct horse battery staple',
    'kR7#vv0q!mZp2x8',
    'пять зелёных лодок',
    'lanmè a kalm jòdi a',
  ])('takes "%s"', (password) => {
    expect(passwordWeakness(password, about)).toBeNull()
  })

  it('asks for no kind of character and allows 64 and more', () => {
    expect(
      passwordWeakness('the quiet reef keeper walks north before dawn and counts pelicans', about),
    ).toBeNull()
    expect(passwordWeakness('x7'.repeat(200), about)).toContain('at most')
  })
})
