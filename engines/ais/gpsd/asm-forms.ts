import {
  EMMA,
  GAUGE_ROW,
  INLAND_PERSONS,
  INLAND_STATIC,
  LOCK_ETA,
  LOCK_RTA,
  SIGNAL_STATUS,
  WATER_LEVELS,
} from '../asm/inland.ts'
import type { AsmField } from '../asm/layout.ts'
import {
  AIR_DRAUGHT,
  ATON_MONITORING,
  BERTHING,
  BERTHING_SERVICES,
  CARGO_ROW,
  CLEARANCE,
  DANGEROUS_CARGO_236,
  DANGEROUS_CARGO_289,
  FAIRWAY_CLOSED,
  PERSONS,
  ROUTE,
  TIDAL_HEAD,
  TIDAL_ROW_236,
  TIDAL_ROW_289,
  TRAFFIC_SIGNAL,
  WAYPOINT_ROW,
} from '../asm/voyage.ts'
import { WEATHER_236, WEATHER_289 } from '../asm/weather.ts'
import {
  DIRECTION,
  EMMA_CLASS,
  EMMA_TYPE,
  EMMA_WIND,
  eriText,
  HAZARD,
  ICE,
  LIGHT,
  LOADED,
  MOORING,
  PRECIPITATION,
  RACON,
  ROUTE_TYPE,
  RTA_STATUS,
  SIGNAL,
  SIGNAL_LIGHT,
  TRENDS,
} from './asm-legends.ts'
import {
  bit,
  bool,
  coded,
  degrees3,
  degrees4,
  hundredths,
  int,
  ints,
  joined,
  numberOf,
  shifted,
  str,
  tenths,
  textOf,
  wordWhenScaled,
  type Step,
} from './asm-steps.ts'
import { key } from './json-text.ts'

/** How gpsd writes one application: the layout it reads, the members in its order, and a list behind them. */
export interface Form {
  layout: readonly AsmField[]
  steps: readonly Step[]
  list?: {
    name: string
    row: readonly AsmField[]
    steps: readonly Step[]
    /** Rows for a number of data bits behind the head; `said` is the head's own count, if any. */
    count(bitsLeft: number, rowBits: number, said: number): number
  }
}

/** Whole rows, but the first even when it is cut off. */
const wholeRows = (most: number) => (bitsLeft: number, rowBits: number) =>
  Math.min(most, Math.max(1, Math.floor(bitsLeft / rowBits)))

const WORD = (month: string, day: string, hour: string, minute: string) =>
  [[month, 2], '-', [day, 2], 'T', [hour, 2], ':', [minute, 2]] as const
const LOOSE = [['month', 1], '-', ['day', 1], 'T', ['hour', 1], ':', ['minute', 1]] as const

const currents: Step[] = [
  tenths('cspeed'),
  int('cdir'),
  tenths('cspeed2'),
  ...ints('cdir2', 'cdepth2'),
  tenths('cspeed3'),
  ...ints('cdir3', 'cdepth3'),
  tenths('waveheight'),
  ...ints('waveperiod', 'wavedir'),
  tenths('swellheight'),
  ...ints('swellperiod', 'swelldir', 'seastate'),
]
const windAndTime: Step[] = [
  joined('timestamp', ['day', 2], 'T', ['hour', 2], ':', ['minute', 2], 'Z'),
  ...ints('wspeed', 'wgust', 'wdir', 'wgustdir', 'humidity'),
]

export const WEATHER_236_FORM: Form = {
  layout: WEATHER_236,
  steps: [
    degrees3('lat'),
    degrees3('lon'),
    ...windAndTime,
    tenths('airtemp', -600),
    tenths('dewpoint', -200),
    shifted('pressure', 800),
    wordWhenScaled('pressuretend', TRENDS),
    tenths('visibility'),
    tenths('waterlevel', -100),
    wordWhenScaled('leveltrend', TRENDS),
    ...currents,
    tenths('watertemp', -100),
    ...coded('preciptype', PRECIPITATION),
    tenths('salinity'),
    ...coded('ice', ICE),
  ],
}

