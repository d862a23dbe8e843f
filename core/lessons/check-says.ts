import type { CallSelector, Check, KeyRef, KeySelector } from './check-schema.ts';

/** A check in plain words, where its author gave none. */
export function saysOf(check: Check): string {
  if (check.says !== undefined) return check.says;
  if (check.called !== undefined) return calledSays(check.called);
  if (check.key !== undefined) return `there is ${keySays(check.key)}`;
  if (check.grant !== undefined) return 'there is such a grant';
  if (check.allowed !== undefined) {
    const { as, action, key, is = true } = check.allowed;
    return `${as} ${is ? 'may' : 'may not'} ${action.replace(/^kms:/, '')} with ${refSays(key)}`;
  }
  if (check.bill !== undefined) return 'the bill says so';
  if (check.file !== undefined) return fileSays(check.file);
  if (check.signature !== undefined) return `${check.signature.in} holds a signature of ${check.signature.of}`;
  if (check.volume !== undefined) return 'there is such a volume';
  if (check.snapshot !== undefined) return 'there is such a snapshot';
  if (check.object !== undefined) return 'there is such an object';
  if (check.clock !== undefined) return `${check.clock.after} have passed`;
  if (check.not !== undefined) return `not so: ${saysOf(check.not)}`;
  if (check.any !== undefined) return check.any.map(saysOf).join(', or ');
  if (check.all !== undefined) return check.all.map(saysOf).join(', and ');
  return 'it is so';
}

function calledSays({ operation, by, key, error }: CallSelector & { readonly count?: number | undefined }): string {
  const who = by === undefined ? '' : ` by ${by}`;
  const about = key === undefined ? '' : ` with ${refSays(key)}`;
  const what = typeof operation === 'string' ? operation : operation.join(' or ');
  return `${what}${who}${about} ${error === undefined ? 'succeeded' : 'was refused'}`;
}

function keySays(selector: KeySelector): string {
  const parts = [selector.state, selector.spec, selector.origin === 'EXTERNAL' ? 'imported' : undefined];
  const what = parts.filter((part) => part !== undefined).join(' ');
  return `${what === '' ? 'a' : `an ${what}`} key${selector.alias === undefined ? '' : ` ${selector.alias}`}`;
}

function refSays(ref: KeyRef): string {
  if (typeof ref === 'string') return ref;
  return ref.alias ?? ref.id ?? keySays(ref);
}

function fileSays({ name, sameAs, isGone }: NonNullable<Check['file']>): string {
  if (isGone === true) return `${name ?? 'the file'} is gone`;
  if (sameAs !== undefined) return `${name ?? 'a file'} holds the same bytes as ${sameAs}`;
  return `there is a file ${name ?? ''}`;
}
