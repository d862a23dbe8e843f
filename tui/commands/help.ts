import { closest } from './closest.ts';
import { COMMANDS, type CommandName } from './commands.ts';
import { UsageError } from './usage-error.ts';

/** `kmslab --help`, or that of one command: `kmslab serve --help`. */
export function printHelp(command?: CommandName): number {
  process.stdout.write(`${command === undefined ? helpText() : commandHelp(command)}\n`);
  return 0;
}

/** @throws {UsageError} for a word that is no command, with the nearest one. */
export function refuseCommand(word: string): never {
  const near = closest(word, Object.keys(COMMANDS));
  throw new UsageError(
    `"${word}" is not a kmslab command${near === null ? '' : `, did you mean "${near}"?`}; see kmslab --help`,
  );
}

/** What there is to say of a command behind its first line; in `kmslab --help` too. */
const DETAILS: Readonly<Record<CommandName, readonly string[]>> = {
  replay: [
    'on a screen in a terminal, --no-tty: as text   --speed N   --from MARK   --world FILE  what was done in it',
    '--json | --jsonl   --seed N   --at INSTANT   --cast FILE|-  for asciinema   --cast-version 3|2   --no-color',
    'bundled: snapshot-copy, snapshot-two-regions, rds-snapshot-copy, ebs-default-encryption, key-lifecycle,',
    '  rotation, imported-key, multi-region, suspicious-decrypt, external-key-store, s3-bucket-keys,',
    '  outside-encryption, secrets-in-variables, throttling, year-costs, default-encryption',
  ],
  export: [
    'try: kmslab export key-lifecycle --to sh > key-lifecycle.sh; its first lines say how to run it',
    '--to md  a hand-out, in Markdown   --no-answers  without what comes of each step',
    'NAME is a bundled scenario, as for replay. Real commands of the AWS CLI v2, which check what steps expect.',
  ],
  record: [
    '--start-of SCENARIO  the world it begins in   --title T   --file NAME  a file of the disk, again for more',
    "from a pipe: aws lines, and parts of steps in YAML ('as: partner/role/admin', 'advance: 8d', 'note: why')",
    'What is typed is written as typed. In the lab itself, R records. --ascii --no-color',
  ],
  step: [
    "--connect URL   STEP as in a scenario, in YAML: 'advance: 8d'   '{ read: { volume: vol-1 } }'",
    'ends with 0; with 1 where the step does not come to what it expects; else as its command does',
  ],
  serve: [
    '--port N (0 picks one)   --host ADDRESS   --setup SCENARIO   --auth verify|trust   --region R',
    '--start-of SCENARIO  the world it begins in, no step played, and a clock that stands',
    '--account ID   --at INSTANT  a clock that stands   --control  routes for tests under /_kmslab/',
    '--quotas  throttle as AWS does   --allow-host NAME   --jsonl  ready line as JSON   --quiet',
  ],
  web: [
    '--port N (0 picks one)   --setup SCENARIO   --at INSTANT   --region R   --jsonl  ready line as JSON',
    '--profile NAME  whose lessons they are',
    'prints a link that lets one page in; Enter prints another. Ctrl+C ends it.',
  ],
  completion: [
    'bash: eval "$(kmslab completion bash)" in ~/.bashrc   zsh: the same with zsh, in ~/.zshrc, behind compinit',
    'fish: kmslab completion fish > ~/.config/fish/completions/kmslab.fish',
    'What is offered comes from kmslab itself; with --world FILE on the line, ids and aliases of that world too.',
  ],
  env: [
    '--connect URL   --as PRINCIPAL (main/role/admin, or an ARN)   --through VPCE   --json',
    '--session JSON  credentials of a session that carries this, such as {"mfa": true}',
    'try: eval "$(kmslab env)"',
  ],
  why: [
    '--request ID   --world FILE | --connect URL, or the one serve of yours that runs   --json --no-color --ascii',
    'of a call that nobody makes: --as PRINCIPAL --action kms:Decrypt --key KEY   --alias NAME   --region R',
    '  --context NAME=VALUE …   --via ec2   --grant-token TOKEN|ID   --source-ip IP   --mfa   --through VPCE',
    '  --session-policy FILE   --source-arn ARN   --input JSON  other members of the input',
    'ends with 0; with 1 where a call that nobody makes would be refused',
  ],
  who: [
    '--action kms:Decrypt, again for more   --world FILE | --connect URL   --json   --no-color   --ascii',
    'what if: --if-policy FILE  the key policy   --if-boundary PRINCIPAL=FILE   --if-revoked GRANT',
    '  --if-iam PRINCIPAL=FILE  for the only inline policy, PRINCIPAL:POLICY=FILE  for that one, or a new one',
    '  --if-scp WHERE=FILE   --if-rcp WHERE=FILE  a policy, or what it is attached to',
    'calls as for why: --context --via --mfa …   ends with 0; 1 where nobody can, or could, change the key policy',
  ],
  key: [
    'KEY is an id, an ARN or an alias   --world FILE | --connect URL   --json --no-color --ascii',
    '--tab overview | policy | cryptography | tags | rotation | aliases | grants | regions',
  ],
  trail: [
    '--key KEY   --event NAME (Create*), …   --principal main/role/app …   --account ID',
    '--since 7d|INSTANT   --until 1h|INSTANT   --errors   --limit N (50)   --world | --connect   --json',
    'a call that matches is shown under the calls that led to it',
  ],
  notices: ['--account ID   --since 7d|INSTANT   --until 1h|INSTANT   --world | --connect   --json  as events'],
  time: [
    'show [--until 30d|INSTANT]   advance 365d|12h|INSTANT|next [--preview]   --world | --connect   --json',
    '--preview tells what would happen, and moves nothing',
  ],
  lessons: [
    'list   run [LESSON]   check   hint   next   solution   reset   progress   LESSON: its number or name',
    'type [--as PRINCIPAL] [--region R] aws … | laptop … | time 366d  does it in its world, and checks',
    'answer N|TEXT   --anew  from its start   --world FILE  there; else in your folder, KMSLAB_LESSONS   --json',
    'run FILE.yaml  one of your own   build SCENARIO  writes one   verify FILE  red at first, green when solved',
    'handout [LESSON]  on paper, as Markdown   --no-answers  for a class',
    'export FILE   import FILE  progress, to take along   --profile NAME  of another learner, or KMSLAB_PROFILE',
    'check and answer end with 1 where it is not right yet; type with 3 where AWS refused',
  ],
  bill: [
    '--month 2026-03   --account ID   --events  ids of the events behind   --world FILE | --connect URL   --json',
    '--what-if month-end | no-rotation | requests=N (more a day), again for more',
  ],
  world: [
    'new FILE  info FILE  verify FILE  compact FILE  advance FILE TIME  export FILE TO  import FROM FILE',
    '--json   new: --seed N --start INSTANT   TIME: 365d, 12h, an instant, or next, what is due next',
    'The root key is in FILE.key or KMSLAB_ROOT_KEY (base64).',
  ],
  aws: [
    '--world FILE   --as PRINCIPAL (main/role/admin, or an ARN)   --through VPCE: all before the service',
    'what there is: kmslab aws help, kmslab aws kms help, kmslab aws kms create-key help',
  ],
};
const LISTED = [
  'aws',
  'lessons',
  'replay',
  'export',
  'record',
  'serve',
  'step',
  'env',
  'completion',
  'why',
  'who',
  'key',
  'trail',
  'notices',
  'time',
  'bill',
  'world',
] as const satisfies readonly CommandName[];