export const WEATHER_289_FORM: Form = {
  layout: WEATHER_289,
  steps: [
    degrees3('lat'),
    degrees3('lon'),
    bool('accuracy'),
    ...windAndTime,
    tenths('airtemp'),
    tenths('dewpoint'),
    shifted('pressure', 799),
    wordWhenScaled('pressuretend', TRENDS),
    bool('visgreater'),
    tenths('visibility'),
    hundredths('waterlevel', -1000),
    wordWhenScaled('leveltrend', TRENDS),
    ...currents,
    tenths('watertemp'),
    wordWhenScaled('preciptype', PRECIPITATION),
    tenths('salinity'),
    wordWhenScaled('ice', ICE),
  ],
}

const volts = (name: string): Step => {
  const piece = key(name)
  return (c, raw) => {
    const value = numberOf(raw, name)
    c.text.bytes(piece)
    if (c.scaled && value !== 0) c.text.fixed(value * 5, 2)
    else c.text.uint(value)
  }
}

export const ATON_FORM: Form = {
  layout: ATON_MONITORING,
  steps: [
    bool('off_pos'),
    bool('alarm'),
    int('stat_ext'),
    volts('ana_int'),
    volts('ana_ext1'),
    volts('ana_ext2'),
    ...coded('racon', RACON),
    ...coded('light', LIGHT),
  ],
}

export const CARGO_236_FORM: Form = {
  layout: DANGEROUS_CARGO_236,
  steps: [
    str('lastport'),
    joined('departure', ...WORD('lmonth', 'lday', 'lhour', 'lminute'), 'Z'),
    str('nextport'),
    joined('eta', ...WORD('nmonth', 'nday', 'nhour', 'nminute'), 'Z'),
    str('dangerous'),
    str('imdcat'),
    ...ints('unid', 'amount', 'unit'),
  ],
}

export const FAIRWAY_FORM: Form = {
  layout: FAIRWAY_CLOSED,
  steps: [
    str('reason'),
    str('closefrom'),
    str('closeto'),
    ...ints('radius', 'extunit'),
    joined('from', ...WORD('fmonth', 'fday', 'fhour', 'fminute')),
    joined('to', ...WORD('tmonth', 'tday', 'thour', 'tminute')),
  ],
}

const tideTimes: Step[] = [...ints('from_hour', 'from_min', 'to_hour', 'to_min', 'cdir'), tenths('cspeed')]
const tides = (row: readonly AsmField[]): NonNullable<Form['list']> => ({
  name: 'tidals',
  row,
  // gpsd divides FI 14's 1/10,000 minutes by 60,000 too: its numbers are ten times too large, and kept.
  steps: [degrees3('lon'), degrees3('lat'), ...tideTimes],
  count: wholeRows(3),
})
export const TIDES_236_FORM: Form = {
  layout: TIDAL_HEAD,
  steps: ints('month', 'day'),
  list: tides(TIDAL_ROW_236),
}
export const TIDES_289_FORM: Form = {
  layout: TIDAL_HEAD,
  steps: ints('month', 'day'),
  list: tides(TIDAL_ROW_289),
}

export const AIR_DRAUGHT_FORM: Form = { layout: AIR_DRAUGHT, steps: [int('airdraught')] }
export const PERSONS_FORM: Form = { layout: PERSONS, steps: [int('persons')] }

export const CLEARANCE_FORM: Form = {
  layout: CLEARANCE,
  steps: [
    int('linkage'),
    joined('arrival', ...WORD('month', 'day', 'hour', 'minute'), 'Z'),
    str('portname'),
    str('destination'),
    degrees3('lon'),
    degrees3('lat'),
  ],
}

export const TRAFFIC_SIGNAL_FORM: Form = {
  layout: TRAFFIC_SIGNAL,
  steps: [
    int('linkage'),
    str('station'),
    degrees3('lon'),
    degrees3('lat'),
    int('status'),
    ...coded('signal', SIGNAL, 'INVALID SIGNAL TYPE'),
    ...ints('hour', 'minute'),
    ...coded('nextsignal', SIGNAL, 'INVALID SIGNAL TYPE'),
  ],
}

