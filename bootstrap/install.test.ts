import { expect, it } from 'vitest'
import { lockfilesAgree } from './install.js'

const LINUX = { platform: 'linux', arch: 'x64' }
const pg = { version: '8.0.0', integrity: 'sha512-a' }
const forMac = { version: '1.0.0', integrity: 'sha512-b', optional: true, os: ['darwin'], cpu: ['arm64'] }
const forLinux = { version: '1.0.0', integrity: 'sha512-c', optional: true, os: ['linux'], cpu: ['x64'] }
const forMusl = { ...forLinux, libc: ['musl'] }

it.each([
  ['the same packages', { 'node_modules/pg': pg }, { 'node_modules/pg': pg }, true],
  ['workspaces, which are not installed', { '': {}, kernel: { version: '1.0.0' } }, {}, true],
  ['a missing package', { 'node_modules/pg': pg }, {}, false],
  ['another version', { 'node_modules/pg': pg }, { 'node_modules/pg': { ...pg, version: '8.0.1' } }, false],
  [
    'another content',
    { 'node_modules/pg': pg },
    { 'node_modules/pg': { ...pg, integrity: 'sha512-x' } },
    false,
  ],
  ['a missing package inside a workspace', { 'kernel/node_modules/pg': pg }, {}, false],
  ['a package of another platform', { 'node_modules/mac': forMac }, {}, true],
  ['a package of another C library', { 'node_modules/musl': forMusl }, {}, true],
  ['a missing package of this platform', { 'node_modules/linux': forLinux }, {}, false],
])('compares lockfile and installation: %s', (_what, wanted, installed, agree) => {
  expect(lockfilesAgree(wanted, installed, LINUX)).toBe(agree)
})
