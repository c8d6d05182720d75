/** Languages the map can write in; others fall back to English. */
export type BasemapLanguage = 'en' | 'es' | 'fr' | 'nl' | 'acf'

export type BasemapWords = {
  /** Written along the line, so that no one takes it for a boundary in law. */
  readonly zone12: string
  readonly zone200: string
  /** The map has no soundings; it must say so and not look like a chart. */
  readonly noDepth: string
  readonly notForNavigation: string
  readonly attribution: string
  /** Over a map whose tiles do not come: an empty sea must not pass for one without land. */
  readonly noLand: string
}

const SOURCE = 'GSHHG 2.3.7 © 2014 The GMT Team, LGPL-3+ · Natural Earth'

/** es, fr, nl and acf are drafts that no reader of the language has reviewed. */
export const BASEMAP_WORDS: Readonly<Record<BasemapLanguage, BasemapWords>> = {
  en: {
    zone12: '12 NM, computed, not legal',
    zone200: '200 NM or median, computed, not legal',
    noDepth: 'No depth data',
    notForNavigation: 'Not for navigation',
    attribution: `Coast: ${SOURCE}`,
    noLand: 'Land is not drawn: the base map is missing. What looks like sea may be land.',
  },
  es: {
    zone12: '12 MN, calculado, sin valor legal',
    zone200: '200 MN o línea media, calculado, sin valor legal',
    noDepth: 'Sin datos de profundidad',
    notForNavigation: 'No apto para la navegación',
    attribution: `Costa: ${SOURCE}`,
    noLand: 'La tierra no se dibuja: falta el mapa base. Lo que parece mar puede ser tierra.',
  },
  fr: {
    zone12: '12 M, calculé, sans valeur légale',
    zone200: '200 M ou médiane, calculé, sans valeur légale',
    noDepth: 'Aucune donnée de profondeur',
    notForNavigation: 'Ne pas utiliser pour la navigation',
    attribution: `Côte : ${SOURCE}`,
    noLand:
      'La terre n’est pas dessinée : le fond de carte manque. Ce qui semble être la mer peut être la terre.',
  },
  nl: {
    zone12: '12 zeemijl, berekend, niet rechtsgeldig',
    zone200: '200 zeemijl of middellijn, berekend, niet rechtsgeldig',
    noDepth: 'Geen dieptegegevens',
    notForNavigation: 'Niet voor navigatie',
    attribution: `Kust: ${SOURCE}`,
    noLand: 'Land is niet getekend: de basiskaart ontbreekt. Wat zee lijkt, kan land zijn.',
  },
  acf: {
    zone12: '12 mil lanmè, kalkilé, pa lalwa',
    zone200: '200 mil lanmè oben mitan, kalkilé, pa lalwa',
    noDepth: 'Pa ni chif fondè',
    notForNavigation: 'Pa pou navigasyon',
    attribution: `Kòt: ${SOURCE}`,
    noLand: 'Tè-a pa désiné: kat-la pa la. Sa ki sanm lanmè pé sé tè.',
  },
}
