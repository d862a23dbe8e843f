import { fromBase64, fromHex, utf8 } from '../crypto/bytes.ts';
import type { WorldSpec } from '../lab/world-spec.ts';
import type { Bytes } from '../ports.ts';
import type { Scenario } from './schema.ts';

/** The world that a scenario starts from. */
export function toWorldSpec({ world, files = {} }: Scenario): WorldSpec {
  return {
    start: Date.parse(world.start),
    accounts: world.accounts,
    principals: Object.fromEntries(Object.entries(world.principals).map(([label, { policies }]) => [label, policies])),
    keys: (world.keys ?? []).map(({ material, alias, description, policy, ...key }) => ({
      ...key,
      ...(alias === undefined ? {} : { alias }),
      ...(description === undefined ? {} : { description }),
      ...(policy === undefined ? {} : { policy }),
      ...(material === undefined ? {} : { material: fromHex(material) }),
    })),
    files: Object.fromEntries(Object.entries(files).map(([name, content]) => [name, fileBytes(content)])),
  };
}

function fileBytes(content: NonNullable<Scenario['files']>[string]): Bytes {
  if (typeof content === 'string') return utf8(content);
  return 'base64' in content ? fromBase64(content.base64) : utf8(JSON.stringify(content.json, null, 2));
}
