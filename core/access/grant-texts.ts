import type { Names } from './caller-names.ts';
import type { AuthorizationRequest, GrantInForce } from './decision.ts';
import { type FailedConstraint, type GrantMiss, isOnlyWaiting } from './grant-miss.ts';
import { type JsonLine, jsonLines } from './json-lines.ts';
import type { JsonObject } from './policy-json.ts';
import type { QuotedLine } from './quote-statement.ts';
import { andList } from './statement-title.ts';

/** Digits of a grant's id that are enough to know it by. */
const SHORT_ID = 8;

/** `grant 1234abcd…` */
export function grantTitle({ grantId }: Pick<GrantInForce, 'grantId'>): string {
  return `grant ${grantId.slice(0, SHORT_ID)}…`;
}

/** What keeps a grant that names the caller from letting it, in a sentence. */
export function grantSays(miss: GrantMiss, question: AuthorizationRequest, { caller }: Names): string {
  const { grant, waiting, lacksOperation, isTooWide } = miss;
  const { action } = question;
  const title = `Grant ${grantTitle(grant).slice('grant '.length)}`;
  if (isOnlyWaiting(miss)) return `${title} allows it, but ${waitingText(miss, question)}.`;
  const also = waiting === null ? '' : ` Besides, ${waitingText(miss, question)}.`;
  if (lacksOperation)
    return `${title} names ${caller}, but for ${andList(grant.operations)} only: ${operationOf(action)} is not among its operations.${also}`;
  if (isTooWide)
    return `${title} lets ${caller} make grants, but none that give more than it gives itself: the new one has an operation that it lacks, or looser constraints.${also}`;
  const failed = miss.failed.map((one) => constraintText(one, question)).join('; ');
  return `${title} allows ${action} to ${caller}, but its constraint does not hold: ${failed}.${also}`;
}

/** What the caller can do for a grant to let it. */
export function grantAdvice({ grant, waiting, lacksOperation, isTooWide, failed }: GrantMiss, action: string): string {
  const title = grantTitle(grant);
  if (isTooWide) return `Make a grant of fewer operations, under constraints at least as strict as those of ${title}.`;
  if (lacksOperation)
    return `Have another grant made that lists ${operationOf(action)} as well (aws kms create-grant): ${title} cannot be changed.`;
  const meet = failed.map((one) => meetText(one)).join(', and ');
  const token =
    waiting === null
      ? ''
      : `bring the token that CreateGrant gave for it (--grant-tokens TOKEN), or wait until ${clockText(waiting.countsFrom)}`;
  const both = [meet, token].filter((text) => text !== '').join('; and ');
  return `For ${title} to count, ${both}.`;
}

/** A grant as ListGrants has it, line by line, marked like a statement. */
export function quoteGrant(
  { grant, lacksOperation, failed }: GrantMiss,
  question: AuthorizationRequest,
): readonly QuotedLine[] {
  const operation = operationOf(question.action);
  return jsonLines(grantJson(grant)).map((line): QuotedLine => {
    const mark = markOf(line);
    return { text: line.text, mark, note: mark === 'failed' ? noteOf(line) : null };
  });

  function markOf({ path, value }: JsonLine): QuotedLine['mark'] {
    if (value === null) return null;
    const [element, constraint] = path;
    if (element === 'GranteePrincipal') return 'matched';
    if (element === 'Operations') {
      if (lacksOperation) return 'failed';
      return value === operation ? 'matched' : null;
    }
    if (element !== 'Constraints') return null;
    return failed.some(({ name }) => name === constraint) ? 'failed' : 'matched';
  }

  function noteOf({ path: [element, constraint, ...rest] }: JsonLine): string | null {
    if (element === 'Operations') return rest.length === 0 && constraint === '0' ? `the request: ${operation}` : null;
    const one = failed.find(({ name }) => name === constraint);
    if (one === undefined) return null;
    const isFirst = typeof one.wanted === 'string' || Object.keys(one.wanted)[0] === rest[0];
    return isFirst ? `the request has ${sawText(one, question)}` : null;
  }
}

function grantJson(grant: GrantInForce): JsonObject {
  const { grantId, granteePrincipal, operations, encryptionContextSubset, encryptionContextEquals, sourceArn } = grant;
  const constraints = {
    ...(encryptionContextSubset === undefined ? {} : { EncryptionContextSubset: encryptionContextSubset }),
    ...(encryptionContextEquals === undefined ? {} : { EncryptionContextEquals: encryptionContextEquals }),
    ...(sourceArn === undefined ? {} : { SourceArn: sourceArn }),
  };
  return {
    GrantId: grantId,
    GranteePrincipal: granteePrincipal,
    Operations: [...operations],
    ...(Object.keys(constraints).length === 0 ? {} : { Constraints: constraints }),
  };
}

function waitingText({ waiting }: GrantMiss, { call }: AuthorizationRequest): string {
  if (waiting === null) return '';
  const ago = Math.max(0, Math.round((call.at - waiting.madeAt) / 1_000));
  return `it was made ${ago} s ago and has not reached all of KMS yet: until ${clockText(waiting.countsFrom)} it counts only for requests that bring its token (--grant-tokens)`;
}

/** `00:05:00 UTC` */
function clockText(at: number): string {
  return `${new Date(at).toISOString().slice(11, 19)} UTC`;
}

function constraintText(one: FailedConstraint, question: AuthorizationRequest): string {
  const wanted = typeof one.wanted === 'string' ? one.wanted : pairs(one.wanted);
  return `${one.name} wants ${wanted} (the request has ${sawText(one, question)})`;
}

function meetText(one: FailedConstraint): string {
  switch (one.name) {
    case 'SourceArn':
      return `let the service make the call on account of ${one.wanted}`;
    case 'EncryptionContextSubset':
      return `make the call with ${pairs(one.wanted)} in the encryption context`;
    case 'EncryptionContextEquals':
      return `make the call with exactly ${pairs(one.wanted)} as the encryption context`;
  }
}

function sawText({ name }: FailedConstraint, { encryptionContext, call }: AuthorizationRequest): string {
  return name === 'SourceArn' ? (call.circumstances.sourceArn ?? 'none') : pairs(encryptionContext) || 'none';
}

function pairs(context: Readonly<Record<string, string>>): string {
  return Object.entries(context)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');
}

function operationOf(action: string): string {
  return action.slice(action.indexOf(':') + 1);
}
