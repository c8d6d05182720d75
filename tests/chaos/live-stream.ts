/** Changes that a subscriber was told of, by record id, with the moment they arrived. */
export interface LiveStream {
  /** Milliseconds (performance.now) at which the record's change arrived. */
  arrival(recordId: string, withinMs: number): Promise<number>
  close(): Promise<void>
}

/** Follows `GET /api/v1/live` as a browser does. */
export async function openLive(url: string, cookie: string): Promise<LiveStream> {
  const stop = new AbortController()
  const answer = await fetch(`${url}/api/v1/live`, { headers: { cookie }, signal: stop.signal })
  if (!answer.ok || answer.body === null) throw new Error(`live: ${answer.status} ${await answer.text()}`)
  const arrived = new Map<string, number>()
  const reading = read(answer.body, arrived)
  return {
    async arrival(recordId, withinMs) {
      for (const until = performance.now() + withinMs; performance.now() < until;) {
        const at = arrived.get(recordId)
        if (at !== undefined) return at
        await new Promise((done) => setTimeout(done, 5))
      }
      throw new Error(`no change of ${recordId} arrived within ${withinMs} ms`)
    },
    async close() {
      stop.abort()
      await reading
    },
  }
}

async function read(body: ReadableStream<Uint8Array>, arrived: Map<string, number>): Promise<void> {
  const decoder = new TextDecoder()
  let text = ''
  try {
    for await (const chunk of body) {
      text += decoder.decode(chunk, { stream: true })
      const events = text.split('\n\n')
      text = events.pop() ?? ''
      for (const event of events) {
        const data = /^event: change$[^]*^data: (.+)$/m.exec(event)?.[1]
        if (data !== undefined) arrived.set((JSON.parse(data) as { id: string }).id, performance.now())
      }
    }
  } catch (error) {
    // Closed here, or cut by the node's end: both end the stream.
    if (!(error instanceof Error)) throw error
  }
}
