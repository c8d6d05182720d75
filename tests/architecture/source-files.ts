import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export const ROOT = join(import.meta.dirname, '../..')

export interface SourceFile {
  /** Path from the repository's root. */
  readonly path: string
  readonly text: string
  readonly lines: readonly string[]
}

/** Files git knows or would add, with these endings. */
export function repositoryFiles(...endings: string[]): string[] {
  const out = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 64 * 1_048_576,
  })
  return out.split('\n').filter((path) => path !== '' && endings.some((ending) => path.endsWith(ending)))
}

export function sourceFiles(): SourceFile[] {
  return repositoryFiles('.ts', '.tsx').map((path) => {
    const text = readFileSync(join(ROOT, path), 'utf8')
    return { path, text, lines: text.split('\n') }
  })
}
