import type { StatementPart } from '../decision.ts';
import type { SeenCondition } from './seen-condition.ts';

/** A test in a line: `kms:ViaService = ec2.us-east-1.amazonaws.com`, `aws:SourceIp NotIpAddress 10.0.0.0/8`. */
export function testText(operator: string, key: string, wanted: readonly string[]): string {
  return `${key} ${operator === 'StringEquals' ? '=' : operator} ${wanted.join(' or ')}`;
}

/** A test with what it saw, where that made it fail, or always: `kms:ViaService = ec2… (the request has none)`. */
export function conditionText({ operator, key, wanted, saw, matched }: SeenCondition, always = false): string {
  const text = testText(operator, key, wanted);
  return matched && !always ? text : `${text} (the request has ${seenText(saw)})`;
}

/** A part of a statement for a reader: of a Condition that failed, each test that failed with what it saw. */
export function partText({ element, matched, text }: StatementPart, conditions: readonly SeenCondition[]): string {
  if (matched || element !== 'Condition') return text;
  return conditions
    .filter((condition) => !condition.matched)
    .map((condition) => conditionText(condition))
    .join('; ');
}

function seenText(saw: SeenCondition['saw']): string {
  if (saw === null) return 'none';
  return typeof saw === 'string' ? `"${saw}"` : saw.map((value) => `"${value}"`).join(', ') || 'none';
}
