import { readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, it } from 'vitest'
import { repositoryFiles, ROOT, sourceFiles } from './source-files.ts'

/**
 * Who may import whom (DESIGN: engines ← kernel ← network ← lines, programme ← apps). A row names a room and the rooms it
 * may import by package name; a line reaches another line only through its `contract` face.
 */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  engines: ['engines'],
  kernel: ['engines'],
  network: ['engines', 'kernel'],
  lines: ['engines', 'kernel', 'network', 'lines/contract'],
  programme: ['engines', 'kernel', 'network', 'lines/contract', 'programme/contract'],
  apps: ['engines', 'kernel', 'network', 'lines', 'programme', 'apps'],
  bench: ['engines', 'kernel', 'network', 'lines', 'programme', 'apps'],
  tests: ['engines', 'kernel', 'network', 'lines', 'programme', 'apps'],
  data: ['engines'],
  bootstrap: [],
}

/** Room of each of our packages by its name, read from the workspaces themselves. */
const PACKAGES: Readonly<Record<string, string>> = Object.fromEntries(
  repositoryFiles('/package.json')
    .map((path) => {
      const { name } = JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as { name: string }
      return [name.replace('@basinet/', ''), path.split('/')[0] ?? ''] as const
    })
    .filter(([name]) => !name.startsWith('@')),
)

const IMPORT = /(?:from|import)\s*\(?\s*'([^']+)'/g

/** The package folder a file lies in: nothing outside it may be imported by a relative path. */
function packageOf(path: string): string {
  const parts = path.split('/')
  const depth =
    parts[0] === 'engines' || parts[0] === 'apps' || parts[0] === 'programme'
      ? 2
      : parts[0] === 'lines'
        ? 3
        : 1
  return parts.slice(0, Math.min(depth, parts.length - 1)).join('/')
}

function problems(): { seen: number; imports: number; wrong: string[] } {
  const wrong: string[] = []
  let imports = 0
  const files = sourceFiles()
  for (const file of files) {
    const room = file.path.split('/')[0] ?? ''
    const allowed = ALLOWED[room]
    if (allowed === undefined) {
      if (file.path.includes('/')) wrong.push(`${file.path}: room "${room}" is not in the table`)
      continue
    }
    for (const [, target = ''] of file.text.matchAll(IMPORT)) {
      imports++
      const fault = faultOf(file.path, room, allowed, target)
      if (fault !== null) wrong.push(`${file.path}: imports ${target}: ${fault}`)
    }
  }
  return { seen: files.length, imports, wrong }
}

function faultOf(path: string, room: string, allowed: readonly string[], target: string): string | null {
  if (target.startsWith('.')) {
    const at = normalize(join(dirname(path), target))
    const own = packageOf(path)
    const isTest = path.endsWith('.test.ts') || /\/test-|testing/.test(path)
    if (at.startsWith(`${own}/`) || (isTest && at.startsWith('tests/'))) return null
    // The console reads a capability's messages and screens through its build, and bench shares one helper folder.
    if (room === 'tests' || room === 'bench') return null
    return `leaves its package ${own}`
  }
  if (!target.startsWith('@basinet/')) return null
  const [, name = '', ...face] = target.split('/')
  const other = PACKAGES[name]
  if (other === undefined) return 'the package is not in the table'
  if (packageOf(path).endsWith(name)) return null
  // A capability's screens are built into the console and drawn with its parts.
  if (name === 'console' && /^(lines\/[^/]+\/[^/]+|programme\/[^/]+|network)\/screens\//.test(path))
    return null
  if (other === 'lines' && allowed.includes('lines/contract') && !allowed.includes('lines')) {
    return face[0] === 'contract' ? null : 'a line is reached only through its contract'
  }
  if (other === 'programme' && room === 'programme') {
    return face[0] === 'contract' ? null : 'a part of the programme is reached only through its contract'
  }
  return allowed.includes(other) ? null : `${room} may not import ${other}`
}

it('lets arrows point one way only', () => {
  const found = problems()
  expect(found.wrong).toEqual([])
  // An empty scan would pass anything: the tree has to have been read.
  expect(PACKAGES).toMatchObject({ kernel: 'kernel', picture: 'lines', ais: 'engines', cli: 'apps' })
  expect(found.seen).toBeGreaterThan(100)
  expect(found.imports).toBeGreaterThan(300)
})

it('would notice an arrow that points the wrong way', () => {
  expect(faultOf('engines/ais/x.ts', 'engines', ALLOWED['engines'] ?? [], '@basinet/kernel/store')).toMatch(
    /may not import/,
  )
  expect(
    faultOf('lines/1-maritime/picture/x.ts', 'lines', ALLOWED['lines'] ?? [], '@basinet/seizures'),
  ).toMatch(/only through its contract/)
  expect(
    faultOf('kernel/record/x.ts', 'kernel', ALLOWED['kernel'] ?? [], '../../apps/node/start.ts'),
  ).toMatch(/leaves its package/)
})
