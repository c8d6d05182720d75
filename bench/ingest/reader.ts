/** An open browser's part: reads the event stream of the picture and throws it away. Argument: address. */
const [address = ''] = process.argv.slice(2)
const answer = await fetch(address, { headers: { 'x-person': 'bench' } })
if (answer.body !== null) for await (const chunk of answer.body) void chunk
