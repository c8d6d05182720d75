import { execFile, execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')
/** Read only and large: not copied. */
const LINKED = 'data'

export interface Ran {
  readonly code: number
  readonly out: string
}

/** A copy of the checkout with its own code and everybody's libraries. */
export interface Copy {
  readonly root: string
  write(path: string, text: string): void
  read(path: string): string
  /** Links a new workspace package, which `npm install` does in a checkout. */
  link(name: string, folder: string): void
  /** Runs a line of shell in it, with the `npx` of a checkout. */
  sh(line: string, env?: Readonly<Record<string, string>>): Promise<Ran>
  remove(): void
}

export function copyCheckout(): Copy {
  const root = mkdtempSync('/tmp/basinet-scaffold-')
  chmodSync(root, 0o755)
  for (const path of tracked()) {
    if (path.startsWith(`${LINKED}/`) || !existsSync(join(ROOT, path))) continue
    mkdirSync(dirname(join(root, path)), { recursive: true })
    cpSync(join(ROOT, path), join(root, path))
  }
  symlinkSync(join(ROOT, LINKED), join(root, LINKED))
  linkLibraries(root)
  writeNpx(root)
  return {
    root,
    write(path, text) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    },
    read: (path) => readFileSync(join(root, path), 'utf8'),
    link: (name, folder) => symlinkSync(join(root, folder), join(root, 'node_modules', name)),
    sh: (line, env = {}) => run(root, line, env),
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
}

function tracked(): string[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard']
  return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' })
    .split('\n')
    .filter((path) => path !== '')
}

/** Our own packages lead into the copy, all others to the libraries of the checkout. */
function linkLibraries(root: string): void {
  const from = join(ROOT, 'node_modules')
  const to = join(root, 'node_modules')
  mkdirSync(join(to, '@basinet'), { recursive: true })
  for (const name of readdirSync(from)) {
    if (name !== '@basinet' && name !== '.package-lock.json') symlinkSync(join(from, name), join(to, name))
  }
  for (const path of tracked().filter((p) =>
    /^(engines|kernel|network|lines|programme|apps)\/(.*\/)?package\.json$/.test(p),
  )) {
    const { name } = JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as { name: string }
    symlinkSync(join(root, dirname(path)), join(to, name))
  }
}

const NPX = `#!/bin/sh
name=$1; shift
case $name in
  basinet) exec node apps/cli/main.ts "$@" ;;
  vitest) exec node node_modules/vitest/vitest.mjs "$@" ;;
  *) exec "node_modules/.bin/$name" "$@" ;;
esac
`

/** As npx does in an installed checkout; the real one would look for the registry. */
function writeNpx(root: string): void {
  const shims = join(root, '.shims')
  mkdirSync(shims)
  writeFileSync(join(shims, 'npx'), NPX, { mode: 0o755 })
}

function run(root: string, line: string, env: Readonly<Record<string, string>>): Promise<Ran> {
  const path = [join(root, '.shims'), dirname(process.execPath), process.env['PATH']].join(':')
  return new Promise((done) => {
    execFile(
      'sh',
      ['-ec', line],
      {
        cwd: root,
        env: { PATH: path, HOME: process.env['HOME'], NO_COLOR: '1', ...env },
        maxBuffer: 16 * 1_048_576,
      },
      (error, stdout, stderr) =>
        done({ code: error === null ? 0 : Number(error.code ?? -1), out: `${stdout}${stderr}` }),
    )
  })
}
