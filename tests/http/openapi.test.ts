import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestApp, type TestApp } from './open-app.ts'
import { operationsOf } from './requests.ts'

let test: TestApp
beforeAll(async () => {
  test = await openTestApp()
}, 300_000)
afterAll(() => test?.close())

type Document = Record<string, unknown> & { paths: Record<string, Record<string, unknown>> }
const document = (): Document => JSON.parse(JSON.stringify(test.app.swagger())) as Document

it('describes itself in OpenAPI 3.1 that another implementation finds valid', async () => {
  const validator = new Validator()
  const result = await validator.validate(document())
  expect(result.valid ? [] : result.errors).toEqual([])
  expect(validator.version).toBe('3.1')
  expect(Object.keys(document().paths).length).toBeGreaterThan(100)
})

it('writes its schemas as JSON Schema 2020-12 does', () => {
  const text = JSON.stringify(document())
  expect(text).toContain('"prefixItems":[')
  expect(text).not.toContain('"additionalItems"')
  expect(text).not.toContain('"items":[')
})

it('would not be found valid with a parameter in no place', async () => {
  const broken = document()
  const [path = ''] = Object.keys(broken.paths)
  broken.paths[path] = { get: { parameters: [{ name: 'x', in: 'nowhere' }], responses: {} } }
  expect((await new Validator().validate(broken)).valid).toBe(false)
})

it('names every operation once and says how it is protected', () => {
  const operations = operationsOf(test.app)
  const ids = operations.map((o) => o.id)
  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([])
  expect(operations.filter((o) => o.id.includes(' '))).toEqual([])
  expect(document()['security']).toEqual([{ session: [] }])
})
