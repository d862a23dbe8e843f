import { compilePieces, compileWildcard, type Pieces, patternPieces, type TextMatcher } from '../wildcard.ts';
import { compileArnPattern } from './arn-pattern.ts';
import { dateValue } from './date-value.ts';
import { compileRange } from './ip-range.ts';

/** How an operator compares one value of a request with one of a policy. */
export interface Comparison {
  /** True for the operators with Not: they hold where the comparison does not. */
  readonly isNegated: boolean;
  /** How the policy's text is taken: as it stands, with variables put in, or as a pattern with variables put in. */
  readonly reads: 'literal' | 'text' | 'pattern';
  /** A matcher for the policy's text; null where the text is not a value of this kind. */
  readonly compile: (wanted: string) => TextMatcher | null;
  /** The same for a pattern out of which variables have been resolved. */
  readonly compilePieces?: (wanted: Pieces) => TextMatcher;
  /** What a value must look like, for messages. */
  readonly expects: string;
}

type Compile = Comparison['compile'];

const equalText: Compile = (wanted) => (seen) => seen === wanted;
const equalIgnoringCase: Compile = (wanted) => {
  const lower = wanted.toLowerCase();
  return (seen) => seen.toLowerCase() === lower;
};
const like = { compile: compileWildcard, compilePieces } as const;
const arn = { compile: (wanted: string) => compileArnPattern(patternPieces(wanted)), compilePieces: compileArnPattern };

/** Base64 says the same with and without its padding. */
const equalBytes: Compile = (wanted) => {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(wanted)) return null;
  const bare = wanted.replace(/=+$/, '');
  return (seen) => seen.replace(/=+$/, '') === bare;
};

const equalBoolean: Compile = (wanted) => {
  const lower = wanted.toLowerCase();
  return lower === 'true' || lower === 'false' ? (seen) => seen.toLowerCase() === lower : null;
};

function ordered(toNumber: (text: string) => number, holds: (seen: number, wanted: number) => boolean): Compile {
  return (text) => {
    const wanted = toNumber(text);
    return Number.isNaN(wanted) ? null : (seen) => holds(toNumber(seen), wanted);
  };
}

const numberValue = (text: string): number =>
  /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;

const ORDERS = {
  Equals: (seen: number, wanted: number) => seen === wanted,
  LessThan: (seen: number, wanted: number) => seen < wanted,
  LessThanEquals: (seen: number, wanted: number) => seen <= wanted,
  GreaterThan: (seen: number, wanted: number) => seen > wanted,
  GreaterThanEquals: (seen: number, wanted: number) => seen >= wanted,
} as const;

const text = { isNegated: false, reads: 'text', expects: 'a string' } as const;
const pattern = { isNegated: false, reads: 'pattern', expects: 'a pattern', ...like } as const;
const arnPattern = {
  isNegated: false,
  reads: 'pattern',
  expects: 'an ARN, in which * and ? may stand',
  ...arn,
} as const;
const number = { isNegated: false, reads: 'literal', expects: 'a number' } as const;
const date = { isNegated: false, reads: 'literal', expects: 'a date (ISO 8601, or seconds since 1970)' } as const;
const range = {
  isNegated: false,
  reads: 'literal',
  expects: 'an IP address or CIDR range',
  compile: compileRange,
} as const;
const NOT = { isNegated: true } as const;

/** Every operator but Null, by its name. Source: IAM User Guide, "IAM JSON policy elements: Condition operators". */
const OPERATORS: ReadonlyMap<string, Comparison> = new Map<string, Comparison>([
  ['StringEquals', { ...text, compile: equalText }],
  ['StringNotEquals', { ...text, compile: equalText, ...NOT }],
  ['StringEqualsIgnoreCase', { ...text, compile: equalIgnoringCase }],
  ['StringNotEqualsIgnoreCase', { ...text, compile: equalIgnoringCase, ...NOT }],
  ['StringLike', pattern],
  ['StringNotLike', { ...pattern, ...NOT }],
  ['Bool', { isNegated: false, reads: 'literal', expects: '"true" or "false"', compile: equalBoolean }],
  ['BinaryEquals', { isNegated: false, reads: 'literal', expects: 'base64', compile: equalBytes }],
  ['IpAddress', range],
  ['NotIpAddress', { ...range, ...NOT }],
  ['ArnEquals', arnPattern],
  ['ArnLike', arnPattern],
  ['ArnNotEquals', { ...arnPattern, ...NOT }],
  ['ArnNotLike', { ...arnPattern, ...NOT }],
  ['NumericNotEquals', { ...number, compile: ordered(numberValue, ORDERS.Equals), ...NOT }],
  ['DateNotEquals', { ...date, compile: ordered(dateValue, ORDERS.Equals), ...NOT }],
  ...Object.entries(ORDERS).flatMap(([order, holds]): [string, Comparison][] => [
    [`Numeric${order}`, { ...number, compile: ordered(numberValue, holds) }],
    [`Date${order}`, { ...date, compile: ordered(dateValue, holds) }],
  ]),
]);

/** What a condition operator's name says. */
export interface Operator {
  readonly qualifier: 'ForAllValues' | 'ForAnyValue' | null;
  /** Null for the operator Null, which asks only whether the key is there. */
  readonly comparison: Comparison | null;
  readonly ifExists: boolean;
}

const NAME = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/;

/** Takes an operator's name apart; null when there is no such operator. IfExists goes with all of them but Null. */
export function parseOperator(name: string): Operator | null {
  const [, qualifier, base = '', ifExists] = NAME.exec(name) ?? [];
  const comparison = OPERATORS.get(base);
  if (comparison === undefined && (base !== 'Null' || ifExists !== undefined)) return null;
  return {
    qualifier: qualifier === 'ForAllValues' || qualifier === 'ForAnyValue' ? qualifier : null,
    comparison: comparison ?? null,
    ifExists: ifExists !== undefined,
  };
}

/** The names of all operators, without what may stand before and behind them. */
export const OPERATOR_NAMES: readonly string[] = [...OPERATORS.keys(), 'Null'];

/** The operator that a misspelt one may have meant, or null. */
export function similarOperator(name: string): string | null {
  const base = name
    .replace(/^[^:]*:/, '')
    .replace(/IfExists$/i, '')
    .toLowerCase();
  for (const known of OPERATOR_NAMES) if (known.toLowerCase() === base) return known;
  return null;
}
