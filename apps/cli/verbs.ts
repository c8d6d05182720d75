import type { VerbInfo } from './io.ts'

/** Every verb of `basinet`, by its words. */
const VERBS: Readonly<Record<string, VerbInfo>> = {
  start: {
    usage: 'start',
    about: 'run the node of BASINET_DATA; makes a demonstration node where there is none',
    load: async () => (await import('./node/start.ts')).start,
  },
  init: {
    usage: 'init --nation LCA [--name TEXT]',
    about: 'make a service node in BASINET_DATA and its first administrator',
    load: async () => (await import('./node/init.ts')).init,
  },
  'administrator add': {
    usage: 'administrator add',
    about:
      'one more administrator, at the machine, while fewer than two are active; reported as appointed alone',
    load: async () => (await import('./node/administrator-add.ts')).administratorAdd,
  },
  'decode ais': {
    usage: 'decode ais FILE|- [--unscaled|--compact] [--summary-only]',
    about: 'AIS sentences to one JSON object a message',
    load: async () => (await import('./decode/ais.ts')).decodeAis,
  },
  'decode asterix': {
    usage: 'decode asterix FILE|- [--summary-only]',
    about: 'ASTERIX blocks (raw, FINAL, pcap) to one JSON object a record; editions are found and told',
    load: async () => (await import('./decode/asterix.ts')).decodeAsterix,
  },
  'decode adsb': {
    usage: 'decode adsb FILE|- [--summary-only]',
    about: 'Mode S and ADS-B (Beast, AVR, SBS) to one JSON object a message',
    load: async () => (await import('./decode/adsb.ts')).decodeAdsb,
  },
  'credential verify': {
    usage: 'credential verify FILE --offline [--status FILE]… [--trust DID]… [--at TIME]',
    about: 'verify an Open Badges 3.0 certificate, JSON or VC-JWT, by what is at hand; nothing is fetched',
    load: async () => (await import('./credential/verify.ts')).credentialVerify,
  },
  'fact-sheet': {
    usage: 'fact-sheet NATION|REGION [--lang en|es|fr|nl|acf] --out FILE.pdf|FILE.html',
    about:
      "a nation's public fact sheet from the ledger's public records; signed out, from the opening ledger",
    load: async () => (await import('./fact-sheet/fact-sheet.ts')).factSheet,
  },
  'iati validate': {
    usage: 'iati validate FILE…',
    about: 'judge IATI 2.03 files by schema, codelists and ruleset; one JSON object a file',
    load: async () => (await import('./iati/validate.ts')).iatiValidate,
  },
  'iati import': {
    usage: 'iati import FILE… [--send]',
    about:
      "read others' IATI activities: one JSON object an activity, what can be taken and why not; --send takes it in",
    load: async () => (await import('./iati/import.ts')).iatiImport,
  },
  region: {
    usage: 'region [--nations LCA,BRB,VCT,REG] [--scenario NAME] [--port N] [--data DIRECTORY]',
    about: 'run several nations with their own databases and keys on this machine, sharing; a demonstration',
    load: async () => (await import('./region/region.ts')).region,
  },
  'network join': {
    usage: 'network join [--body] | --found NAME FILE… [--threshold N] | FILE.network [--confirm]',
    about: 'introduce this node, begin a network, or take this node’s turn in its founding',
    load: async () => (await import('./network/join.ts')).join,
  },
  'network status': {
    usage: 'network status [--node NATION]',
    about: 'links, what waits, copies and recalls of the node; counts and states',
    load: async () => (await import('./network/links.ts')).status,
  },
  'network ask': {
    usage:
      'network ask NATION… --case NUMBER --purpose TEXT --person "FAMILY, GIVEN" [--born DATE] | --document ISSUER/NUMBER | --plate COUNTRY/NUMBER | --hull NUMBER | --serial [MAKE/]NUMBER',
    about: 'ask partners whether they hold something; they do not learn what is asked',
    load: async () => (await import('./network/ask.ts')).ask,
  },
  'network register': {
    usage:
      'network register [propose [--admit FILE.introduction]… [--remove NATION]… [--threshold N] [--days N] | FILE.register [--confirm]]',
    about: 'show who is in the network; admit, remove or renew by a register that enough members sign',
    load: async () => (await import('./network/register.ts')).register,
  },
  'network key': {
    usage:
      'network key list | rotate [--tls-now] | revoke ID --reason lost|compromised|retired [--node NATION]',
    about: 'show, change with overlap, or revoke the keys partners know this node by',
    load: async () => (await import('./network/key.ts')).key,
  },
  'network witness': {
    usage: 'network witness NUMBER [--node NATION]',
    about: 'set how many members must cosign this node’s audit log',
    load: async () => (await import('./network/witness.ts')).quorum,
  },
  'network alarm': {
    usage: 'network alarm close ID --reason TEXT [--node NATION]',
    about: 'close a red alarm about an audit log after people looked into it',
    load: async () => (await import('./network/witness.ts')).alarm,
  },
  'network excuse': {
    usage: 'network excuse NATION… --reason "FIRST + SECOND" [--node NATION]',
    about: 'let a restored node go on without asking partners that are gone',
    load: async () => (await import('./network/witness.ts')).excuse,
  },
  'network cut': {
    usage: 'network cut NATION|all [--node NATION] [--reason TEXT]',
    about: 'keep no link with a partner until it is restored; what is shared waits',
    load: async () => (await import('./network/links.ts')).cut,
  },
  'network restore': {
    usage: 'network restore NATION|all [--node NATION]',
    about: 'keep the link again',
    load: async () => (await import('./network/links.ts')).restore,
  },
  'network bundle export': {
    usage: 'network bundle export NATION DIRECTORY [--node NATION]',
    about:
      'write what waits for a nation to a stick, signed and sealed; it stays queued until its receipt comes',
    load: async () => (await import('./network/bundle.ts')).bundleExport,
  },
  'network bundle import': {
    usage: 'network bundle import FILE… [--node NATION]',
    about: 'take bundles in from a stick; one taken before, or for somebody else, is refused',
    load: async () => (await import('./network/bundle.ts')).bundleImport,
  },
  'network agreements': {
    usage: 'network agreements [--long] [--node NATION]',
    about: 'agreements this node holds and how they stand',
    load: async () => (await import('./network/agreement.ts')).agreements,
  },
  'network agreement draft': {
    usage: 'network agreement draft TERMS.json|- [--follows HASH]',
    about: 'write an agreement, or the next version of one; prints the dossier’s id',
    load: async () => (await import('./network/agreement-work.ts')).agreementStep('draft'),
  },
  'network agreement revise': {
    usage: 'network agreement revise DOSSIER TERMS.json --reason TEXT',
    about: 'change a draft',
    load: async () => (await import('./network/agreement-work.ts')).agreementStep('revise'),
  },
  'network agreement withdraw': {
    usage: 'network agreement withdraw DOSSIER --reason TEXT',
    about: 'give a draft up',
    load: async () => (await import('./network/agreement-work.ts')).agreementStep('withdraw'),
  },
  'network agreement offer': {
    usage: 'network agreement offer DOSSIER',
    about: 'put a draft before the other parties; nothing flows by it',
    load: async () => (await import('./network/agreement-work.ts')).agreementStep('offer'),
  },
  'network agreement take-up': {
    usage: 'network agreement take-up HASH',
    about: 'open our dossier on what a partner offers',
    load: async () => (await import('./network/agreement-work.ts')).agreementStep('take-up'),
  },
  'network agreement countersign': {
    usage:
      'network agreement countersign DOSSIER [--paper FILE] --signatory NAME --capacity TEXT --law TEXT --reason TEXT',
    about: 'file the signed paper and ask for the nation’s signature; waits for a second person',
    load: async () => (await import('./network/agreement-work.ts')).agreementStep('countersign'),
  },
  'network agreement suspend': {
    usage: 'network agreement suspend HASH|all --reason TEXT',
    about: 'ask that an agreement, or all sharing, rests; waits for a second person',
    load: async () => (await import('./network/agreement-work.ts')).agreementStep('suspend'),
  },
  'network agreement resume': {
    usage: 'network agreement resume HASH|all --reason TEXT',
    about: 'ask that it goes on; waits for a second person',
    load: async () => (await import('./network/agreement-work.ts')).agreementStep('resume'),
  },
  'network agreement end': {
    usage: 'network agreement end HASH --reason TEXT',
    about: 'ask that an agreement ends and its copies are recalled; waits for a second person',
    load: async () => (await import('./network/agreement-work.ts')).agreementStep('end'),
  },
  'network agreement continue': {
    usage: 'network agreement continue HASH|all --until TIME --reason TEXT',
    about: 'ask that holders cut off from here may read their copies until then; waits for a second person',
    load: async () => (await import('./network/agreement-work.ts')).agreementStep('continue'),
  },
  'network agreement agree': {
    usage: 'network agreement agree ORDER',
    about: 'agree, as the second person, to what another ordered',
    load: async () => (await import('./network/agreement-work.ts')).agreementStep('agree'),
  },
  'network agreement refuse': {
    usage: 'network agreement refuse ORDER --reason TEXT',
    about: 'refuse, as the second person, what another ordered',
    load: async () => (await import('./network/agreement-work.ts')).agreementStep('refuse'),
  },
  'network agreement show': {
    usage: 'network agreement show HASH|DOSSIER',
    about: 'terms, signatures, paper and acts of an agreement',
    load: async () => (await import('./network/agreement-look.ts')).agreementLook('show'),
  },
  'network agreement diff': {
    usage: 'network agreement diff HASH|DOSSIER OTHER',
    about: 'what differs from another version, one field a line, and which way it goes',
    load: async () => (await import('./network/agreement-look.ts')).agreementLook('diff'),
  },
  'network agreement preview': {
    usage: 'network agreement preview HASH|DOSSIER [--with OTHER]',
    about: 'what would flow under it of the records you may read, and what would not and why; counts',
    load: async () => (await import('./network/agreement-look.ts')).agreementLook('preview'),
  },
  'network agreement print': {
    usage: 'network agreement print HASH|DOSSIER [--language en|es|fr|nl|acf]',
    about: 'the text as it is signed',
    load: async () => (await import('./network/agreement-look.ts')).agreementLook('print'),
  },
  'network check': {
    usage: 'network check [--node NATION]',
    about: 'what is wrong with clock, ports, certificates and register, and what to do about it',
    load: async () => (await import('./network/check.ts')).check,
  },
  'topography compare': {
    usage:
      'topography compare A.x3p B.x3p | --pairs LIST.csv --root DIR [--kind KIND] [--rotation DEG] [--shift MM]',
    about: 'two cartridge cases or bullet lands, as JSON: congruent cells, pose, decision, likelihood ratio',
    load: async () => (await import('./topography/compare.ts')).topographyCompare,
  },
  'fingerprint extract': {
    usage: 'fingerprint extract FILE... [--ppi N]',
    about: 'the minutiae of prints, one JSON object a file',
    load: async () => (await import('./fingerprint/extract.ts')).fingerprintExtract,
  },
  'fingerprint match': {
    usage: 'fingerprint match A B | --pairs LIST.csv [--root DIR] [--workers N] [--ppi N]',
    about: 'the score of two prints, or a,b,score for every pair of a list; higher speaks for one finger',
    load: async () => (await import('./fingerprint/match.ts')).fingerprintMatch,
  },
  'fingerprint search': {
    usage: 'fingerprint search PROBE FOLDER [--most N] [--ppi N]',
    about: 'the prints of a folder most like the probe, score,file, best first',
    load: async () => (await import('./fingerprint/search.ts')).fingerprintSearch,
  },
  track: {
    usage: 'track --plots PLOTS.csv|- --radars SITES.json',
    about: 'plots of several radars to system tracks, t_s,track,x_m,y_m at each scan',
    load: async () => (await import('./track/track.ts')).track,
  },
  'picture ingest': {
    usage: 'picture ingest FILE|- [--station NAME] [--time recorded|arrival]',
    about: 'store the AIS positions of a recording as history; raises nothing',
    load: async () => (await import('./node/picture.ts')).pictureVerb('ingest'),
  },
  'picture replay': {
    usage: 'picture replay FILE --to udp://HOST:PORT|tcp://HOST:PORT|- [--speed N] [--loop]',
    about: 'send a recording at its own pace, or a multiple, to a feed; needs no node',
    load: async () => (await import('./node/picture.ts')).pictureVerb('replay'),
  },
  'picture export': {
    usage:
      'picture export --format csv|jsonl|geojson|kml|nmea --from TIME --to TIME [--bbox W,S,E,N] [--mmsi N] [--out FILE]',
    about: 'write stored positions; never a protected craft',
    load: async () => (await import('./node/picture.ts')).pictureVerb('export'),
  },
  'audit verify': {
    usage: 'audit verify',
    about: "prove the node's whole audit log; names the first bad leaf",
    load: async () => (await import('./node/audit-verify.ts')).auditVerify,
  },
  'audit pack-verify': {
    usage: 'audit pack-verify FILE',
    about: 'verify an audit pack on any machine, without a node',
    load: async () => (await import('./node/pack-verify.ts')).packVerify,
  },
  backup: {
    usage: 'backup DIRECTORY',
    about: 'one consistent, encrypted set of database and evidence; the node may run',
    load: async () => (await import('./node/backup.ts')).backup,
  },
  'backup verify': {
    usage: 'backup verify SET',
    about: 'read a whole set and compare it with its manifest',
    load: async () => (await import('./node/backup.ts')).backupVerify,
  },
  restore: {
    usage: 'restore SET [--expunged FILE | --without-expunged REASON]',
    about:
      'restore a set into the empty database of BASINET_DATA, expunge again what was expunged since, prove the log',
    load: async () => (await import('./node/restore.ts')).restore,
  },
  'restore replay': {
    usage: 'restore replay FILE',
    about: 'expunge again what a list says, in a database restored by other means; the node is stopped',
    load: async () => (await import('./node/restore.ts')).restoreReplay,
  },
  'evidence copy': {
    usage: 'evidence copy',
    about:
      'move the evidence of the data directory into the object store of BASINET_S3_ENDPOINT; the node is stopped',
    load: async () => (await import('./node/evidence-copy.ts')).evidenceCopy,
  },
  upgrade: {
    usage: 'upgrade DIRECTORY | upgrade --no-backup REASON',
    about: 'back up into DIRECTORY, migrate and prove the audit log, or stay; the node is stopped',
    load: async () => (await import('./node/upgrade.ts')).upgrade,
  },
  'keys shares': {
    usage: 'keys shares --needed M --total N',
    about: 'print recovery shares of the key-encryption key, one a person',
    load: async () => (await import('./node/keys.ts')).shares,
  },
  'keys list': {
    usage: 'keys list',
    about: 'every key of the node by kind, version and state; no key is shown',
    load: async () => (await import('./node/keys.ts')).list,
  },
  'keys rotate': {
    usage: 'keys rotate KIND',
    about: 'new key; what the old one sealed is sealed anew, then the old one is destroyed where that may be',
    load: async () => (await import('./node/keys-rotate.ts')).rotate,
  },
  'keys retire': {
    usage: 'keys retire backup VERSION',
    about: 'destroy an old backup key in the keyring, so that it opens no set of its time any more',
    load: async () => (await import('./node/keys-rotate.ts')).retire,
  },
  'keys recover': {
    usage: 'keys recover [--drill] [--to FILE] [SHARES…]',
    about: 'bring a lost key file back from M shares, in files or on standard input; --drill writes nothing',
    load: async () => (await import('./node/keys-recover.ts')).recover,
  },
  'keys generate': {
    usage: 'keys generate [--version N]',
    about: 'print a fresh key-encryption key for a systemd credential; keep it nowhere else',
    load: async () => (await import('./node/keys.ts')).generate,
  },
  'sign-in': {
    usage: 'sign-in LINK',
    about: 'open a session at a running node by a one-use link; kept readable for you alone',
    load: async () => (await import('./remote/sign-in.ts')).signIn,
  },
  'sign-out': {
    usage: 'sign-out',
    about: 'end that session',
    load: async () => (await import('./remote/sign-in.ts')).signOut,
  },
  'records list': {
    usage: 'records list TYPE [--filter NAME=VALUE]…',
    about: 'records of a type at the running node, one JSON object a line',
    load: async () => (await import('./remote/records.ts')).recordsList,
  },
  'records get': {
    usage: 'records get TYPE ID [--history|--thread]',
    about: 'one record, its history or the thread around it',
    load: async () => (await import('./remote/records.ts')).recordsGet,
  },
  commands: {
    usage: 'commands [TYPE]',
    about: 'commands you may give at the running node, and why not',
    load: async () => (await import('./remote/command.ts')).commands,
  },
  command: {
    usage: 'command NAME --input JSON|@FILE|-',
    about: 'give any command of any capability; --schema shows its input',
    load: async () => (await import('./remote/command.ts')).command,
  },
  openapi: {
    usage: 'openapi',
    about: "print the node's OpenAPI 3.1 document",
    load: async () => (await import('./node/openapi.ts')).openapi,
  },
  migrations: {
    usage: 'migrations [--write]',
    about: 'compare the committed migrations of record types with their declarations',
    load: async () => (await import('./node/migrations.ts')).migrations,
  },
}

const WORDS_MAX = 3

/** The longest verb that the words begin with, and what is left. */
export function findVerb(words: readonly string[]): { verb: VerbInfo; rest: string[] } | null {
  for (let n = Math.min(WORDS_MAX, words.length); n > 0; n--) {
    const verb = VERBS[words.slice(0, n).join(' ')]
    if (verb !== undefined) return { verb, rest: words.slice(n) }
  }
  return null
}

export function usageText(): string {
  // One below the other: the longest usage alone fills a terminal's line.
  const rows = Object.values(VERBS).map((v) => `  basinet ${v.usage}\n      ${v.about}`)
  return `Usage:\n${rows.join('\n')}\n`
}
