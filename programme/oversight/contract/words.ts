export const CAPABILITY = 'oversight'
export const LINE = 'programme'
