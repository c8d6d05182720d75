import { performance } from 'node:perf_hooks'
import { fundingModule } from '@basinet/funding'
import { openTestStore, testSubject } from '@basinet/kernel/store/test-store'
import { readTable } from '../programme/funding/http.ts'
import { readEntries } from '../programme/funding/store.ts'
import type { BenchResult } from './bench.ts'

const LINES = 200_000
const ROUNDS = 7

/** As the database owner and past the triggers: what is measured is reading, and posting one by one would take an hour. */
const FILL = `
  ALTER TABLE basinet.r_ledger_entry DISABLE TRIGGER written;
  INSERT INTO basinet.r_ledger_entry (id, rev, version, title, fts, owner, class, release_to, display_only, handling, purposes,
    personal, juvenile, sealed, holds, onward, sources, exercise, body, refs, created_at, created_by, updated_at, updated_by, command,
    f_reference, f_basis, f_span, f_year_from, f_year_until, f_amount, f_currency, f_status, f_nation, f_area, f_account, f_donor,
    f_qualifier, f_item, f_state)
  SELECT gen_random_uuid(), 1, 1, 'R-' || n, '', 'LCA', 1, '{}', '{}', '{}', '{}', false, false, false, '{}', 'ask-owner', '{LCA}',
    false, jsonb_build_object('source', jsonb_build_object('document', 'Voucher ' || n, 'record', NULL, 'url', NULL, 'quote', 'q',
      'date', '2024-05-03', 'page', '1')), '[]', now(), 'x', now() + n * interval '1 ms', 'x', 'bench', 'R-' || n,
    (ARRAY['obligated', 'disbursed', 'expended'])[1 + n % 3], 'single', 2010 + n % 16, 2010 + n % 16, (n % 100000)::text || '.50',
    (ARRAY['USD', 'XCD'])[1 + (n / 7) % 2], 'sourced',
    (ARRAY['ATG', 'BHS', 'BRB', 'DMA', 'DOM', 'GRD', 'GUY', 'JAM', 'KNA', 'LCA', 'SUR', 'TTO', 'VCT'])[1 + (n / 3) % 13],
    (ARRAY['maritime', 'law-enforcement', 'borders', 'justice', 'prevention'])[1 + (n / 11) % 5],
    (ARRAY['INCLE', 'ESF', 'FMF'])[1 + (n / 5) % 3], 'United States', 'exact', CASE WHEN n % 10 = 0 THEN 'P-' || n END, 'posted'
  FROM generate_series(1, ${LINES}) AS n;
  ALTER TABLE basinet.r_ledger_entry ENABLE TRIGGER written;
  ANALYZE basinet.r_ledger_entry;`

/** `npm run bench -- ledger`: the funding page over 200,000 lines under row-level security, in answers a second. */
export async function run(): Promise<BenchResult> {
  const db = await openTestStore({ modules: [fundingModule()] })
  try {
    await db.admin.query(FILL)
    const reader = testSubject({ roles: ['officer', 'programme-officer'], purpose: 'programme' })
    const rate = async (ask: Parameters<typeof db.read<unknown>>[1]): Promise<number> => {
      const times: number[] = []
      for (let n = 0; n < ROUNDS; n++) {
        const begun = performance.now()
        await db.read(reader, ask)
        times.push(performance.now() - begun)
      }
      return 1000 / (times.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 1)
    }
    const page = { limit: 200, offset: 0 }
    return {
      name: 'ledger',
      unit: 'answers/s',
      ours: {
        'whole table, every figure': await rate((tx) => readTable(db.core, tx, {})),
        'one nation': await rate((tx) => readTable(db.core, tx, { nation: 'LCA' })),
        'entries of a row': await rate((tx) =>
          readEntries(
            tx,
            { nation: 'LCA', basis: 'disbursed', yearFrom: 2020, yearUntil: 2020 },
            false,
            page,
          ),
        ),
      },
      rivals: {},
      ratios: {},
      notes: [`${LINES.toLocaleString('en')} lines, median of ${ROUNDS}; 1 answer/s is 1000 ms`],
    }
  } finally {
    await db.close()
  }
}
