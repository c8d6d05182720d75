import { Ajv, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'
import swagger from '@fastify/swagger'
import fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify'
import type { Failure } from '../contract/result.ts'
import { brokenRule } from '../record/broken-rule.ts'
import { checkValue } from '../record/row.ts'
import { unstorable } from '../record/storable.ts'
import { unavailability } from '../store/unavailable.ts'
import { asDraft2020 } from './draft-2020.ts'
import { outsideRoutes } from './outside-routes.ts'
import { registerSubject, sendFailure, type Authenticator } from './request.ts'
import { hostGuard, originGuard, securityHeaders } from './security.ts'

export interface ServerOptions {
  readonly authenticator: Authenticator
  readonly version: string
  readonly log: NonNullable<FastifyServerOptions['loggerInstance']> | false
  /** True behind TLS, ours or a proxy's: then cookies are Secure and HSTS is sent. */
  readonly tls: boolean
  /** Certificate and key in PEM when the server ends TLS itself. */
  readonly certificate?: { readonly cert: Buffer; readonly key: Buffer }
  /** Addresses of proxies whose X-Forwarded-* is believed; none by default. */
  readonly trustedProxies?: readonly string[]
}

const BODY_MAX_BYTES = 1_048_576
const REQUEST_TIMEOUT_MS = 60_000
/** Node answers a request without a Host by itself, bare of the security headers; hostGuard answers it instead. */
const LIMITS = { maxHeaderSize: 16_384, requireHostHeader: false }
/** A fail-over takes about twenty seconds (docs/operating/patroni.md); asking more often only adds load. */
const RETRY_AFTER_SECONDS = 5

/** The HTTP server with everything that holds for every route: parsing, errors, headers, OpenAPI. Routes are added by plugins. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const app: FastifyInstance = fastify({
    bodyLimit: BODY_MAX_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    ...(options.certificate === undefined
      ? { http: LIMITS }
      : { https: { ...options.certificate, ...LIMITS, minVersion: 'TLSv1.2' as const } }),
    trustProxy: options.trustedProxies === undefined ? false : [...options.trustedProxies],
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: true,
    ...outsideRoutes(options.tls),
    ...(options.log === false ? { logger: false } : { loggerInstance: options.log }),
  })
  useTypeBox(app)
  handleErrors(app)
  securityHeaders(app, options.tls)
  hostGuard(app)
  originGuard(app)
  registerSubject(app, options.authenticator)
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Basinet node',
        version: options.version,
        license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
      },
      servers: [{ url: '/' }],
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'basinet_session' } } },
      security: [{ session: [] }],
    },
    transformObject: (made) =>
      'openapiObject' in made ? asDraft2020(made.openapiObject) : made.swaggerObject,
    refResolver: {
      buildLocalReference: (json, _base, _fragment, i) =>
        typeof json['$id'] === 'string' ? json['$id'] : `schema-${i}`,
    },
  })
  return app
}

/** Bodies are checked as they came; query and path text is coerced first, because it is always text. */
function useTypeBox(app: FastifyInstance): void {
  const coercing = new Ajv({ coerceTypes: 'array', strict: false, allErrors: false, useDefaults: true })
  formats.default(coercing)
  app.setValidatorCompiler(({ schema, httpPart }) => {
    if (httpPart !== 'body') return checkingText(coercing.compile(schema as object))
    return (value: unknown) => {
      const checked = checkValue<unknown>(schema, value, 'http.body')
      if (checked.ok) return { value }
      return {
        error: Object.assign(new Error(checked.error.message), { failure: checked.error, statusCode: 422 }),
      }
    }
  })
  app.setSerializerCompiler(() => (value) => JSON.stringify(value))
}

/** Query and path may carry %00, which a filter would hand to PostgreSQL. */
function checkingText(valid: ValidateFunction): (value: unknown) => boolean | { error: Error } {
  return (value) => {
    if (!valid(value)) {
      const error = new Error('http.input')
      return { error: Object.assign(error, { validation: valid.errors ?? [] }) }
    }
    const bad = unstorable(value)
    if (bad === null) return true
    const failure = {
      code: 'http.input',
      message: `${bad.path} ${bad.why}`,
      field: bad.path,
      rule: 'wrong',
      params: {},
    }
    return { error: Object.assign(new Error(failure.message), { failure, statusCode: 422 }) }
  }
}

interface RaisedError {
  readonly statusCode?: number
  readonly code?: string
  readonly message?: string
  readonly failure?: Failure
  readonly validation?: readonly {
    readonly keyword?: string
    readonly instancePath?: string
    readonly message?: string
    readonly params?: Record<string, unknown>
  }[]
}

function handleErrors(app: FastifyInstance): void {
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send({
      error: { code: 'http.absent', message: `no ${request.method} ${request.url.split('?')[0] ?? ''}` },
    }),
  )
  app.setErrorHandler((raised, request, reply) => {
    const error = raised as RaisedError
    if (error.failure !== undefined) return reply.code(422).send({ error: error.failure })
    if (error.validation !== undefined)
      return reply.code(422).send({ error: validationFailure(error.validation) })
    // A client that hung up raises the same codes as a database that did.
    const away = request.socket.destroyed ? null : unavailability(raised)
    if (away !== null) {
      request.log.warn({ err: raised, reqId: request.id }, 'the database or the disk cannot serve')
      return sendFailure(reply.header('retry-after', RETRY_AFTER_SECONDS), away)
    }
    const status = error.statusCode ?? 500
    if (status < 500)
      return reply.code(status).send({
        error: {
          code: `http.${(error.code ?? 'refused').toLowerCase()}`,
          message: error.message ?? 'refused',
        },
      })
    // The client learns a reference only: an internal message may carry what the reader must not see.
    request.log.error({ err: raised, reqId: request.id }, 'unexpected error')
    return reply.code(500).send({
      error: { code: 'http.unexpected', message: `something went wrong here; reference ${request.id}` },
    })
  })
}

function validationFailure(problems: NonNullable<RaisedError['validation']>): Failure {
  const first = problems[0]
  const missing = first?.params?.['missingProperty']
  const named = missing ?? first?.params?.['additionalProperty']
  const path = (first?.instancePath ?? '').replace(/^\//, '').replaceAll('/', '.')
  const field =
    named === undefined ? path : [path, typeof named === 'string' ? named : ''].filter(Boolean).join('.')
  const expected =
    missing !== undefined
      ? 'is missing'
      : named !== undefined
        ? 'is not known here'
        : (first?.message ?? 'is not valid')
  const rule = brokenRule({ keyword: first?.keyword ?? '', params: first?.params ?? {} })
  return { code: 'http.input', message: `${field} ${expected}`.trim(), field, ...rule }
}
