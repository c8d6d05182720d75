import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export const S3_TEST_KEYS = { accessKeyId: 'TESTKEY', secretAccessKey: 'test/secret', region: 'us-east-1' }
const PAGE = 3

/**
 * The few verbs of S3 that chunks need, over HTTP, with the signature of every request checked against AWS's own
 * description (Signature Version 4, "Authenticating Requests: Using the Authorization Header").
 */
export async function s3TestServer(bucket: string): Promise<{
  endpoint: string
  objects: Map<string, Buffer>
  failNext: (count: number) => void
  close: () => Promise<void>
}> {
  const objects = new Map<string, Buffer>()
  let failures = 0
  const server = createServer((req, res) => {
    void answer(req, res)
  })

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const pieces: Buffer[] = []
    for await (const piece of req) pieces.push(piece as Buffer)
    const body = Buffer.concat(pieces)
    const url = new URL(req.url ?? '/', 'http://localhost')
    if (failures > 0) {
      failures -= 1
      return end(res, 503, '<Error><Code>SlowDown</Code></Error>')
    }
    const digest = createHash('sha256').update(body).digest('hex')
    if (digest !== req.headers['x-amz-content-sha256'] || !signatureHolds(req, url, digest)) {
      return end(res, 403, '<Error><Code>SignatureDoesNotMatch</Code></Error>')
    }
    const [, name, ...rest] = url.pathname.split('/').map(decodeURIComponent)
    if (name !== bucket) return end(res, 404, '<Error><Code>NoSuchBucket</Code></Error>')
    const key = rest.join('/')
    if (req.method === 'PUT') {
      objects.set(key, body)
      return end(res, 200, '')
    }
    if (req.method === 'DELETE') {
      objects.delete(key)
      return end(res, 204, '')
    }
    if (key === '') return end(res, 200, listing(url.searchParams))
    const found = objects.get(key)
    return found === undefined ? end(res, 404, '<Error><Code>NoSuchKey</Code></Error>') : end(res, 200, found)
  }

  function listing(query: URLSearchParams): string {
    const keys = [...objects.keys()].filter((key) => key.startsWith(query.get('prefix') ?? '')).toSorted()
    const start = Number((query.get('continuation-token') ?? 'a&0').slice(2))
    const page = keys.slice(start, start + PAGE)
    const next =
      start + PAGE < keys.length ? `<NextContinuationToken>a&amp;${start + PAGE}</NextContinuationToken>` : ''
    return `<ListBucketResult>${page.map((key) => `<Contents><Key>${key}</Key></Contents>`).join('')}${next}</ListBucketResult>`
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    endpoint: `http://127.0.0.1:${port}`,
    objects,
    failNext: (count) => {
      failures = count
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function end(res: ServerResponse, status: number, body: string | Buffer): void {
  res.statusCode = status
  res.end(body)
}

function signatureHolds(req: IncomingMessage, url: URL, digest: string): boolean {
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      req.headers.authorization ?? '',
    )
  if (match === null || match[1] !== S3_TEST_KEYS.accessKeyId) return false
  const [, , date, region, signed, signature] = match as unknown as [
    string,
    string,
    string,
    string,
    string,
    string,
  ]
  const headers = signed.split(';').map((name) => `${name}:${String(req.headers[name]).trim()}\n`)
  const query = [...url.searchParams]
    .map(([k, v]) => `${encode(k)}=${encode(v)}`)
    .toSorted()
    .join('&')
  const canonical = [req.method, url.pathname, query, headers.join(''), signed, digest].join('\n')
  const scope = `${date}/${region}/s3/aws4_request`
  const hashed = createHash('sha256').update(canonical).digest('hex')
  const text = ['AWS4-HMAC-SHA256', String(req.headers['x-amz-date']), scope, hashed].join('\n')
  let key: Buffer = Buffer.from(`AWS4${S3_TEST_KEYS.secretAccessKey}`)
  for (const part of scope.split('/')) key = createHmac('sha256', key).update(part).digest()
  return createHmac('sha256', key).update(text).digest('hex') === signature
}

function encode(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
