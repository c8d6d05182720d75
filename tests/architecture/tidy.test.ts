import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { repositoryFiles, ROOT, sourceFiles } from './source-files.ts'

const LINES_MAX = 400
const P95_MAX = 300
const MEDIAN_MAX = 110
const BLOB_MAX_BYTES = 1_048_576

/** What may not stand in code, with the cure. Patterns are split so that this file does not find itself. */
const BANNED: readonly (readonly [pattern: RegExp, cure: string])[] = [
  [
    new RegExp(':\\s*' + 'any\\b(?!-)|\\bas ' + 'any\\b|<' + 'any>'),
    'give it a type, or unknown and a check',
  ],
  [
    new RegExp('\\b(it|test|describe|suite)\\b[\\w.]*\\.(' + 'skip|only|todo)\\b'),
    'a skipped test is a comment: mend it or delete it',
  ],
  [new RegExp('@ts-' + '(ignore|expect-error|nocheck)'), 'mend the type'],
  [new RegExp('\\b(TO' + 'DO|FIX' + 'ME|XX' + 'X)\\b'), 'do it, or write an issue'],
  [new RegExp('Math\\.' + 'random\\('), 'randomness is handed in'],
  [new RegExp('catch *(\\([^)]*\\))? *\\{ *' + '\\}'), 'an error is answered or passed on'],
  [new RegExp('^export ' + 'default'), 'named exports only'],
]
const COMMENT = /^\s*(\*|\/\/|\/\*)/
const LEFTOVER = new RegExp('TO' + 'DO|FIX' + 'ME')
const DEFAULT_EXPORT_ALLOWED = /(^|\/)(vite|vitest)\.config\.ts$/

it('keeps to the code rules', () => {
  const wrong: string[] = []
  const files = sourceFiles()
  for (const file of files) {
    file.lines.forEach((line, i) => {
      if (COMMENT.test(line) && !LEFTOVER.test(line)) return
      for (const [pattern, cure] of BANNED) {
        if (!pattern.test(line)) continue
        if (line.startsWith('export ' + 'default') && DEFAULT_EXPORT_ALLOWED.test(file.path)) continue
        wrong.push(`${file.path}:${i + 1}: ${line.trim().slice(0, 80)}: ${cure}`)
      }
    })
    if (file.lines.length > LINES_MAX && !file.path.endsWith('.gen.ts'))
      wrong.push(`${file.path}: ${file.lines.length} lines, ${LINES_MAX} at most: split it by concept`)
  }
  expect(wrong).toEqual([])
  expect(files.length).toBeGreaterThan(100)
})

it('keeps files small', () => {
  const sizes = sourceFiles()
    .filter((f) => !f.path.endsWith('.gen.ts'))
    .map((f) => f.lines.length)
    .sort((a, b) => a - b)
  expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(MEDIAN_MAX)
  expect(sizes[Math.floor(sizes.length * 0.95)]).toBeLessThanOrEqual(P95_MAX)
})

it('holds no large blob, no key and no path of one machine', () => {
  const wrong: string[] = []
  const named = new RegExp('(^|[^A-Za-z0-9_.])/(wo' + 'rk|fa' + 'rm)/')
  for (const path of repositoryFiles('')) {
    const { size } = statSync(join(ROOT, path))
    if (size > BLOB_MAX_BYTES && !path.startsWith('data/geo/')) wrong.push(`${path}: ${size} bytes`)
    if (size > BLOB_MAX_BYTES || /\.(png|woff2?|jpg|pbf|ico)$/.test(path)) continue
    const text = readFileSync(join(ROOT, path), 'utf8')
    if (named.test(text)) wrong.push(`${path}: a path of one machine`)
    if (/-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/.test(text)) wrong.push(`${path}: a private key`)
  }
  expect(wrong).toEqual([])
})

it('gives every Markdown file one title', () => {
  const wrong = repositoryFiles('.md').filter((path) => {
    const outside = readFileSync(join(ROOT, path), 'utf8').replaceAll(/```[\s\S]*?```/g, '')
    return (outside.match(/^# /gm) ?? []).length !== 1
  })
  expect(wrong).toEqual([])
})
