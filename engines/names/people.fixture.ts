import type { Person } from './person-tokens.ts'

/** Randomness of a seed, 0 up to 1 (mulberry32): the same people in every run with the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

export type Draw = <T>(from: readonly T[]) => T
export const drawer =
  (random: () => number): Draw =>
  (from) =>
    from[Math.floor(random() * from.length)]!

/** Common names of the region's languages; the people made of them are invented. */
const GROUPS = {
  spanish: {
    given:
      'José María,Juan,Ángela,Jesús,Ximena,Iván,Cecilia,Yolanda,Víctor,Héctor,Guillermo,Inés,Luis Alberto,Zoila,Carlos,Graciela,Wilfredo,Xiomara,Joaquín,Belkis,Ana Lucía,Rafael,Julio César,Milagros,Ramón,Altagracia,Sócrates,Yajaira',
    family:
      'Hernández,Jiménez,Vásquez,Gutiérrez,Peña,de la Cruz,Núñez,Villalobos,Guerrero,Quispe,Herrera,Báez,Cevallos,Zúñiga,de los Santos,Castillo,Echavarría,Llanos,Guevara,Ibáñez,Rosario,del Valle,Mejía,Polanco,Tejada,Vargas,Ureña,Almonte,Fermín,Brito',
  },
  english: {
    given:
      'Catherine,Thomas,Philip,Shanice,Winston,Marcia,Delroy,Keisha,Matthew,Anthony,Sherwin,Alicia,Kimberley,Rohan,Theodore,Cynthia,Marlon,Jacqueline,Curtis,Natalie,Dwayne,Hyacinth,Vernon,Esther',
    family:
      "Williams,Charles,Joseph,Phillip,O'Neil,MacDonald,McKenzie,St. Louis,Baptiste-Smith,Alexander,Browne,Thompson,Fitzgerald,Hinds,Clarke,Campbell,Greenidge,Mac Intyre,Saint John,Prescod,Bynoe,D'Abreau,Lashley,Pilgrim,Weekes,Holder,Cumberbatch,Rolle",
  },
  french: {
    given:
      'Jean-Baptiste,Marie-Josèphe,Philippe,Élodie,Théophile,Cécile,Joséphine,Étienne,Mathurin,Clémence,Thérèse,Fénelon,Gérard,Solange,Wilner,Guerda,Frantz,Mirlande',
    family:
      "Beauchamp,de la Croix,d'Auvergne,Desroches,Saint-Hilaire,Jean-François,Théodore,L'Etang,Baptiste,du Boulay,Lafontant,Philoctète,Charlemagne,Mathurin,Dessources,Leblanc,Ducasse,Cenac,Félix,Auguste,Destouches,Montoute,Sanon,Belizaire",
  },
  dutch: {
    given:
      'Johannes,Wilhelmina,Radjesh,Soerdj,Sjaak,Djoemadi,Tjan,Hendrik,Sitaram,Kartini,Ruud,Anjali,Martinus,Soekinah,Ramdjan,Chandra,Ludwig,Henna,Winsy,Raoul',
    family:
      "van der Berg,van 't Hof,de Vries,Soerdjan,Tjon A Fat,Djojodikromo,Sjahid,Ramdjan,ten Hove,Bhagwandin,Kartosoewito,Jansen,van Dijk,Tjin Liep Shie,Biharie,Pengel,Kromodimedjo,de Kom,Venetiaan,Wijdenbosch,Ooft,Sedney,Moesafirhoesein,Kishoensingh",
  },
} as const
export type Group = keyof typeof GROUPS
const GROUP_NAMES = Object.keys(GROUPS) as Group[]

export interface InventedPerson extends Person {
  readonly group: Group
}

export function inventPerson(random: () => number): InventedPerson {
  const draw = drawer(random)
  const group = draw(GROUP_NAMES)
  const given = GROUPS[group].given.split(',')
  const family = GROUPS[group].family.split(',')
  const twoFamily = group === 'spanish' || random() < 0.08
  const twoGiven = random() < 0.5
  const birthYear = 1940 + Math.floor(random() * 68)
  const month = String(1 + Math.floor(random() * 12)).padStart(2, '0')
  const day = String(1 + Math.floor(random() * 28)).padStart(2, '0')
  return {
    group,
    given: twoGiven ? `${draw(given)} ${draw(given)}` : draw(given),
    family: twoFamily ? `${draw(family)} ${draw(family)}` : draw(family),
    birthYear,
    birthDate: random() < 0.7 ? `${birthYear}-${month}-${day}` : null,
  }
}
