import type { Contribution } from './contract/contribution.ts'
import type { Project } from './contract/project.ts'

const CATS =
  'CARPHA, St. Jude Reconstruction Project, cats.carpha.org/Members/St-Lucia/St-Jude-Reconstruction-Project'
const PLEDGES =
  'Government of Saint Lucia, Pledges pour in for the recovery of St. Jude Hospital, 11 September 2009, archive.stlucia.gov.lc'
const SHEET = 'US State Department, The Caribbean Basin Security Initiative: St. Lucia (fact sheet, undated)'

/** Reconstruction of St. Jude Hospital: what sources say, and no more. No baseline of cost or time was found. */
export const ST_JUDE: Project = {
  name: 'Reconstruction of St. Jude Hospital, Vieux Fort',
  nation: 'LCA',
  place: 'Vieux Fort',
  about:
    'A fire destroyed the hospital on 9 September 2009. The initiative’s fact sheet lists funding for its reconstruction among the nation’s benefits, without an amount.',
  area: null,
  goal: null,
  priority: null,
  plannedStart: null,
  plannedFinish: null,
  plannedCost: null,
  currency: null,
  source: `${CATS}; ${SHEET}`,
  state: 'under-way',
}

type Told = Omit<Contribution, 'project'>
const told = (
  funder: string,
  form: Told['form'],
  amount: string | null,
  currency: string | null,
  dated: string,
  source: string,
  note: string | null = null,
): Told => ({ funder, form, amount, currency, received: null, dated, source, note })

export const ST_JUDE_CONTRIBUTIONS: readonly Told[] = [
  told(
    'United States (Caribbean Basin Security Initiative)',
    'not-stated',
    null,
    null,
    'undated',
    SHEET,
    'no amount is published',
  ),
  told('Germany (GIZ)', 'grant', '63000', 'USD', '2012-11', CATS, 'committed'),
  told(
    'Germany (GIZ, CATS project)',
    'in-kind',
    '600000',
    'EUR',
    '2013-07 request onward',
    CATS,
    'support for water supply and wastewater',
  ),
  told(
    'Saudi Fund for Development',
    'loan',
    '75000000',
    'USD',
    'undated page, about 2022 to 2023',
    'Middle East Construction News, SFD inks US$75mn deal to rebuild hospital in Saint Lucia, meconstructionnews.com/57878',
    'loan for about 100 beds',
  ),
  told(
    'First Caribbean International Bank',
    'pledge',
    '200000',
    null,
    '2009-09-11',
    PLEDGES,
    'dollars, currency not stated',
  ),
  told(
    'First National Bank',
    'pledge',
    '100000',
    null,
    '2009-09-11',
    PLEDGES,
    'dollars, currency not stated',
  ),
  told(
    'Michael Chastanet group of companies',
    'donation',
    '35000',
    null,
    '2009-09-11',
    PLEDGES,
    'dollars, currency not stated',
  ),
]
