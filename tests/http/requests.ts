import fc from 'fast-check'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { mutated, mutation, nastyPiece, nastyValue } from './nasty.ts'
import { allowedBy, type Known, type Schema } from './schema-arbitrary.ts'

export interface Operation {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly parameters: readonly Parameter[]
  readonly body: Schema | null
}

interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly schema: Schema
}

/** Answers that do not end by themselves; security.test.ts opens them over a real connection. */
export const STREAMS: readonly string[] = ['live', 'picture-stream']

/** Every operation of the node's own OpenAPI document. */
export function operationsOf(app: FastifyInstance): Operation[] {
  const paths = (
    JSON.parse(JSON.stringify(app.swagger())) as { paths: Record<string, Record<string, unknown>> }
  ).paths
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => {
      const operation = described as {
        operationId?: string
        parameters?: Parameter[]
        requestBody?: { content: Record<string, { schema: Schema }> }
      }
      return {
        id: operation.operationId ?? `${method} ${path}`,
        method: method.toUpperCase(),
        path,
        parameters: operation.parameters ?? [],
        body: operation.requestBody?.content['application/json']?.schema ?? null,
      }
    }),
  )
}

export interface Request extends InjectOptions {
  readonly operation: string
  readonly url: string
}

/** One request to the operation: valid, nearly valid or garbage. */
export function requestTo(
  operation: Operation,
  known: Known,
  cookies: readonly string[],
): fc.Arbitrary<Request> {
  return fc
    .record({
      path: pathOf(operation, known),
      query: queryOf(operation, known),
      headers: headersOf(operation, known, cookies),
      body: operation.method === 'GET' ? fc.constant(undefined) : bodyOf(operation, known),
    })
    .map(({ path, query, headers, body }) => ({
      operation: operation.id,
      method: operation.method as 'GET',
      url: `${path}${query === '' ? '' : `?${query}`}`,
      headers: { ...(body === undefined ? {} : { 'content-type': body.type }), ...headers },
      ...(body === undefined ? {} : { payload: body.payload }),
    }))
}

const text = (value: unknown): string =>
  encodeURIComponent((typeof value === 'string' ? value : JSON.stringify(value)).toWellFormed())

function pathOf(operation: Operation, known: Known): fc.Arbitrary<string> {
  const parameters = operation.parameters.filter((p) => p.in === 'path')
  const values = parameters.map((p) =>
    fc.oneof(
      { weight: 5, arbitrary: allowedBy(p.schema, known).map(text) },
      { weight: 1, arbitrary: nastyPiece },
    ),
  )
  return fc
    .tuple(...values)
    .map((chosen) =>
      parameters.reduce((path, p, i) => path.replace(`{${p.name}}`, () => chosen[i] ?? ''), operation.path),
    )
}

function queryOf(operation: Operation, known: Known): fc.Arbitrary<string> {
  const pairs = operation.parameters
    .filter((p) => p.in === 'query')
    .map((p) => {
      const value = fc.oneof(
        { weight: 4, arbitrary: allowedBy(p.schema, known).map(text) },
        { weight: 1, arbitrary: nastyPiece },
      )
      return fc
        .option(value, { nil: null, freq: p.required === true ? 20 : 1 })
        .map((v) => (v === null ? null : `${p.name}=${v}`))
    })
  const odd = fc.option(
    fc.oneof(
      fc.tuple(nastyPiece, nastyPiece).map(([k, v]) => `${k}=${v}`),
      fc.constantFrom('a[b]=c', 'limit=1&limit=2', '&&&', '='),
    ),
    { nil: null, freq: 8 },
  )
  const anyOfThem = fc.tuple(...pairs, odd).map((all) => all.filter((pair) => pair !== null).join('&'))
  return anyOfThem
}

function headersOf(
  operation: Operation,
  known: Known,
  cookies: readonly string[],
): fc.Arbitrary<Record<string, string>> {
  const declared = operation.parameters
    .filter((p) => p.in === 'header')
    .map((p) => allowedBy(p.schema, known).map((v) => [p.name, String(v)] as const))
  const cookie = fc.oneof(
    { weight: 18, arbitrary: fc.constantFrom(...cookies) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('', 'basinet_session=', `basinet_session=${'x'.repeat(43)}`, ';;;='),
    },
  )
  const guard = fc.oneof(
    { weight: 18, arbitrary: fc.constant('1') },
    { weight: 1, arbitrary: fc.constantFrom('', '0', '1,1') },
  )
  const odd = fc.oneof(
    { weight: 12, arbitrary: fc.constant({}) },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom('bytes=0-', 'bytes=-1', 'bytes=9-1', 'bytes=99999999999999999999-', 'x=1-2')
        .map((range) => ({ range })),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom('*/*', 'text/html', ';;', 'a'.repeat(2000)).map((accept) => ({ accept })),
    },
    { weight: 1, arbitrary: fc.constantFrom('chunked', 'gzip', 'x').map((v) => ({ 'accept-encoding': v })) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('-1', '1e9', '99999999999999999999').map((v) => ({ 'last-event-id': v })),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom('evil.example', '::1', '').map((v) => ({ 'x-forwarded-for': v, host: v })),
    },
  )
  return fc.tuple(cookie, guard, odd, ...declared).map(([c, g, more, ...own]) => ({
    ...(c === '' ? {} : { cookie: c }),
    'x-basinet': g,
    ...Object.fromEntries(own),
    ...more,
  }))
}

interface Body {
  readonly type: string
  readonly payload: string | Buffer
}

function bodyOf(operation: Operation, known: Known): fc.Arbitrary<Body | undefined> {
  const json = (value: unknown): Body => ({ type: 'application/json', payload: JSON.stringify(value) ?? '' })
  const valid = operation.body === null ? nastyValue : allowedBy(operation.body, known)
  const near = fc
    .tuple(valid, fc.array(mutation, { minLength: 1, maxLength: 3 }))
    .map(([value, changes]) => json(changes.reduce(mutated, value)))
  const cut = fc
    .tuple(valid, fc.nat(1000))
    .map(([value, at]) => ({ type: 'application/json', payload: (JSON.stringify(value) ?? '').slice(0, at) }))
  const raw = fc.oneof(
    fc
      .uint8Array({ maxLength: 64 })
      .map((bytes) => ({ type: 'application/json', payload: Buffer.from(bytes) })),
    fc.constantFrom(
      { type: 'application/json', payload: '' },
      { type: 'application/json', payload: '['.repeat(50_000) },
      { type: 'application/json', payload: '{"__proto__":{"admin":true}}' },
      { type: 'application/json', payload: '{"a":1,"a":2,"constructor":{"prototype":{"x":1}}}' },
      { type: 'application/json', payload: '1e400' },
      { type: 'application/json', payload: `"${'x'.repeat(1_200_000)}"` },
      { type: 'application/json;charset=utf-16', payload: '{}' },
      { type: 'text/plain', payload: 'x' },
      { type: 'multipart/form-data; boundary=x', payload: '--x--' },
      { type: 'application/x-www-form-urlencoded', payload: 'a=1' },
      { type: '', payload: '{}' },
    ),
    fc
      .uint8Array({ maxLength: 4096 })
      .map((bytes) => ({ type: 'application/octet-stream', payload: Buffer.from(bytes) })),
  )
  return fc.oneof(
    { weight: 5, arbitrary: valid.map(json) },
    { weight: 6, arbitrary: near },
    { weight: 1, arbitrary: cut },
    { weight: 2, arbitrary: raw },
    { weight: 1, arbitrary: fc.constant(undefined) },
  )
}
