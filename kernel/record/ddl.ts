import type { ColumnKind, RecordDeclaration } from '../contract/record.ts'
import { LABEL_COLUMNS, labelPredicate, typePredicate } from '../label/label-table.ts'
import { historyTable, recordTable, searchedColumn, snake } from './table-name.ts'

const SQL_TYPE: Readonly<Record<ColumnKind, string>> = {
  text: 'text',
  number: 'double precision',
  integer: 'bigint',
  time: 'timestamptz',
  boolean: 'boolean',
}

/**
 * Words are filtered by equality and the list stays newest first; numbers and times are filtered by range and sorted by.
 * A sort by a word still finds its index and sorts equal words after (incremental sort).
 */
const INDEX_REST: Readonly<Record<ColumnKind, string>> = {
  text: 'updated_at DESC, id DESC',
  boolean: 'updated_at DESC, id DESC',
  number: 'id',
  integer: 'id',
  time: 'id',
}

/**
 * The migration that gives a record type its table, history, row-level security and indexes. Reviewed and committed
 * beside the capability; a test holds the committed text equal to this.
 */
export function createRecordSql(decl: RecordDeclaration): string {
  const table = recordTable(decl.type)
  const history = historyTable(decl.type)
  const short = snake(decl.type)
  const readable = readablePredicate(decl)
  const columns = [
    'id uuid PRIMARY KEY',
    'rev integer NOT NULL CHECK (rev >= 1)',
    'version integer NOT NULL',
    'title text NOT NULL',
    'fts text NOT NULL',
    ...LABEL_COLUMNS.map(([name, type]) => `${name} ${type}`),
    'body jsonb NOT NULL',
    'refs jsonb NOT NULL',
    'created_at timestamptz NOT NULL',
    'created_by text NOT NULL',
    'updated_at timestamptz NOT NULL',
    'updated_by text NOT NULL',
    'supersedes uuid',
    'reason text',
    'command text NOT NULL',
    ...Object.entries(decl.searched).map(([name, f]) => `${searchedColumn(name)} ${SQL_TYPE[f.kind]}`),
  ]
  const indexes = Object.entries(decl.searched).map(
    ([name, field]) =>
      `CREATE INDEX r_${short}_${snake(name)} ON ${table} (${searchedColumn(name)}, ${INDEX_REST[field.kind]});`,
  )
  return `-- Record type ${decl.type}, generated from its declaration (${decl.line}/${decl.capability}).
CREATE TABLE ${table} (
  ${columns.join(',\n  ')}
);
CREATE INDEX r_${short}_updated ON ${table} (updated_at DESC, id DESC);
${indexes.join('\n')}
CREATE TABLE ${history} (LIKE ${table});
ALTER TABLE ${history} ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON ${table}
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('${decl.type}', '${decl.realm}', '${snake(decl.realm)}', '${short}');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON ${history} FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE ${history} ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON ${table} FOR SELECT TO ${grantee(decl)} USING (
    ${readable}
);
CREATE POLICY makers ON ${table} FOR INSERT TO ${grantee(decl)} WITH CHECK (
    ${owned}${realmPredicate(decl.realm)}
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON ${table} FOR UPDATE TO ${grantee(decl)} USING (
    ${owned}
    AND ${readable}
) WITH CHECK (
    ${owned}
);
CREATE POLICY readers ON ${history} FOR SELECT TO ${grantee(decl)} USING (
    EXISTS (SELECT 1 FROM ${table} now WHERE now.id = h_${short}.id)
    AND ${labelPredicate(`h_${short}`)}
);
GRANT SELECT, INSERT, UPDATE ON ${table} TO ${grantee(decl)};
GRANT SELECT ON ${history} TO ${grantee(decl)};
`
}

const owned = 'owner = (SELECT (basinet.subject_now()).nation)'

function readablePredicate(decl: RecordDeclaration): string {
  const row = `r_${snake(decl.type)}`
  return `${typePredicate(decl.type)}${realmPredicate(decl.realm)}\n    AND ${labelPredicate(row)}`
}

function realmPredicate(realm: string): string {
  return realm === 'general' ? '' : `\n    AND (SELECT '${realm}' = ANY ((basinet.subject_now()).realms))`
}

/** Protected realms grant only to their own role, which the application's login must step into (`SET LOCAL ROLE`). */
function grantee(decl: Pick<RecordDeclaration, 'realm'>): string {
  return decl.realm === 'general' ? 'basinet_app' : `basinet_realm_${decl.realm}`
}
