/** Requests that one reader may take for one and another for two: the second would end the session (RFC 9112 sections 6 and 11.2). */
export function twoInOne(cookie: string): string[] {
  const inner = `DELETE /api/v1/session HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\nX-Basinet: 1\r\n\r\n`
  const head = `POST /api/v1/session/purpose HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\nX-Basinet: 1\r\nContent-Type: application/json\r\n`
  return [
    `Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${inner}`,
    `Content-Length: 0\r\nContent-Length: ${inner.length}\r\n\r\n${inner}`,
    `Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${inner}`,
    `Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n${inner}`,
    `X-A: b\n\rContent-Length: 0\r\n\r\n${inner}`,
  ].map((rest) => `${head}${rest}`)
}
