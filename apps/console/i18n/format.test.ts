import { describe, expect, it } from 'vitest'
import { Formatter } from './format.ts'
import { kweyolDate } from './kweyol.ts'
import { languageOfBrowser } from './languages.ts'
import { bearing, dtg, position } from './nautical.ts'
import { pluralOf } from './plural.ts'

const AT = '2026-11-24T20:30:05Z'

describe('dates', () => {
  it.each([
    ['en', '24 Nov 2026, 16:30'],
    ['fr', '24 nov. 2026, 16:30'],
    ['es', '24 nov 2026, 16:30'],
    ['nl', '24 nov 2026, 16:30'],
    ['acf', '24 Nov 2026, 16:30'],
  ] as const)('%s in Saint Lucia', (language, text) => {
    expect(new Formatter(language, 'America/St_Lucia').dateTime(AT)).toBe(text)
  })

  it('Kwéyòl months never come out in English', () => {
    const f = new Formatter('acf', 'UTC')
    expect(f.date('2026-02-03T00:00:00Z')).toBe('3 Fév 2026')
    expect(kweyolDate({ year: 2026, month: 8, day: 1, weekday: 6 }, true)).toBe('Sanmdi 1 Out 2026')
  })

  it('UTC carries its Z and the seconds', () => {
    expect(new Formatter('en', 'America/St_Lucia').utc(AT)).toBe('24 Nov 2026, 20:30:05Z')
  })

  it('an unreadable instant is a dash, not "Invalid Date"', () => {
    expect(new Formatter('en', 'UTC').dateTime('soon')).toBe('–, –')
  })
})

describe('numbers', () => {
  it.each([
    ['en', '1,234.5'],
    ['fr', '1\u202f234,5'],
    ['es', '1234,5'],
    ['nl', '1.234,5'],
    ['acf', '1,234.5'],
  ] as const)('%s', (language, text) => {
    expect(new Formatter(language, 'UTC').number(1234.5)).toBe(text)
  })
})

describe('the watch’s notation', () => {
  it('date-time group', () => expect(dtg(AT)).toBe('242030Z NOV 26'))
  it('position in degrees and decimal minutes', () => {
    expect(position(13.90535, -60.96833)).toBe('13°54.321′N 060°58.100′W')
    expect(position(-0.999999999, 179.9999999)).toBe('01°00.000′S 180°00.000′E')
  })
  it('bearing has three figures', () => {
    expect([7.4, 359.7, -90].map(bearing)).toEqual(['007°', '000°', '270°'])
  })
})

describe('languages', () => {
  it('takes the first the browser wants and we have', () => {
    expect(languageOfBrowser(['pt-BR', 'nl-SR', 'en'])).toBe('nl')
    expect(languageOfBrowser(['de'])).toBe('en')
  })
  it('counts nought as one in French only', () => {
    expect([pluralOf('fr', 0), pluralOf('en', 0), pluralOf('acf', 1)]).toEqual(['one', 'other', 'one'])
  })
})
