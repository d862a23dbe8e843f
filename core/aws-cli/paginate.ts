import type { Outcome } from '../lab/request.ts';
import { decodeBase64, encodeBase64 } from './base64.ts';
import type { Paging } from './operation-options.ts';
import type { Paginator } from './paginators.ts';
import { pythonRepr } from './python-text.ts';
import { JsonError, readJson } from './read-json.ts';
import { isObject } from './shape-members.ts';
import { generalError } from './usage-error.ts';

/** What the pages came to. */
export interface Pages {
  /** Each page's output, its results cut as asked. Empty after a refusal. */
  readonly pages: readonly Readonly<Record<string, unknown>>[];
  /** Where to go on, when `--max-items` cut the results short. */
  readonly resumeToken: string | null;
  /** Of the last call. */
  readonly outcome: Outcome;
}

type Output = Readonly<Record<string, unknown>>;
/** S3's tokens of parts are numbers. */
type Token = string | number;
/** A service's token (null for the first page), and how many results of that page were shown already. */
interface Position {
  readonly token: Token | null;
  readonly skip: number;
}

/**
 * Fetches page after page. Stops at the first refusal.
 * @param send - one call with this input.
 * @throws {CliUsageError} for a bad token.
 * Source: AWS CLI User Guide, "Using the pagination options in the AWS CLI"; observed on AWS CLI 2.9.19.
 */
export async function fetchPages(
  input: Output,
  paging: Paging,
  send: (input: Output) => Promise<Outcome>,
): Promise<Pages> {
  const { inputToken, limitKey, resultKey, furtherKeys = [] } = paging.paginator;
  const pages: Output[] = [];
  let { token, skip } = readStartingToken(paging);
  let total = 0;
  for (;;) {
    const outcome = await send({
      ...input,
      ...(paging.pageSize === null ? {} : { [limitKey]: paging.pageSize }),
      ...(token === null ? {} : { [inputToken]: token }),
    });
    if (!outcome.reply.ok) return { pages: [], resumeToken: null, outcome };
    const { output } = outcome.reply;
    const all = output[resultKey];
    const results: unknown[] = Array.isArray(all) ? all.slice(skip) : [];
    // Where an earlier call has shown a part of this page, it has shown the further lists whole.
    const further = skip === 0 ? {} : Object.fromEntries(furtherKeys.map((key) => [key, []]));
    const room = paging.maxItems === null ? results.length : paging.maxItems - total;
    if (room < results.length) {
      const shown = results.slice(0, room);
      pages.push({ ...output, ...further, [resultKey]: shown });
      return { pages, resumeToken: writeToken(inputToken, token, shown.length + skip), outcome };
    }
    pages.push(Array.isArray(all) ? { ...output, ...further, [resultKey]: results } : output);
    total += results.length;
    skip = 0;
    const next = nextToken(paging, output);
    if (next === null) return { pages, resumeToken: null, outcome };
    if (paging.maxItems === total) return { pages, resumeToken: writeToken(inputToken, next, null), outcome };
    if (next === token) {
      const repeated = pythonRepr({ [inputToken]: next });
      throw generalError(`Error during pagination: The same next token was received twice: ${repeated}`);
    }
    token = next;
  }
}

/** All results as one output. */
export function joinPages({ pages, resumeToken }: Pages, { paginator }: Paging): Output {
  const there = resultKeys(paginator).filter((key) => pages.some((page) => Object.hasOwn(page, key)));
  return {
    ...Object.fromEntries(there.map((key) => [key, pages.flatMap((page) => page[key] ?? [])])),
    ...headerOf(pages, paginator),
    ...(resumeToken === null ? {} : { NextToken: resumeToken }),
  };
}

/** The results of each page by itself; with the first comes what is told once. */
export function resultsByPage({ pages }: Pages, { paginator }: Paging): readonly Output[] {
  return pages.map((page, index) => ({
    ...(index === 0 ? headerOf(pages, paginator) : {}),
    ...Object.fromEntries(resultKeys(paginator).map((key) => [key, page[key]])),
  }));
}

function resultKeys({ resultKey, furtherKeys = [] }: Paginator): readonly string[] {
  return [resultKey, ...furtherKeys];
}

function headerOf([first]: Pages['pages'], { headerKeys = [] }: Paginator): Output {
  return first === undefined ? {} : Object.fromEntries(headerKeys.map((key) => [key, first[key]]));
}

function nextToken({ paginator }: Paging, output: Output): Token | null {
  if (paginator.moreResults !== null && output[paginator.moreResults] !== true) return null;
  const token = output[paginator.outputToken];
  return isToken(token) && token !== '' ? token : null;
}

/** The CLI's own token: base64 of JSON, written as Python writes it. */
function writeToken(name: string, token: Token | null, shown: number | null): string {
  const amount = shown === null ? '' : `, "boto_truncate_amount": ${shown}`;
  return encodeBase64(new TextEncoder().encode(`{"${name}": ${JSON.stringify(token)}${amount}}`));
}

/** A token that isn't the CLI's own is the service's. */
function readStartingToken({ startingToken, paginator }: Paging): Position {
  if (startingToken === null) return { token: null, skip: 0 };
  const own = decodeToken(startingToken);
  if (own === null) return { token: startingToken, skip: 0 };
  const token = own[paginator.inputToken];
  const skip = own.boto_truncate_amount;
  return { token: isToken(token) ? token : null, skip: typeof skip === 'number' ? skip : 0 };
}

function isToken(value: unknown): value is Token {
  return typeof value === 'string' || typeof value === 'number';
}

function decodeToken(token: string): Output | null {
  const bytes = decodeBase64(token);
  if (bytes === null) return null;
  try {
    const decoded = readJson(new TextDecoder().decode(bytes));
    return isObject(decoded) ? decoded : null;
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    return null;
  }
}
