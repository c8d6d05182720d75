import { describe, expect, it } from 'vitest'
import { decodeBatches, decoderStream } from './batches.ts'

const LINE = '!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A\n'

describe('decodeBatches', () => {
  it('reads the next chunk only when the batch has been taken', async () => {
    let given = 0
    const source = async function* (): AsyncGenerator<Uint8Array> {
      for (; given < 50; given++) yield Buffer.from(LINE.repeat(10))
    }
    const batches = decodeBatches(source())
    await batches.next()
    await batches.next()
    expect(given).toBe(1)
    let reports = 20
    for await (const batch of batches) reports += batch.reports.length
    expect(reports).toBe(500)
  })

  it('cuts a large chunk into small batches and ends with what is left', async () => {
    const sizes: number[] = []
    for await (const batch of decodeBatches([Buffer.from(`${LINE.repeat(5000)}!AIVDM,2,1,1,A,5,0*76`)])) {
      sizes.push(batch.reports.length)
      expect(batch.reports.length).toBeLessThan(2000)
    }
    expect(sizes.reduce((a, b) => a + b, 0)).toBe(5000)
    expect(sizes.length).toBeGreaterThan(2)
  })
})

describe('decoderStream', () => {
  it('is a web stream that waits for its reader', async () => {
    let pulled = 0
    const source = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          pulled++
          if (pulled > 100) controller.close()
          else controller.enqueue(Buffer.from(LINE))
        },
      },
      { highWaterMark: 1 },
    )
    const reader = source.pipeThrough(decoderStream()).getReader()
    const first = await reader.read()
    expect(first.value?.reports).toMatchObject([{ line: 1, message: { mmsi: 371798000 } }])
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(pulled).toBeLessThan(10)
    await reader.cancel()
  })
})