export const BERTHING_FORM: Form = {
  layout: BERTHING,
  steps: [
    ...ints('linkage', 'berth_length'),
    ...coded('position', MOORING),
    joined('arrival', ...LOOSE),
    bit('availability'),
    ...BERTHING_SERVICES.map(int),
    str('berth_name'),
    degrees3('berth_lon'),
    degrees3('berth_lat'),
    tenths('berth_depth'),
  ],
}

export const CARGO_289_FORM: Form = {
  layout: DANGEROUS_CARGO_289,
  steps: ints('unit', 'amount'),
  list: { name: 'cargos', row: CARGO_ROW, steps: ints('code', 'subtype'), count: wholeRows(28) },
}

export const ROUTE_FORM: Form = {
  layout: ROUTE,
  steps: [
    ...ints('linkage', 'sender'),
    ...coded('rtype', ROUTE_TYPE),
    joined('start', ...WORD('month', 'day', 'hour', 'minute'), 'Z'),
    int('duration'),
  ],
  list: {
    name: 'waypoints',
    row: WAYPOINT_ROW,
    steps: [degrees4('lon'), degrees4('lat')],
    count: (_bitsLeft, _rowBits, said) => Math.min(16, said),
  },
}

export const INLAND_STATIC_FORM: Form = {
  layout: INLAND_STATIC,
  steps: [
    str('vin'),
    ...ints('length', 'beam', 'shiptype'),
    (c, raw) => {
      c.text.bytes(SHIPTYPE_TEXT)
      c.text.string(eriText(numberOf(raw, 'shiptype')))
    },
    ...coded('hazard', HAZARD, 'INVALID HAZARD TYPE'),
    int('draught'),
    ...coded('loaded', LOADED, 'INVALID LOAD STATUS'),
    bool('speed_q'),
    bool('course_q'),
    bool('heading_q'),
  ],
}
const SHIPTYPE_TEXT = key('shiptype_text')

const place: Step[] = [str('country'), str('locode'), str('section'), str('terminal'), str('hectometre')]
export const LOCK_ETA_FORM: Form = {
  layout: LOCK_ETA,
  steps: [...place, joined('eta', ...LOOSE), ...ints('tugs', 'airdraught')],
}
export const LOCK_RTA_FORM: Form = {
  layout: LOCK_RTA,
  steps: [...place, joined('eta', ...LOOSE), ...coded('status', RTA_STATUS)],
}
export const INLAND_PERSONS_FORM: Form = {
  layout: INLAND_PERSONS,
  steps: ints('crew', 'passengers', 'personnel'),
}

export const EMMA_FORM: Form = {
  layout: EMMA,
  steps: [
    joined(
      'start',
      ['start_year', 4, 2000],
      '-',
      ...WORD('start_month', 'start_day', 'start_hour', 'start_minute'),
    ),
    joined('end', ['end_year', 4, 2000], '-', ...WORD('end_month', 'end_day', 'end_hour', 'end_minute')),
    degrees4('start_lon'),
    degrees4('start_lat'),
    degrees4('end_lon'),
    degrees4('end_lat'),
    // gpsd calls these type and class, which the message's own members are; a reader of its JSON loses those.
    ...coded('warning', EMMA_TYPE, 'INVALID EMMA TYPE'),
    ...ints('min', 'max'),
    ...coded('intensity', EMMA_CLASS),
    ...coded('wind', EMMA_WIND, 'INVALID EMMA WIND DIRECTION'),
  ],
}

export const WATER_LEVELS_FORM: Form = {
  layout: WATER_LEVELS,
  steps: [str('country')],
  list: { name: 'gauges', row: GAUGE_ROW, steps: ints('id', 'level'), count: () => 4 },
}

export const SIGNAL_STATUS_FORM: Form = {
  layout: SIGNAL_STATUS,
  steps: [
    degrees4('lon'),
    degrees4('lat'),
    ...ints('form', 'facing', 'direction'),
    textOf('direction', DIRECTION, 'INVALID DIRECTION'),
    ...coded('status', SIGNAL_LIGHT, 'INVALID STATUS'),
  ],
}
