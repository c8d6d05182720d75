import { lane } from './lane.ts'

/** Yachts' day passages, from anchorage to anchorage. */
export const YACHT_LANES = {
  rodneyMarigot: lane('rodneyMarigot', ['rodneyBay', 'rodneyRoads', 'lciaWestNorth', 'marigot'], 400, 120),
  marigotSoufriere: lane('marigotSoufriere', ['marigot', 'lciaWest', 'soufriereRoads', 'soufriere'], 300, 60),
  soufriereBequia: lane(
    'soufriereBequia',
    [
      'soufriere',
      'soufriereRoads',
      'lciaPitons',
      'vctNorthWest',
      'vctWest',
      'kingstownRoads',
      'bequiaRoads',
      'bequia',
    ],
    700,
    60,
  ),
  bequiaCanouan: lane(
    'bequiaCanouan',
    ['bequia', 'bequiaRoads', 'grenadinesWest', 'canouanRoads', 'canouan'],
    500,
    60,
  ),
  canouanClifton: lane(
    'canouanClifton',
    ['canouan', 'canouanRoads', 'unionWest', 'unionSouthWest', 'unionSouth', 'clifton'],
    300,
    60,
  ),
  cliftonTyrrel: lane(
    'cliftonTyrrel',
    ['clifton', 'unionSouth', 'unionSouthWest', 'carriacouWest', 'tyrrelBay'],
    300,
    60,
  ),
  rodneySainteAnne: lane(
    'rodneySainteAnne',
    ['rodneyBay', 'rodneyRoads', 'channelMiddle', 'mtqSouth', 'sainteAnne'],
    900,
    120,
  ),
  sainteAnneFortDeFrance: lane(
    'sainteAnneFortDeFrance',
    ['sainteAnne', 'mtqSouth', 'mtqSouthWest', 'fortDeFranceRoads', 'fortDeFranceBay', 'fortDeFrance'],
    500,
    120,
  ),
  fortDeFranceSaintPierre: lane(
    'fortDeFranceSaintPierre',
    ['fortDeFrance', 'fortDeFranceBay', 'fortDeFranceRoads', 'saintPierreRoads', 'saintPierre'],
    300,
    100,
  ),
  saintPierrePortsmouth: lane(
    'saintPierrePortsmouth',
    [
      'saintPierre',
      'saintPierreRoads',
      'mtqNorthWest',
      'dmaWest',
      'dmaNorthWest',
      'portsmouthRoads',
      'portsmouth',
    ],
    700,
    100,
  ),
  barbadosBequia: lane(
    'barbadosBequia',
    [
      'carlisleBay',
      'bridgetownRoads',
      'windwardSouth',
      'vctEast',
      'passageMiddle',
      'vctNorthWest',
      'vctWest',
      'kingstownRoads',
      'bequiaRoads',
      'bequia',
    ],
    900,
    100,
  ),
} as const
