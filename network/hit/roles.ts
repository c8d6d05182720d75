/** Asks partners whether they hold something, and follows up a hit. */
export const HIT_OFFICER = 'hit-officer'
