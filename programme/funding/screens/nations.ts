/** Partners of the initiative [US State Department, Caribbean Basin Security Initiative] with a point to draw at: their capitals. */
export const NATIONS: readonly { id: string; name: string; at: [lon: number, lat: number] }[] = [
  { id: 'ATG', name: 'Antigua and Barbuda', at: [-61.85, 17.12] },
  { id: 'BHS', name: 'The Bahamas', at: [-77.35, 25.06] },
  { id: 'BRB', name: 'Barbados', at: [-59.62, 13.1] },
  { id: 'DMA', name: 'Dominica', at: [-61.39, 15.3] },
  { id: 'DOM', name: 'Dominican Republic', at: [-69.93, 18.47] },
  { id: 'GRD', name: 'Grenada', at: [-61.75, 12.05] },
  { id: 'GUY', name: 'Guyana', at: [-58.16, 6.8] },
  { id: 'JAM', name: 'Jamaica', at: [-76.79, 17.97] },
  { id: 'KNA', name: 'Saint Kitts and Nevis', at: [-62.73, 17.3] },
  { id: 'LCA', name: 'Saint Lucia', at: [-60.99, 14.01] },
  { id: 'SUR', name: 'Suriname', at: [-55.17, 5.87] },
  { id: 'TTO', name: 'Trinidad and Tobago', at: [-61.52, 10.65] },
  { id: 'VCT', name: 'Saint Vincent and the Grenadines', at: [-61.22, 13.16] },
]
