import { fromBase64, fromHex, fromUtf8, utf8 } from '../crypto/bytes.ts';
import type { KeySpecification } from '../lab/world-keys.ts';
import type { WorldSpec } from '../lab/world-spec.ts';
import type { Bytes } from '../ports.ts';
import type { QuotaChange } from '../quotas/quota-settings.ts';
import { defined } from './defined.ts';
import { organizationSpec } from './organization-schema.ts';
import { parseTime } from './parse-time.ts';
import { ScenarioError } from './scenario-error.ts';
import type { Scenario } from './schema.ts';

/** A time such as `5m`, whose form the grammar has checked. */
function millisecondsOf(text: string): number {
  const time = parseTime(text);
  return time.type === 'by' ? time.ms : 0;
}

/** The world that a scenario starts from. @throws {ScenarioError} for a key that names a file which isn't there */
export function toWorldSpec({ world, files: contents = {} }: Pick<Scenario, 'world' | 'files'>): WorldSpec {
  const files = Object.fromEntries(Object.entries(contents).map(([name, content]) => [name, fileBytes(content)]));
  return {
    start: Date.parse(world.start),
    ...(world.grantDelay === undefined ? {} : { grantDelayMs: millisecondsOf(world.grantDelay) }),
    ...(world.quotas === undefined ? {} : { quotas: quotaChange(world.quotas) }),
    ...(world.s3DataEvents === undefined ? {} : { s3DataEvents: world.s3DataEvents }),
    accounts: world.accounts,
    principals: ofEach(world.principals, ({ policies }) => policies),
    trust: ofEach(world.principals, ({ trust }) => trust),
    groups: ofEach(world.groups ?? {}, ({ policies }) => policies),
    memberships: ofEach(world.principals, ({ groups }) => groups),
    boundaries: ofEach(world.principals, ({ boundary }) => boundary),
    tags: ofEach(world.principals, ({ tags }) => tags),
    accessKeys: ofEach(
      world.principals,
      ({ accessKey }) => accessKey && { accessKeyId: accessKey.id, secretAccessKey: accessKey.secret },
    ),
    ...(world.organization === undefined ? {} : { organization: organizationSpec(world.organization) }),
    vpcEndpoints: world.vpcEndpoints ?? [],
    keys: (world.keys ?? []).map((key) => keyOf(key, files)),
    cloudHsmClusters: (world.cloudHsmClusters ?? []).map(({ trustAnchorCertificate: certificate, ...cluster }) => ({
      ...defined(cluster),
      ...(certificate === undefined ? {} : { trustAnchorCertificate: textOf(certificate, files) }),
    })),
    xksProxies: (world.xksProxies ?? []).map(({ vpcEndpointService: service, externalKeys = {}, ...proxy }) => ({
      ...proxy,
      ...(service === undefined ? {} : { vpcEndpointService: defined(service) }),
      externalKeys: Object.fromEntries(Object.entries(externalKeys).map(([id, key]) => [id, defined(key)])),
    })),
    files,
  };
}

function quotaChange(quotas: NonNullable<Scenario['world']['quotas']>): QuotaChange {
  return typeof quotas === 'string' ? { requests: quotas } : defined(quotas);
}

/** A file's text, or the text itself where no file has that name. */
function textOf(text: string, files: Readonly<Record<string, Bytes>>): string {
  const file = Object.hasOwn(files, text) ? files[text] : undefined;
  return file === undefined ? text : fromUtf8(file);
}

type Key = NonNullable<Scenario['world']['keys']>[number];

function keyOf(given: Key, files: Readonly<Record<string, Bytes>>): KeySpecification {
  const { spec, usage, multiRegion, material, ...key } = given;
  if (multiRegion !== undefined && multiRegion !== key.id.startsWith('mrk-')) {
    throw new ScenarioError(`key ${key.id}: the id of a multi-Region key, and of no other, begins with mrk-`);
  }
  const { account, region, id } = key;
  const rest = Object.entries({
    ...key,
    keySpec: spec,
    keyUsage: usage,
    material: material === undefined ? undefined : materialOf(id, material, files),
  }).filter(([, value]) => value !== undefined);
  return { account, region, id, ...Object.fromEntries(rest) };
}

function materialOf(id: string, material: NonNullable<Key['material']>, files: Readonly<Record<string, Bytes>>): Bytes {
  if (typeof material === 'string') return fromHex(material);
  if ('base64' in material) return fromBase64(material.base64);
  const bytes = Object.hasOwn(files, material.file) ? files[material.file] : undefined;
  if (bytes === undefined) throw new ScenarioError(`key ${id}: this scenario has no file '${material.file}'`);
  return bytes;
}

/** A part of each principal, where it has one. */
function ofEach<P, V>(
  principals: Readonly<Record<string, P>>,
  partOf: (principal: P) => V | undefined,
): Record<string, V> {
  const parts: Record<string, V> = {};
  for (const [label, principal] of Object.entries(principals)) {
    const part = partOf(principal);
    if (part !== undefined) parts[label] = part;
  }
  return parts;
}

export function fileBytes(content: NonNullable<Scenario['files']>[string]): Bytes {
  if (typeof content === 'string') return utf8(content);
  if ('times' in content) return utf8(content.text.repeat(content.times));
  return 'base64' in content ? fromBase64(content.base64) : utf8(JSON.stringify(content.json, null, 2));
}
