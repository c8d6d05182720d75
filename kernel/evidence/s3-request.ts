import { createHash } from 'node:crypto'
import { AwsClient } from 'aws4fetch'

/** A store that does not answer for so long is treated as failing, in milliseconds. */
const REQUEST_TIMEOUT_MS = 60_000
/** Tries after the first for 5xx and 429 answers, with growing pauses. */
const RETRIES_MAX = 4

export interface S3Options {
  /** e.g. `https://s3.example.org`; the bucket goes into the path, which every compatible store understands */
  readonly endpoint: string
  readonly bucket: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** key prefix without slashes at its ends; empty for none */
  readonly prefix: string
}

export interface S3Request {
  readonly method: 'GET' | 'PUT' | 'DELETE'
  /** object key; empty for the bucket itself */
  readonly key: string
  readonly query?: URLSearchParams
  readonly body?: Uint8Array
}

/**
 * Signed requests to one bucket. `aws4fetch` signs the runtime's own fetch and has no dependencies; the full SDK
 * would bring over a hundred packages for four verbs. The SHA-256 of every body is signed, so a body changed on the
 * way is refused by the store.
 */
export function s3Sender(options: S3Options): (request: S3Request) => Promise<Response> {
  const client = new AwsClient({
    accessKeyId: options.accessKeyId,
    secretAccessKey: options.secretAccessKey,
    region: options.region,
    service: 's3',
    retries: RETRIES_MAX,
  })
  const bucketUrl = `${options.endpoint.replace(/\/+$/, '')}/${encodeURIComponent(options.bucket)}`
  return ({ method, key, query, body }) => {
    const path = key.split('/').map(encodeURIComponent).join('/')
    const search = query === undefined ? '' : `?${query.toString()}`
    const digest = createHash('sha256')
      .update(body ?? new Uint8Array(0))
      .digest('hex')
    return client.fetch(`${bucketUrl}/${path}${search}`, {
      method,
      headers: { 'x-amz-content-sha256': digest },
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      ...(body === undefined ? {} : { body: new Uint8Array(body) }),
    })
  }
}

/** The answer's text may quote the request, so only status and S3's error code go into the message. */
export async function refuse(response: Response, verb: string): Promise<void> {
  if (response.ok) return
  const code = /<Code>([A-Za-z]{1,64})<\/Code>/.exec(await response.text())?.[1] ?? 'no code'
  throw new Error(`the object store answered ${response.status} (${code}) to ${verb}`)
}
