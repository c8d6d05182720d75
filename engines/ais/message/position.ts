/**
 * Position messages in scaled units. `null` means "not available" as the standard encodes it
 * (longitude 181°, latitude 91°, speed 1023, course 3600, heading 511 and the reserved codes above them).
 * Source: ITU-R M.1371-5 Annex 8, §3.1 (1, 2, 3), §3.7 (9), §3.16 (18), §3.17 (19), §3.25 (27).
 */
export interface Header<T extends number> {
  /** Message identifier 1-27. */
  type: T
  /** Repeat indicator 0-3; 3 = do not repeat any more. */
  repeat: number
  /** Maritime mobile service identity of the source, 0-1073741823 as transmitted in 30 bits. */
  mmsi: number
}

export interface Fix {
  /** WGS-84 longitude in degrees, east positive; null when not available or outside ±180. */
  lon: number | null
  /** WGS-84 latitude in degrees, north positive; null when not available or outside ±90. */
  lat: number | null
  /** True: better than 10 m (differential or RAIM). */
  accurate: boolean
  /** True: receiver autonomous integrity monitoring in use. */
  raim: boolean
}

/** UTC second 0-59 of the fix; 60 not available, 61 manual input, 62 dead reckoning, 63 inoperative. */
export interface FixSecond {
  second: number
}

/** Messages 1, 2 and 3. */
export interface PositionA extends Header<1 | 2 | 3>, Fix, FixSecond {
  /** Navigational status 0-15, see NAVIGATION_STATUS. */
  status: number
  /** Degrees per minute, right positive, sign × (raw / 4.733)²; null when raw is −128 or ±127. */
  turnDegPerMin: number | null
  /** −1 or 1: turning left or right faster than 5° per 30 s, no turn indicator fitted (raw ∓127); else 0. */
  turnHard: -1 | 0 | 1
  /** Knots in steps of 0.1; 102.2 stands for 102.2 or more. */
  speedKn: number | null
  courseDeg: number | null
  headingDeg: number | null
  /** 0 not available, 1 not engaged in special manoeuvre, 2 engaged (blue sign), 3 reserved. */
  maneuver: number
  /** Communication state, 19 bits as transmitted; read it with `communicationState`. */
  radio: number
}

/** Message 9: search and rescue aircraft. */
export interface SarAircraft extends Header<9>, Fix, FixSecond {
  /** Metres; 4094 stands for 4094 or more. */
  altitudeM: number | null
  /** True: barometric sensor, false: satellite navigation. */
  altitudeBarometric: boolean
  /** Whole knots; 1022 stands for 1022 or more. */
  speedKn: number | null
  courseDeg: number | null
  /** Seven spare bits as transmitted. */
  regional: number
  /** True: data terminal ready. */
  dteReady: boolean
  assigned: boolean
  /** Selector bit and communication state, 20 bits as transmitted. */
  radio: number
}

/** Message 18: class B position. */
export interface PositionB extends Header<18>, Fix, FixSecond {
  reserved: number
  speedKn: number | null
  courseDeg: number | null
  headingDeg: number | null
  regional: number
  /** True: carrier-sense unit ("CS"), false: SOTDMA unit. */
  carrierSense: boolean
  display: boolean
  dsc: boolean
  wholeBand: boolean
  message22: boolean
  assigned: boolean
  /** Selector bit and communication state, 20 bits as transmitted. */
  radio: number
}

/** Message 19: class B extended position. */
export interface PositionBExtended extends Header<19>, Fix, FixSecond {
  reserved: number
  speedKn: number | null
  courseDeg: number | null
  headingDeg: number | null
  regional: number
  shipName: string
  shipType: number
  toBowM: number
  toSternM: number
  toPortM: number
  toStarboardM: number
  epfd: number
  dteReady: boolean
  assigned: boolean
}

/** Message 27: long range, 1/10 minute of arc. */
export interface LongRangePosition extends Header<27>, Fix {
  status: number
  /** Whole knots 0-62. */
  speedKn: number | null
  courseDeg: number | null
  /** Bit 94: true means the position is older than 5 s. */
  latencyOver5s: boolean
}
