export type BasemapTheme = 'light' | 'dark' | 'red-night'

/**
 * Sea and land stay close to each other and to the page in brightness: what is watched must be the brightest thing on
 * the map. Red-night uses red wavelengths only, as the console's tokens do (theme/tokens.css).
 */
export type BasemapColours = {
  readonly sea: string
  readonly land: string
  readonly lake: string
  readonly coast: string
  readonly zone: string
  readonly graticule: string
  readonly port: string
  /** Text over sea and its halo; 4.5:1 against the sea. */
  readonly label: string
  readonly waterLabel: string
  readonly halo: string
}

export const BASEMAP_COLOURS: Readonly<Record<BasemapTheme, BasemapColours>> = {
  light: {
    sea: '#e6edf0',
    land: '#d6d8d0',
    lake: '#e0e8eb',
    coast: '#98a29e',
    zone: '#7d8f9c',
    graticule: '#cbd5d9',
    port: '#5a6663',
    label: '#47524f',
    waterLabel: '#4c6472',
    halo: '#eef3f4',
  },
  dark: {
    sea: '#101a1f',
    land: '#20282a',
    lake: '#131e23',
    coast: '#46545a',
    zone: '#56707c',
    graticule: '#1d2a31',
    port: '#8b9aa0',
    label: '#a3b1b0',
    waterLabel: '#7f99a6',
    halo: '#0d1519',
  },
  'red-night': {
    sea: '#0a0201',
    land: '#1c0705',
    lake: '#0c0302',
    coast: '#5a1a12',
    zone: '#7a2419',
    graticule: '#230907',
    port: '#b03a2c',
    label: '#d65141',
    waterLabel: '#cf5041',
    halo: '#080100',
  },
}
