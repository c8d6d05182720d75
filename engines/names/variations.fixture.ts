import { drawer, type InventedPerson } from './people.fixture.ts'

/** The same person as another register has them; null where the variation does not apply. */
export type Variation = (person: InventedPerson, random: () => number) => InventedPerson | null

type Rule = readonly [RegExp, string]

const SPANISH: readonly Rule[] = [
  [/v/i, 'b'],
  [/z/i, 's'],
  [/ll/i, 'y'],
  [/^h/i, ''],
  [/\bh/i, ''],
  [/c(?=[eií])/i, 's'],
  [/qu(?=[ei])/i, 'k'],
  [/j(?=[eií])/i, 'g'],
  [/g(?=[eií])/i, 'j'],
]
const DUTCH: readonly Rule[] = [
  [/tj/i, 'ch'],
  [/dj/i, 'j'],
  [/sj/i, 'sh'],
  [/oe/i, 'u'],
  [/ie/i, 'i'],
  [/ij/i, 'y'],
]
const GENERAL: readonly Rule[] = [
  [/ph/i, 'f'],
  [/th/i, 't'],
  [/c(?=[aou])/i, 'k'],
  [/ll/i, 'l'],
  [/ss/i, 's'],
  [/ie\b/i, 'y'],
  [/y/i, 'i'],
  [/eau/i, 'o'],
]

/** Changes one element of the name by one rule that fits it; null when none does. */
function respelled(rules: readonly Rule[]): Variation {
  return (person, random) => {
    const draw = drawer(random)
    const found = (['given', 'family'] as const).flatMap((field) =>
      rules
        .map(([pattern, to]) => person[field].replace(pattern, to))
        .filter((text) => text !== person[field] && text !== '')
        .map((text) => ({ ...person, [field]: text })),
    )
    return found.length === 0 ? null : draw(found)
  }
}

const changed = (person: InventedPerson, next: Partial<InventedPerson>): InventedPerson | null => {
  const made = { ...person, ...next }
  return made.family === person.family &&
    made.given === person.given &&
    made.birthYear === person.birthYear &&
    made.birthDate === person.birthDate
    ? null
    : made
}

const both = (person: InventedPerson, change: (text: string) => string): InventedPerson | null =>
  changed(person, { given: change(person.given), family: change(person.family) })

const PARTICLE = /\b(de la|de los|del|de|van der|van 't|van|ten|du) /gi

function typingError(person: InventedPerson, random: () => number): InventedPerson | null {
  const { family } = person
  const at = 1 + Math.floor(random() * (family.length - 1))
  const letter = String.fromCharCode(97 + Math.floor(random() * 26))
  const edits = [
    family.slice(0, at) + family.slice(at + 1),
    family.slice(0, at) + letter + family.slice(at),
    family.slice(0, at) + letter + family.slice(at + 1),
    family.slice(0, at - 1) + family.slice(at, at + 1) + family.slice(at - 1, at) + family.slice(at + 1),
  ]
  return changed(person, { family: drawer(random)(edits) })
}

function lessLast(text: string): string {
  const words = text.split(' ')
  return words.length < 2 ? text : words.slice(0, -1).join(' ')
}

export const VARIATIONS: Readonly<Record<string, Variation>> = {
  'marks dropped': (p) => both(p, (text) => text.normalize('NFD').replaceAll(/\p{M}/gu, '')),
  'upper case': (p) => both(p, (text) => text.toUpperCase()),
  'hyphen as space, apostrophe gone': (p) => both(p, (text) => text.replaceAll('-', ' ').replaceAll("'", '')),
  'apostrophe as space': (p) => both(p, (text) => text.replaceAll(/\b(d|l|o)'/gi, '$1 ')),
  'particles dropped': (p) => changed(p, { family: p.family.replaceAll(PARTICLE, '') }),
  'Mac and Saint written short': (p) =>
    changed(p, { family: p.family.replace(/\bMac ?/, 'Mc').replace(/Saint[- ]/, 'St ') }),
  'family and given swapped': (p) => changed(p, { given: p.family, family: p.given }),
  'second family name missing': (p) =>
    p.group === 'spanish' && !/ (de|del|la|los) /i.test(p.family)
      ? changed(p, { family: lessLast(p.family) })
      : null,
  'second given name missing': (p) => changed(p, { given: lessLast(p.given) }),
  'first given name missing': (p) => changed(p, { given: p.given.split(' ').slice(1).join(' ') || p.given }),
  'Spanish respelling': (p, random) => (p.group === 'spanish' ? respelled(SPANISH)(p, random) : null),
  'Dutch respelling': (p, random) => (p.group === 'dutch' ? respelled(DUTCH)(p, random) : null),
  'English or French respelling': (p, random) =>
    p.group === 'english' || p.group === 'french' ? respelled(GENERAL)(p, random) : null,
  'one typing error in the family name': typingError,
  'birth year off by one': (p, random) =>
    changed(p, { birthYear: (p.birthYear ?? 0) + (random() < 0.5 ? 1 : -1), birthDate: null }),
  'day and month of birth swapped': (p) => {
    const [y, m, d] = (p.birthDate ?? '').split('-')
    return d !== undefined && Number(d) <= 12 ? changed(p, { birthDate: `${y ?? ''}-${d}-${m ?? ''}` }) : null
  },
  'birth year unknown to the asker': (p) => changed(p, { birthYear: null, birthDate: null }),
  'another given name, date of birth known': (p) =>
    p.birthDate === null ? null : changed(p, { given: 'Totally Different' }),
}
