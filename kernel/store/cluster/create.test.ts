import { expect, it } from 'vitest'
import { initdbArguments } from './create.ts'

it('asks for the builtin order where the server has it, and for the C library from before', () => {
  const current = initdbArguments(18, 'service', '/data', '/password', 'C.UTF-8')
  expect(current).toEqual(expect.arrayContaining(['--locale-provider=builtin', '--builtin-locale=C.UTF-8']))
  expect(current).toEqual(
    expect.arrayContaining(['--lc-collate=C', '--lc-ctype=C.UTF-8', '--data-checksums']),
  )
  const older = initdbArguments(15, 'service', '/data', '/password', 'C.UTF-8')
  expect(older.join(' ')).not.toContain('builtin')
  expect(older).toEqual(
    expect.arrayContaining(['--lc-collate=C.UTF-8', '--lc-ctype=C.UTF-8', '--encoding=UTF8']),
  )
})

it('lets only test clusters skip the flush to disk', () => {
  expect(initdbArguments(18, 'tests', '/data', '/password', 'C')).toContain('--no-sync')
  expect(initdbArguments(18, 'service', '/data', '/password', 'C')).not.toContain('--no-sync')
})
