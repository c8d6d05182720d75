import type { LightMyRequestResponse } from 'fastify'

/** OWASP ASVS 5.0 chapter 3.4 and 14.3.2: sent with every answer. HSTS (3.4.1) only where TLS ends. */
export const HEADERS: Readonly<Record<string, RegExp>> = {
  // 3.4.3: at least object-src and base-uri none, and a list of script sources.
  'content-security-policy': /default-src '(self|none)'|^sandbox$/,
  // 3.4.4
  'x-content-type-options': /^nosniff$/,
  // 3.4.5
  'referrer-policy': /^no-referrer$/,
  // 3.4.8
  'cross-origin-opener-policy': /^same-origin$/,
  // 3.5.8
  'cross-origin-resource-policy': /^same-origin$/,
}

/** What an error may not tell: statements, values of rows, code. */
const TELLING =
  /syntax error|relation "|column "|constraint "|duplicate key|violates|invalid input syntax|invalid byte sequence|\bpg_|\bSELECT\b|\bINSERT\b|Key \(|node_modules|\.ts:\d|\n\s+at /

/** What is wrong with an answer, in words; null when nothing is. */
export function faultOf(answer: LightMyRequestResponse): string | null {
  const { statusCode: status, headers, body } = answer
  for (const [name, expected] of Object.entries(HEADERS))
    if (!expected.test(String(headers[name] ?? ''))) return `header ${name} is "${String(headers[name])}"`
  if (status < 400) return null
  if (!String(headers['content-type']).startsWith('application/json'))
    return `an error of type ${String(headers['content-type'])}`
  const error = errorOf(body)
  if (error === null) return `an error without code and message: ${body.slice(0, 200)}`
  const { code, message } = error
  if (TELLING.test(message)) return `the error tells too much: ${message.slice(0, 300)}`
  if (status >= 500 && !(status === 503 && code.endsWith('.busy'))) return `status ${status} ${code}`
  return null
}

function errorOf(body: string): { code: string; message: string } | null {
  try {
    const { error } = JSON.parse(body) as { error?: { code?: unknown; message?: unknown } }
    const { code, message } = error ?? {}
    return typeof code === 'string' && typeof message === 'string' ? { code, message } : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
