import { encode, type PositionA, type StaticDataA } from '@basinet/ais'

/** A class A position report as sentences. */
export function positionLine(change: Partial<PositionA> & Pick<PositionA, 'mmsi' | 'lon' | 'lat'>): string {
  const [line] = encode({
    type: 1,
    repeat: 0,
    status: 0,
    turnDegPerMin: 0,
    turnHard: 0,
    speedKn: 12.3,
    accurate: true,
    courseDeg: 90,
    headingDeg: 91,
    second: 0,
    maneuver: 0,
    raim: false,
    radio: 0,
    ...change,
  })
  if (line === undefined) throw new Error('BUG: a position is one sentence')
  return line
}

/** Static and voyage data as sentences. */
export function staticLines(change: Partial<StaticDataA> & Pick<StaticDataA, 'mmsi' | 'shipName'>): string[] {
  return encode({
    type: 5,
    repeat: 0,
    aisVersion: 0,
    imo: 9_074_729,
    callSign: 'J6AB1',
    shipType: 60,
    toBowM: 30,
    toSternM: 10,
    toPortM: 5,
    toStarboardM: 5,
    epfd: 1,
    etaMonth: 11,
    etaDay: 24,
    etaHour: 18,
    etaMinute: 30,
    draughtM: 2.1,
    destination: 'CASTRIES',
    dteReady: true,
    ...change,
  })
}
