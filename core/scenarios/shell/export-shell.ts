import type { Scenario } from '../schema.ts';
import { commentLines } from './comment-lines.ts';
import { fileLines } from './file-lines.ts';
import { functionsFor } from './functions.ts';
import { shellWord } from './shell-text.ts';
import { StepWriter } from './step-writer.ts';

/**
 * A scenario as a shell script of real `aws` commands, for `kmslab serve --control --start-of NAME` or, as far as that
 * goes, for the real AWS. What a step expects is checked; what only the lab can do is asked of the lab.
 * @param source - the bundled name or the file that the scenario came from, as it is to stand in the script's head.
 */
export function exportShell(scenario: Scenario, source: string): string {
  const writer = new StepWriter();
  const steps = scenario.steps.flatMap((step) => writer.lines(step));
  const files = fileLines(scenario);
  return `${[
    '#!/usr/bin/env bash',
    ...head(scenario, source),
    'set -euo pipefail',
    '',
    GUARD,
    '',
    functionsFor(['fail', 'is_lab', ...writer.called]),
    '',
    ...SETTING,
    ...(files.length === 0 ? [] : ['', '# The files that the commands name.', ...files]),
    ...steps,
    '',
    "printf '\\n== done\\n'",
  ].join('\n')}\n`;
}

function head(scenario: Scenario, source: string): readonly string[] {
  const { title, summary } = scenario;
  const script = `${source.replace(/^.*\//, '').replace(/\.ya?ml$/, '')}.sh`;
  return [
    ...commentLines(title),
    ...(summary === undefined ? [] : ['#', ...commentLines(summary)]),
    '#',
    ...commentLines(
      `The scenario ${source} of kmslab, as commands of the AWS CLI v2. The first command starts the world that it begins in, the second plays it there, once:`,
    ),
    '#',
    `#   kmslab serve --control --start-of ${shellWord(source)} &`,
    `#   KMSLAB_ENDPOINT=http://127.0.0.1:4599 bash ${shellWord(script)}`,
    '#',
    ...commentLines('For another run, start the world over: curl -X POST "$KMSLAB_ENDPOINT/_kmslab/reset"'),
    '#',
    ...commentLines(
      'Against the real AWS: KMSLAB_ENDPOINT=aws. Then it costs money; put your own account ids in place of those here, and give the AWS CLI a profile for each principal (prod-role-admin for prod/role/admin). What only the lab can do, such as moving the clock, is left out, and the script says so. It begins in:',
    ),
    ...worldLines(scenario),
  ];
}

/** What there is at the start, in a few words: for somebody who has to make it. */
function worldLines({ world }: Scenario): readonly string[] {
  const { accounts, principals, groups, organization, vpcEndpoints, keys, cloudHsmClusters, xksProxies } = world;
  const parts: string[] = Object.entries(accounts).map(([name, id]) => `account ${name}: ${id}`);
  for (const [label, { policies }] of Object.entries(principals)) {
    parts.push(`${label}: ${policies.map((one) => (typeof one === 'string' ? one : 'a policy')).join(', ')}`);
  }
  for (const { id, region, account, alias } of keys ?? []) {
    parts.push(`key ${id}${alias === undefined ? '' : `, ${alias},`} of ${account} in ${region}`);
  }
  const rest = { groups, organization, vpcEndpoints, cloudHsmClusters, xksProxies };
  const others = Object.entries(rest).flatMap(([name, part]) => (part === undefined ? [] : [name]));
  if (others.length > 0) parts.push(`and, in the scenario itself: ${others.join(', ')}`);
  return parts.map((part) => `#   ${part}`);
}

const GUARD = `if [ -z "\${KMSLAB_ENDPOINT:-}" ]; then
  echo "\${0##*/}: KMSLAB_ENDPOINT is not set: the address of kmslab serve, such as http://127.0.0.1:4599" >&2
  exit 2
fi`;

/** One try for each command: the AWS CLI's own retries would be calls that the scenario does not make. */
const SETTING = [
  'kmslab_folder=$(mktemp -d)',
  'trap \'rm -rf "$kmslab_folder"\' EXIT',
  'cd "$kmslab_folder"',
  'export AWS_PAGER=',
  'if is_lab; then',
  '  export AWS_MAX_ATTEMPTS=1 AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null',
  '  unset AWS_PROFILE AWS_SESSION_TOKEN',
  'fi',
];
