/**
 * Part of the EUROCONTROL Specification for Surveillance Data Exchange (SPEC-0149, earlier SUR.ET1.ST05.2000-STD) that
 * defines each category. Category 205's part number was not found in a source at hand.
 */
export const STANDARDS: Readonly<Record<number, string>> = {
  1: 'EUROCONTROL-SPEC-0149 Part 2a',
  2: 'EUROCONTROL-SPEC-0149 Part 2b',
  4: 'EUROCONTROL-SPEC-0149 Part 17',
  8: 'EUROCONTROL-SPEC-0149 Part 3',
  10: 'EUROCONTROL-SPEC-0149 Part 7',
  19: 'EUROCONTROL-SPEC-0149 Part 18',
  20: 'EUROCONTROL-SPEC-0149 Part 14',
  21: 'EUROCONTROL-SPEC-0149 Part 12',
  23: 'EUROCONTROL-SPEC-0149 Part 16',
  25: 'EUROCONTROL-SPEC-0149 Part 26',
  34: 'EUROCONTROL-SPEC-0149 Part 2b',
  48: 'EUROCONTROL-SPEC-0149 Part 4',
  62: 'EUROCONTROL-SPEC-0149 Part 9',
  63: 'EUROCONTROL-SPEC-0149 Part 10',
  65: 'EUROCONTROL-SPEC-0149 Part 15',
  205: 'EUROCONTROL-SPEC-0149 Category 205',
  240: 'EUROCONTROL-SPEC-0149-240',
  247: 'EUROCONTROL-SPEC-0149 Part 20',
}