function commandHelp(command: CommandName): string {
  const { usage, says } = COMMANDS[command];
  return [usage, `  ${says}`, '', ...DETAILS[command].map((line) => `  ${line}`)].join('\n');
}

function indented(lead: string, lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => `${(index === 0 ? lead : '').padEnd(10)} ${line}`);
}

function helpText(): string {
  const commands = [
    { usage: 'kmslab [--world FILE]', says: 'the lab, in a terminal; without one, the snapshot copy as text' },
    ...Object.values(COMMANDS),
  ];
  return [
    'kmslab: a pocket AWS for learning and testing key management.',
    'Keys, policies, CloudTrail and a clock, all on this computer: nothing is sent to AWS, nothing is billed.',
    '',
    ...commands.map(({ usage, says }) => `  ${usage.padEnd(46)} ${says}`),
    '',
    'The lab:   --world FILE  a world that lasts   --ascii  plain characters   --no-color (or NO_COLOR)  no colours',
    '           --screen-reader  lines of text, no boxes (also INK_SCREEN_READER=true, TERM=dumb)   --present  for a room',
    ...LISTED.flatMap((command) => indented(`${command}:`, DETAILS[command])),
    'kmslab aws ends as AWS CLI v2 does: 0, 252 (usage), 254 (AWS refused), 255.',
    'Else:      0 done   1 an expectation failed   2 usage or a bad file   3 AWS refused   130 interrupted',
    '',
    'Try        kmslab aws kms create-key --description test',
    '           kmslab replay key-lifecycle',
    '',
    '--version, --help; kmslab COMMAND --help',
  ].join('\n');
}
