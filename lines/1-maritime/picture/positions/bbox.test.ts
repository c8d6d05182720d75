import { expect, test } from 'vitest'
import { must } from '@basinet/kernel/contract'
import { inBBox, parseBBox } from './bbox.ts'

test.each([
  ['-62,13,-60,15', -61, 14, true],
  ['-62,13,-60,15', -59, 14, false],
  ['170,-10,-170,10', 175, 0, true],
  ['170,-10,-170,10', -175, 0, true],
  ['170,-10,-170,10', 0, 0, false],
  ['170,-10,190,10', -175, 0, true],
  ['-400,-90,400,90', 3, 3, true],
  ['-62,13,-10,-60,15,100', -61, 14, true],
  ['-62,13,-10,-60,15,100', -59, 14, false],
])('%s holds %d,%d: %s', (text, lon, lat, holds) => {
  expect(inBBox(must(parseBBox(text)), lon, lat)).toBe(holds)
})

test.each([
  '',
  '1,2,3',
  '1,2,3,x',
  '1,,3,4',
  '0,10,0,5',
  '0,-91,0,5',
  '0,0,1e9,1',
  'NaN,0,1,1',
  '1,2,3,4,5',
  '1,2,x,3,4,5',
  '1,2,3,4,5,6,7',
])('"%s" is refused', (text) => {
  expect(parseBBox(text)).toMatchObject({ ok: false, error: { code: 'bbox.form', field: 'bbox' } })
})
