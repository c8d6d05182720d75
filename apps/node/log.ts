import { pino, type Logger } from 'pino'

export type { Logger }

/** JSON lines on standard error; standard output belongs to what the command prints for people. No body, no query text. */
export function createLog(level: string): Logger {
  return pino(
    {
      level,
      base: null,
      redact: ['req.headers.cookie', 'req.headers.authorization', 'password', 'token', 'secret'],
      serializers: {
        req: (req: { method?: string; url?: string; id?: string }) => ({
          method: req.method,
          path: req.url?.split('?')[0],
          id: req.id,
        }),
        res: (res: { statusCode?: number }) => ({ status: res.statusCode }),
        err: safeError,
      },
    },
    pino.destination({ dest: 2, sync: false }),
  )
}

/** Database errors carry row contents in `detail` and `where`; only what names the fault is logged. */
function safeError(
  error: Error & { code?: string; constraint?: string; table?: string },
): Record<string, unknown> {
  const fromDatabase = error.code !== undefined && /^[0-9A-Z]{5}$/.test(error.code)
  return {
    type: error.name,
    code: error.code,
    message: fromDatabase ? `database error ${error.code ?? ''}` : error.message,
    constraint: error.constraint,
    table: error.table,
    stack: error.stack?.split('\n').slice(1, 8).join('\n'),
  }
}
