import { expect, it } from 'vitest'
import type { HistoryItem } from '../../api/types.ts'
import { changesBetween } from './changes.ts'

const label = { owner: 'LCA', class: 'official', releaseTo: [] } as unknown as HistoryItem['label']

it('names what was changed, added and taken away, and nothing else', () => {
  const before = { body: { state: 'open', by: 'A', marks: ['x'], position: { lat: 13.9, lon: -61 } }, label }
  const after = {
    body: { state: 'closed', marks: ['x', 'y'], position: { lat: 13.9, lon: -61.1 }, remark: 'seen' },
    label: { ...label, releaseTo: ['BRB'] },
  }
  expect(changesBetween(before, after)).toEqual([
    { path: 'state', before: 'open', after: 'closed' },
    { path: 'by', before: 'A', after: undefined },
    { path: 'marks', before: ['x'], after: ['x', 'y'] },
    { path: 'position.lon', before: -61, after: -61.1 },
    { path: 'remark', before: undefined, after: 'seen' },
    { path: 'label.releaseTo', before: undefined, after: ['BRB'] },
  ])
})
