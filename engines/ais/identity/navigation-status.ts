/** Navigational status 0-15 (ITU-R M.1371-5 Annex 8 table 48); null where the code is reserved or "not defined". */
export const NAVIGATION_STATUS: readonly (string | null)[] = [
  'Under way using engine',
  'At anchor',
  'Not under command',
  'Restricted manoeuvrability',
  'Constrained by her draught',
  'Moored',
  'Aground',
  'Engaged in fishing',
  'Under way sailing',
  null,
  null,
  'Power-driven vessel towing astern',
  'Power-driven vessel pushing ahead or towing alongside',
  null,
  'AIS-SART, MOB or EPIRB active',
  null,
]

/** Status of an active AIS-SART, MOB device or EPIRB-AIS; 15 with such a number means a test. */
export const STATUS_DISTRESS_ACTIVE = 14
