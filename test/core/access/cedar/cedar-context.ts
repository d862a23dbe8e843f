import { isIP } from 'node:net';
import type { CedarValueJson } from '@cedar-policy/cedar-wasm/nodejs';
import { OutsideFragment } from './outside-fragment.ts';
import type { Fact } from './request-facts.ts';

type CedarRecord = Record<string, CedarValueJson>;

/** How many values of one key a translated condition looks at: Cedar has no loop. */
export const MOST_VALUES = 4;

/** The sections of an ARN, by which Arn operators compare. */
export const ARN_SECTIONS = ['partition', 'service', 'region', 'account', 'resource'] as const;

/**
 * What a request has for one condition key. Cedar's values have types where IAM's are texts that an operator reads in its
 * own way; so each value stands there once for every type that it can be read as.
 */
export function cedarFact(fact: Exclude<Fact, undefined>): CedarRecord {
  const values = typeof fact === 'string' ? [fact] : fact;
  if (values.length > MOST_VALUES) throw new OutsideFragment(`${values.length} values of one key`);
  return { all: [...values], ...Object.fromEntries(values.map((value, index) => [`v${index}`, readings(value)])) };
}

function readings(text: string): CedarRecord {
  return { text, ...numberIn(text), ...dateIn(text), ...flagIn(text), ...addressIn(text), ...arnIn(text) };
}

const INTEGER = /^[+-]?\d+(?:\.0+)?$/;

/** Source: Cedar, "Data types", Long. */
function numberIn(text: string): CedarRecord {
  if (INTEGER.test(text)) return { number: Number(text) };
  if (text !== '' && Number.isFinite(Number(text))) throw new OutsideFragment(`${text}: Cedar's numbers are integers`);
  return {};
}

function dateIn(text: string): CedarRecord {
  const arg = cedarDate(text);
  return arg === null ? {} : { date: { __extn: { fn: 'datetime', arg } } };
}

const ISO = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d{3})?(?:Z|[+-]\d{2}:?\d{2}))?$/;
const LAST_SECOND = Date.UTC(9999, 11, 31) / 1000;

/** A date in the spelling of Cedar's `datetime`, or null. Source: Cedar, "Extension: datetime". */
export function cedarDate(text: string): string | null {
  if (ISO.test(text)) return text.replace(/(?<=[+-]\d{2}):(?=\d{2}$)/, '');
  if (/^\d{4}-\d{2}-\d{2}T/.test(text)) throw new OutsideFragment(`${text}: a date that Cedar does not read`);
  if (!/^\d+$/.test(text) || Number(text) > LAST_SECOND) return null;
  return new Date(Number(text) * 1000).toISOString();
}

function flagIn(text: string): CedarRecord {
  const lower = text.toLowerCase();
  return lower === 'true' || lower === 'false' ? { flag: lower === 'true' } : {};
}

/** Source: Cedar, "Extension: ipaddr". */
function addressIn(text: string): CedarRecord {
  return isIP(text) === 0 ? {} : { address: { __extn: { fn: 'ip', arg: text } } };
}

function arnIn(text: string): CedarRecord {
  const [head, partition, service, region, account, ...resource] = text.split(':');
  if (head !== 'arn' || resource.length === 0) return {};
  const sections = [partition, service, region, account, resource.join(':')];
  return { arn: Object.fromEntries(ARN_SECTIONS.map((name, index) => [name, sections[index] ?? ''])) };
}
