import type { HypotheticalCall } from '../../core/index.ts';
import type { ParsedOptions } from './parse-options.ts';
import { textOfFile } from './text-of-file.ts';
import { UsageError } from './usage-error.ts';

type CallMade = Omit<HypotheticalCall, 'as' | 'action' | 'key' | 'alias' | 'region' | 'sessionPolicy'>;

/**
 * A call as the options tell it. Pairs of an encryption context may follow one --context as words.
 * @throws {UsageError} for a pair that isn't one, or an input that is no JSON object
 */
export function callMade({ values, lists }: ParsedOptions, pairsBehind: readonly string[]): CallMade {
  const text = (name: string) => (typeof values[name] === 'string' ? values[name] : undefined);
  const [via, sourceIp, sourceArn, through, input] = ['via', 'source-ip', 'source-arn', 'through', 'input'].map(text);
  const pairs = [...(lists.context ?? []), ...pairsBehind];
  const tokens = lists['grant-token'] ?? [];
  return {
    ...(pairs.length === 0 ? {} : { encryptionContext: Object.fromEntries(pairs.map(pairOf)) }),
    ...(via === undefined ? {} : { via }),
    ...(tokens.length === 0 ? {} : { grantTokens: tokens }),
    ...(sourceIp === undefined ? {} : { sourceIp }),
    ...(sourceArn === undefined ? {} : { sourceArn }),
    ...(values.mfa === true ? { mfa: true } : {}),
    ...(through === undefined ? {} : { vpcEndpointId: through }),
    ...(input === undefined ? {} : { input: inputOf(input) }),
  };
}

function pairOf(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw new UsageError(`expected NAME=VALUE of an encryption context, got "${text}"`);
  return [text.slice(0, at), text.slice(at + 1)];
}

function inputOf(text: string): Readonly<Record<string, unknown>> {
  const json = text.startsWith('file://') ? textOfFile(text) : text;
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Told below: whatever is wrong with it, it is no JSON object.
  }
  throw new UsageError(`--input: expected a JSON object such as {"GranteePrincipal": "arn:…"}, got "${text}"`);
}
