import { expect, test } from 'vitest'

import { engineWith, position, rules, run, squareIsland } from './testing/drive.ts'

const land = squareIsland(-61, 13.8, 0.1)

test('farther inland than the coast can be wrong, twice: said once, and again only after the sea', () => {
  const engine = engineWith({}, { land })
  const inland = { from: { lon: -60.95, lat: 13.85 }, courseDeg: 0, speedKn: 0, saidKn: 0 }
  const alerts = run(engine, { ...inland, times: 10 })
  expect(rules(alerts)).toEqual(['track.on-land'])
  expect(alerts[0]!.why.params).toMatchObject({ inlandM: 5500, marginM: 500 })
  expect(alerts[0]!.position).toEqual({ lon: -60.95, lat: 13.85 })
})

test('one bad position, a pier inside the margin, and a rescue aircraft are not findings', () => {
  const engine = engineWith({}, { land })
  expect(
    rules(
      run(engine, {
        from: { lon: -61.05, lat: 13.85 },
        courseDeg: 0,
        speedKn: 1,
        times: 20,
        shift: (n) => (n === 9 ? { lon: -60.95 } : {}),
      }),
    ),
  ).toEqual([])
  expect(
    rules(
      run(engineWith({}, { land }), {
        from: { lon: -60.997, lat: 13.85 },
        courseDeg: 0,
        speedKn: 0,
        times: 10,
      }),
    ),
  ).toEqual([])
  const air = engineWith({}, { land })
  const at = { lon: -60.95, lat: 13.85, messageType: 9, mmsi: 111_343_001, sogKn: 100, cogDeg: 0 }
  expect(
    rules([...air.onPosition(position(at)), ...air.onPosition(position({ ...at, atMs: at.sogKn }))]),
  ).toEqual([])
})
