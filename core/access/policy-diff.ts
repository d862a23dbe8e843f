import { structuredPatch } from 'diff';
import { prettyJson } from './json-lines.ts';
import type { PolicyChange } from './policy-change.ts';
import { readJson } from './policy-json.ts';
import { policyTitle } from './statement-title.ts';

/** A change of one policy, as people read changes. */
export interface PolicyDiff {
  /** `key policy`, `IAM policy ReadOnly` */
  readonly policy: string;
  readonly isNew: boolean;
  /** Nothing is left of it. */
  readonly isGone: boolean;
  readonly hunks: readonly {
    /** `@@ -1,4 +1,11 @@` */
    readonly header: string;
    readonly lines: readonly DiffLine[];
  }[];
}

/** A line of a diff, and whether it stays, goes or comes. */
export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed';
  /** Without the mark in front. */
  readonly text: string;
}

/** Lines that stay and are shown around those that change. */
const CONTEXT = 3;
const KINDS = { ' ': 'same', '+': 'added', '-': 'removed' } as const;

/** The lines by which a policy changes, of its JSON as people indent it: a unified diff. Source: POSIX.1-2017, diff -u. */
export function policyDiff({ policy, before, after }: PolicyChange): PolicyDiff {
  const title = policyTitle(policy);
  const patch = structuredPatch(title, title, linesOf(before), linesOf(after), '', '', { context: CONTEXT });
  return {
    policy: title,
    isNew: before === null,
    isGone: after === null,
    hunks: patch.hunks.map(({ oldStart, oldLines, newStart, newLines, lines }) => ({
      header: `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`,
      lines: lines.flatMap((line) => {
        const mark = line.charAt(0);
        return mark === ' ' || mark === '+' || mark === '-' ? [{ kind: KINDS[mark], text: line.slice(1) }] : [];
      }),
    })),
  };
}

function linesOf(policy: string | null): string {
  return policy === null ? '' : `${prettyJson(readJson(policy))}\n`;
}
