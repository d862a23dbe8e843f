import { toBase64 } from '../../crypto/bytes.ts';
import type { WorldSpec } from '../../lab/world-spec.ts';
import type { Bytes, EpochMs } from '../../ports.ts';
import type { Scenario } from '../schema.ts';

/** How a world began, as a scenario has it. */
export type Beginning = Pick<Scenario, 'world' | 'files'>;

/** The beginning of a world of accounts and principals with AWS managed policies, at an instant. */
export function beginningOf({ accounts, principals }: WorldSpec, start: EpochMs): Beginning {
  const policies = (names: readonly unknown[]) => names.filter((name) => typeof name === 'string');
  return {
    world: {
      start: new Date(start).toISOString(),
      accounts: { ...accounts },
      principals: Object.fromEntries(
        Object.entries(principals).map(([label, names]) => [label, { policies: policies(names) }]),
      ),
    },
  };
}

/** A file as scenarios have it: as text where it is text. */
export function fileContent(bytes: Bytes): NonNullable<Scenario['files']>[string] {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { base64: toBase64(bytes) };
  }
}
