import type { Random } from './random.ts'

/** Words for invented names; no list was taken from a register. */
const WORDS = {
  island: {
    first: [
      'Ti',
      'Bèl',
      'Gwan',
      'Dou',
      'Lavi',
      'Chè',
      'Solèy',
      'Mizik',
      'Lespwa',
      'Flanbwayan',
      'Zetwal',
      'Kado',
    ],
    second: [
      'Zandoli',
      'Koulibwi',
      'Lanbi',
      'Mang',
      'Kannòt',
      'Lanmè',
      'Van',
      'Siwik',
      'Bannann',
      'Kòk',
      'Balawou',
    ],
  },
  trade: {
    first: [
      'Harrow',
      'Calder',
      'Ostrava',
      'Meridian',
      'Tolland',
      'Vesper',
      'Quill',
      'Norwick',
      'Sable',
      'Antrim',
      'Loxley',
      'Ferrol',
    ],
    second: [
      'Pioneer',
      'Carrier',
      'Provider',
      'Venture',
      'Trader',
      'Endurance',
      'Star',
      'Bridge',
      'Progress',
      'Spirit',
    ],
  },
  yacht: {
    first: [
      'Second',
      'Quiet',
      'Blue',
      'Slow',
      'Salt',
      'Borrowed',
      'Late',
      'Paper',
      'Wild',
      'Lucky',
      'Long',
      'Bright',
    ],
    second: [
      'Mistral',
      'Heron',
      'Sundog',
      'Tern',
      'Halyard',
      'Mermaid',
      'Sixpence',
      'Comet',
      'Pelican',
      'Almanac',
      'Daydream',
    ],
  },
  cruise: {
    first: ['Aurelia', 'Caribbea', 'Horizon', 'Celandine', 'Oriana'],
    second: ['Serenade', 'Voyager', 'Majesty', 'Odyssey', 'Lagoon'],
  },
} as const

export type NameStyle = keyof typeof WORDS

/** Invented name, at most 20 characters of the six-bit alphabet: capitals without accents. */
export function inventName(style: NameStyle, random: Random, n: number): string {
  const { first, second } = WORDS[style]
  const pairs = first.length * second.length
  const name = `${random.pick(first)} ${random.pick(second)}`
  return sixBit(n < pairs / 4 ? name : `${name} ${(n % 997) + 2}`).slice(0, 20)
}

function sixBit(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toUpperCase()
}
