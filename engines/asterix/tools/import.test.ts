import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sharedData, sharedPresent } from '../../../tests/data/shared.ts'
import { definition } from './ast-definition.ts'
import { astTree } from './ast-tree.ts'
import { importSpecification } from './import-specification.ts'
import { specificationText } from './write-specification.ts'

const SPEC = join(import.meta.dirname, '../spec')
const EXTRA = join(import.meta.dirname, 'extra')

function textsIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ast'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
}

describe.runIf(sharedPresent)('specification texts', () => {
  it('give what stands in spec/', () => {
    const root = sharedData('maritime/asterix-specs') ?? ''
    const folders = readdirSync(root).filter((name) => /^cat\d{3}$/.test(name))
    expect(folders.length).toBe(18)
    for (const name of folders) {
      const spec = importSpecification([...textsIn(join(root, name)), ...textsIn(join(EXTRA, name))])
      expect(specificationText(spec)).toBe(readFileSync(join(SPEC, `${name}.json`), 'utf8'))
    }
  })
})

describe.runIf(!sharedPresent)('specification texts (data absent)', () => {
  it('are recorded as absent', () => {
    expect(sharedData('maritime/asterix-specs')).toBeNull()
  })
})

describe('definitions', () => {
  it('reads steps, units and limits', () => {
    const [node] = astTree('element 16\n    signed quantity 25/2^2 "ft" >= -1500 < 150000')
    expect(definition(node!)).toEqual({
      bits: 16,
      content: { as: 'signed', lsb: [25, 4], unit: 'ft', min: -1500, below: 150_000 },
    })
  })

  it('names the line of what it does not know', () => {
    const [node] = astTree('group\n    A ""\n        element 8\n            colour')
    expect(() => definition(node!)).toThrow('line 4: expected a content, found "colour"')
  })

  it('does not read the words of the standard', () => {
    const [item] = astTree(
      '010 "X"\n    definition\n        element 8\n            raw\n    element 16\n        raw',
    )
    expect(item!.children.map((child) => child.text)).toEqual(['element 16'])
  })
})
