import { expect, test } from 'vitest'
import { sharedText } from '../../../tests/data/shared.ts'
import { previewActivities, type Preview } from './partner.ts'

const read = (text: string): Promise<Preview> => previewActivities([new TextEncoder().encode(text)])
const activity = (inner: string, id = 'XM-DAC-1-A'): string => `
<iati-activity default-currency="USD" last-updated-datetime="2024-02-03T00:00:00Z">
<iati-identifier>${id}</iati-identifier><reporting-org ref="XM-DAC-1" type="10"><narrative>Ministry</narrative></reporting-org>
<title><narrative>Patrol boats</narrative></title>${inner}</iati-activity>`
const file = (...activities: string[]): string =>
  `<iati-activities version="2.03">${activities.join('')}</iati-activities>`
const money = (type: string, value: string): string =>
  `<transaction><transaction-type code="${type}"/><transaction-date iso-date="2024-01-01"/>${value}</transaction>`
const LCA = '<recipient-country code="LC" percentage="60"/><recipient-country code="BB" percentage="40"/>'

test('maps to nations with their shares, donor, area and sums a kind and a currency each', async () => {
  const { activities, fault } = await read(
    file(
      activity(`<participating-org role="1"><narrative>Fund</narrative></participating-org>
<activity-date type="1" iso-date="2023-01-01"/><activity-date type="2" iso-date="2023-02-01"/>
${LCA}<recipient-country code="FR"/><sector code="15137" vocabulary="1"/><sector code="15134"/>
${money('2', '<value>0100.50</value>')}${money('2', '<value>20</value>')}${money('3', '<value currency="EUR">7</value>')}
${money('11', '<value>900</value>')}<budget><period-start iso-date="2024-01-01"/><value>5</value></budget>`),
    ),
  )
  expect(fault).toBe(null)
  expect(activities).toEqual([
    {
      line: 2,
      identifier: 'XM-DAC-1-A',
      title: 'Patrol boats',
      findings: [],
      facts: {
        identifier: 'XM-DAC-1-A',
        title: 'Patrol boats',
        publisher: 'Ministry',
        donor: 'Fund',
        nations: [
          { nation: 'LCA', percentage: 60 },
          { nation: 'BRB', percentage: 40 },
        ],
        regional: false,
        area: 'justice',
        sectors: ['15137', '15134'],
        status: null,
        from: '2023-02-01',
        until: null,
        amounts: [
          { kind: 'commitment', currency: 'USD', amount: '120.50', count: 2 },
          { kind: 'disbursement', currency: 'EUR', amount: '7', count: 1 },
          { kind: 'budget', currency: 'USD', amount: '5', count: 1 },
        ],
        updated: '2024-02-03',
      },
    },
  ])
})

test('what is not taken, or left out, is said with its line', async () => {
  const { activities } = await read(
    file(
      activity(LCA, ''),
      activity('<recipient-country code="FR"/>', 'B'),
      activity(`<recipient-region code="1031" vocabulary="1"/>${money('9', '<value>1</value>')}`, 'C'),
      activity(`${LCA}<sector code="15132"/>${money('3', '<value>1,000</value>')}`, 'C'),
      activity(
        `${LCA}<sector code="15132"/><sector code="15137"/>${money('3', '<value currency="">1</value>')}`,
        'D',
      ),
    ),
  )
  expect(
    activities.map((a) => [a.facts !== null, a.findings.map((f) => `${f.code} ${f.value}`.trim())]),
  ).toEqual([
    [false, ['no-identifier']],
    [false, ['no-partner FR']],
    [true, ['transaction-type 9', 'area-unknown']],
    [false, ['twice C', 'amount 1,000']],
    [true, ['currency', 'area-unknown 15132 15137']],
  ])
  expect(activities[2]?.facts).toMatchObject({ nations: [], regional: true, donor: 'Ministry' })
  expect(activities.flatMap((a) => a.findings.map((f) => f.line)).every((line) => line > 1)).toBe(true)
})

test('of published and of old files nothing is lost unsaid', async () => {
  for (const path of [
    'programme/iati-2.03/examples/activity-standard-example-annotated.xml',
    'programme/iati-old-real/undp_sample-v1.xml',
  ]) {
    const text = sharedText(path)
    const { activities, fault } = await read(text ?? file(activity('', '')))
    expect(fault).toBe(null)
    expect(activities.length).toBeGreaterThan(0)
    for (const { facts, findings } of activities) expect(facts !== null || findings.length > 0).toBe(true)
  }
  // An activity alone is no file of activities.
  const alone = sharedText('programme/iati-old-real/worked-example-haiti-v1.xml') ?? activity('')
  expect((await read(alone)).fault?.message).toMatch(/<iati-activity> where <iati-activities>/)
})
