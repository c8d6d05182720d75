import { kweyolDate, kweyolNumber } from './kweyol.ts'
import { LANGUAGE_FACTS, type Language } from './languages.ts'

interface Parts {
  year: number
  month: number
  day: number
  hour: string
  minute: string
  second: string
  weekday: number
}

const partFormats = new Map<string, Intl.DateTimeFormat>()

/** Calendar parts in a zone, by a locale every engine has, so that Kwéyòl can be written from them. */
function partsOf(at: Date, zone: string): Parts {
  let format = partFormats.get(zone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    })
    partFormats.set(zone, format)
  }
  const found = new Map(format.formatToParts(at).map((p) => [p.type, p.value]))
  const number = (type: Intl.DateTimeFormatPartTypes): number => Number(found.get(type))
  const [year, month, day] = [number('year'), number('month'), number('day')]
  return {
    year,
    month,
    day,
    hour: found.get('hour') ?? '',
    minute: found.get('minute') ?? '',
    second: found.get('second') ?? '',
    weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay(),
  }
}

/** What is printed in a language: dates with the month in letters, 24-hour clock, no locale guessed. */
export class Formatter {
  readonly language: Language
  /** IANA zone of the node. */
  readonly zone: string
  readonly #tag: string
  readonly #numbers = new Map<string, Intl.NumberFormat>()

  constructor(language: Language, zone: string) {
    this.language = language
    this.zone = zone
    this.#tag = LANGUAGE_FACTS[language].tag
  }

  number(value: number, digits?: { minimum?: number; maximum?: number }): string {
    if (!Number.isFinite(value)) return '–'
    if (this.language === 'acf') return kweyolNumber(value, digits)
    const key = `${digits?.minimum ?? 0}/${digits?.maximum ?? 3}`
    let format = this.#numbers.get(key)
    if (format === undefined) {
      format = new Intl.NumberFormat(this.#tag, {
        minimumFractionDigits: digits?.minimum ?? 0,
        maximumFractionDigits: digits?.maximum ?? 3,
      })
      this.#numbers.set(key, format)
    }
    return format.format(value)
  }

  date(at: string | number | Date, zone = this.zone): string {
    const instant = new Date(at)
    if (Number.isNaN(instant.getTime())) return '–'
    if (this.language === 'acf') return kweyolDate(partsOf(instant, zone))
    return new Intl.DateTimeFormat(this.#tag, {
      timeZone: zone,
      day: 'numeric',
      month: 'short',
      year: 'numeric',
    }).format(instant)
  }

  /** `16:30`, with seconds `16:30:05`. */
  time(at: string | number | Date, options: { seconds?: boolean; zone?: string } = {}): string {
    const instant = new Date(at)
    if (Number.isNaN(instant.getTime())) return '–'
    const p = partsOf(instant, options.zone ?? this.zone)
    return options.seconds === true ? `${p.hour}:${p.minute}:${p.second}` : `${p.hour}:${p.minute}`
  }

  dateTime(at: string | number | Date, options: { seconds?: boolean; zone?: string } = {}): string {
    return `${this.date(at, options.zone)}, ${this.time(at, options)}`
  }

  /** `24 Nov 2026, 20:30:05Z` */
  utc(at: string | number | Date): string {
    return `${this.dateTime(at, { zone: 'UTC', seconds: true })}Z`
  }
}
