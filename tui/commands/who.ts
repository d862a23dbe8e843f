import { basename } from 'node:path';
import type { AccessChanges, ChangedIamPolicy, ChangedOrganizationPolicy, GainsView } from '../../core/index.ts';
import { WHO } from '../manual/who.ts';
import { diffLines } from '../overlays/diff-lines.ts';
import { gainsLines } from '../overlays/gains-lines.ts';
import { whoLines } from '../overlays/who-lines.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { type Line, line } from '../text/line.ts';
import { wrapLines } from '../text/wrap.ts';
import { askerFor } from './ask-lab.ts';
import { callMade } from './call-options.ts';
import { EXIT } from './exit-codes.ts';
import type { ParsedOptions } from './parse-options.ts';
import { printAnswer } from './print.ts';
import { readCommandLine } from './read-command-line.ts';
import { textOfFile } from './text-of-file.ts';
import { UsageError } from './usage-error.ts';

/**
 * `kmslab who KEY`: which principals of the world may do what with a key, and by what. With an `--if-…` option: who would
 * gain and who would lose by that change, which nobody makes. Ends with 1 where nobody can, or could, change the key policy.
 * @throws {UsageError} for a bad option, or what the lab doesn't know
 */
export async function runWho(argv: readonly string[]): Promise<number> {
  const parsed = readCommandLine('who', WHO, argv);
  const [key = '', ...rest] = parsed.positionals;
  const stray = rest.find((word) => !word.includes('='));
  if (stray !== undefined) throw new UsageError(`unexpected argument "${stray}"`);
  const { values, lists } = parsed;
  const changes = changesAsked(parsed);
  const asked = { key, ...(lists.action === undefined ? {} : { actions: lists.action }), ...callMade(parsed, rest) };
  const asker = await askerFor(values);
  if (changes === null) {
    const who = await asker.ask({ type: 'who', ...asked });
    printAnswer(values, who, (width, glyphs) => whoLines(who, width, glyphs));
    return exitCode(who.key, who.mayChangePolicy);
  }
  const gains = await asker.ask({ type: 'gains', changes, ...asked });
  printAnswer(values, gains, (width, glyphs) => simulationLines(gains, width, glyphs));
  return exitCode(gains.key, gains.mayChangePolicy.after);
}

/** A key whose policy nobody can change is nothing for a script to pass over; nobody ever can that of AWS's own keys. */
function exitCode({ keyManager }: GainsView['key'], mayChangePolicy: readonly string[]): number {
  return keyManager === 'CUSTOMER' && mayChangePolicy.length === 0 ? EXIT.expectationFailed : EXIT.ok;
}

const CHANGES = ['if-policy', 'if-iam', 'if-boundary', 'if-scp', 'if-rcp', 'if-revoked'] as const;

function changesAsked({ values, lists }: ParsedOptions): AccessChanges | null {
  if (CHANGES.every((name) => values[name] === undefined && lists[name] === undefined)) return null;
  const keyPolicy = values['if-policy'];
  return {
    ...(keyPolicy === undefined ? {} : { keyPolicy: textOfFile(String(keyPolicy)) }),
    identityPolicies: (lists['if-iam'] ?? []).map(identityPolicy),
    boundaries: (lists['if-boundary'] ?? []).map(boundary),
    organizationPolicies: [
      ...(lists['if-scp'] ?? []).map(organizationPolicy('--if-scp', 'scp')),
      ...(lists['if-rcp'] ?? []).map(organizationPolicy('--if-rcp', 'rcp')),
    ],
    revokedGrants: lists['if-revoked'] ?? [],
  };
}

/** `PRINCIPAL=FILE`, or `PRINCIPAL:POLICY=FILE`: labels of principals have slashes in them, and ARNs five colons. */
function identityPolicy(text: string): ChangedIamPolicy {
  const { before, policy } = policyFile('--if-iam', 'PRINCIPAL=FILE or PRINCIPAL:POLICY', text);
  const [, principal = before, name = null] = /^(arn(?::[^:]*){5}|(?!arn:)[^:]*)(?::(.+))?$/.exec(before) ?? [];
  return { principal, name, policy };
}

function boundary(text: string): ChangedIamPolicy {
  const { before: principal, ...policy } = policyFile('--if-boundary', 'PRINCIPAL', text);
  return { principal, ...policy };
}

function organizationPolicy(option: string, kind: ChangedOrganizationPolicy['kind']) {
  return (text: string): ChangedOrganizationPolicy => {
    const { before: on, ...policy } = policyFile(option, 'WHERE', text);
    return { kind, on, ...policy };
  };
}

/** `WHAT=FILE`. A policy is named after its file. */
function policyFile(option: string, what: string, text: string) {
  const at = text.indexOf('=');
  if (at < 1) throw new UsageError(`${option}: expected ${what}=FILE, got "${text}"`);
  const file = text.slice(at + 1);
  return { before: text.slice(0, at), name: basename(file).replace(/\.json$/, ''), policy: textOfFile(file) };
}

function simulationLines(gains: GainsView, width: number, glyphs: Glyphs): readonly Line[] {
  const { key, diffs, notes, mayChangePolicy } = gains;
  const name = key.alias ?? `key/${key.keyId}`;
  return [
    line(`if this were so for ${name}; nothing is changed`, 'strong'),
    ...notes.flatMap((note) => wrapLines(note, width)),
    ...diffs.flatMap((diff) => [line(''), ...diffLines(diff, width)]),
    line(''),
    ...gainsLines(gains, width, glyphs),
    ...(mayChangePolicy.after.length === 0
      ? []
      : [
          line(''),
          ...wrapLines(`The key policy could be changed by ${mayChangePolicy.after.join(', ')}.`, width, {
            tone: 'dim',
          }),
        ]),
  ];
}
