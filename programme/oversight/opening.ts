import type { Engagement } from './contract/engagement.ts'
import type { Finding } from './contract/finding.ts'

interface Report {
  readonly engagement: Omit<Engagement, 'samples' | 'state'>
  readonly findings: readonly Pick<Finding, 'criterion' | 'condition' | 'recommendation'>[]
}

/** Public audits of the initiative as their summaries tell them [gao.gov/products of each number]. */
export const OPENING_REPORTS: readonly Report[] = [
  {
    engagement: {
      reference: 'GAO-19-201',
      name: 'Caribbean Basin Security Initiative',
      auditor: 'US Government Accountability Office',
      scope:
        'Planning, monitoring and reporting of the initiative; 25 activities sampled; field work in Barbados, the Dominican Republic and Jamaica.',
      from: '2019-02-27',
      until: '2019-02-27',
      source: 'GAO-19-201, 27 February 2019, gao.gov/products/gao-19-201; the day is that of publication',
    },
    findings: [
      {
        criterion: 'Progress of the initiative as a whole can be told.',
        condition:
          'There is no initiative-wide planning and reporting mechanism; success or failure cannot be attested.',
        recommendation: 'An initiative-wide planning and reporting mechanism.',
      },
      {
        criterion: 'Results of all activities are kept together.',
        condition: 'Collection of data differs by country and there is no centralised data storage.',
        recommendation: 'A data management system for the initiative.',
      },
    ],
  },
  {
    engagement: {
      reference: 'GAO-25-107007',
      name: 'Caribbean firearms',
      auditor: 'US Government Accountability Office',
      scope: 'Trafficking of firearms to the region and activities against it, 2018 to 2022.',
      from: '2024-10-15',
      until: '2024-10-15',
      source:
        'GAO-25-107007, 15 October 2024, files.gao.gov/reports/GAO-25-107007; the day is that of publication',
    },
    findings: [
      {
        criterion: 'Activities are assessed by their results.',
        condition: 'The department could better assess its activities against firearms trafficking.',
        recommendation: 'Better assessment of activities.',
      },
    ],
  },
]
