import {
  CreateAliasCommand,
  CreateGrantCommand,
  EncryptCommand,
  type GrantOperation,
  PutKeyPolicyCommand,
} from '@aws-sdk/client-kms';
import { afterAll, describe, expect, it } from 'vitest';
import type { DecisionReason } from '../../../core/access/decision.ts';
import { endpointWith, type TestEndpoint } from '../../helpers/endpoint-with.ts';
import { A, KEY } from '../access/fixtures.ts';
import { allRows, type Row } from '../access/truth-table.ts';
import { commandOf } from './rows/row-call.ts';
import { canBeOrganized, organize } from './rows/row-organization.ts';
import { aliasesOf, callerOf, keyPolicyOf, type RowCaller, worldOf } from './rows/row-world.ts';

/** How AWS's text ends for each cause. Source: IAM User Guide, "Troubleshoot access denied error messages". */
const ENDINGS: Partial<Readonly<Record<DecisionReason, (action: string) => string>>> = {
  'no-key-policy-statement': (action) => ` because no resource-based policy allows the ${action} action`,
  'operation-not-cross-account': (action) => ` because no resource-based policy allows the ${action} action`,
  'no-identity-policy-statement': (action) => ` because no identity-based policy allows the ${action} action`,
  'explicit-deny-key-policy': () => ' with an explicit deny in a resource-based policy',
  'explicit-deny-identity-policy': () => ' with an explicit deny in an identity-based policy',
  'no-scp-statement': (action) => ` because no service control policy allows the ${action} action`,
  'explicit-deny-scp': () => ' with an explicit deny in a service control policy',
  'explicit-deny-rcp': () => ' with an explicit deny in a resource control policy',
  'no-permissions-boundary-statement': (action) => ` because no permissions boundary allows the ${action} action`,
  'explicit-deny-permissions-boundary': () => ' with an explicit deny in a permissions boundary',
};

/** What is the client's or the world's own: unique ids are drawn, the SDK says what it is, and services make their roles. */
const OF_THE_WORLD = /AWSServiceRole|aws:userid|aws:UserAgent|kms:GranteeServicePrincipal/i;

/** Whether a signed request can ask it: no service's own call, no other Region or key. */
function isForTheWire(row: Row): boolean {
  const { request = {}, world = {}, condition } = row;
  if (OF_THE_WORLD.test(JSON.stringify([condition, world, request]))) return false;
  const { circumstances = {}, via, action, resourceArn, userAgent, region, reEncryptsOnSameKey } = request;
  const isOrdinary = [via, action, userAgent, region, reEncryptsOnSameKey].every((it) => it === undefined);
  const { tags: _, ...kind } = world.key ?? {};
  const { sessionPolicy, vpcEndpointPolicy, trustPolicy } = world;
  const isWhole = [sessionPolicy, vpcEndpointPolicy, trustPolicy].every((policy) => policy === undefined);
  return (
    isOrdinary &&
    isWhole &&
    canBeOrganized(row) &&
    Object.keys(circumstances).length === 0 &&
    Object.keys(kind).length === 0 &&
    (resourceArn === undefined || resourceArn === '*') &&
    (world.grants ?? []).every(({ sourceArn }) => sourceArn === undefined)
  );
}

const rows = allRows().flatMap((row): [string, string, Row, RowCaller][] => {
  const caller = callerOf(row);
  return caller !== null && isForTheWire(row) && commandOf(row, new Uint8Array(1)) !== null
    ? [[row.id, row.says, row, caller]]
    : [];
});

/** The world of a row: made by signed requests of the key's owner, as far as an account's root user can make it. */
async function endpointFor(row: Row, caller: RowCaller): Promise<{ endpoint: TestEndpoint; ciphertext: Uint8Array }> {
  const endpoint = await endpointWith({ world: worldOf(row, caller) });
  endpoint.hostClock.at = endpoint.lab.now;
  const owner = endpoint.client({ as: `arn:aws:iam::${A}:root` });
  const { CiphertextBlob = new Uint8Array(0) } = await owner.send(
    new EncryptCommand({ KeyId: KEY, Plaintext: new Uint8Array([1]), EncryptionContext: { ...row.request?.context } }),
  );
  for (const AliasName of aliasesOf(row)) await owner.send(new CreateAliasCommand({ AliasName, TargetKeyId: KEY }));
  for (const grant of row.world?.grants ?? []) {
    const { encryptionContextEquals: equals, encryptionContextSubset: subset } = grant;
    await owner.send(
      new CreateGrantCommand({
        KeyId: KEY,
        GranteePrincipal: grant.granteePrincipal,
        Operations: grant.operations as GrantOperation[],
        Constraints: {
          ...(equals === undefined ? {} : { EncryptionContextEquals: { ...equals } }),
          ...(subset === undefined ? {} : { EncryptionContextSubset: { ...subset } }),
        },
      }),
    );
  }
  const Policy = keyPolicyOf(row);
  if (Policy !== null) {
    await owner.send(new PutKeyPolicyCommand({ KeyId: KEY, Policy, BypassPolicyLockoutSafetyCheck: true }));
  }
  await organize(endpoint, row);
  return { endpoint, ciphertext: CiphertextBlob };
}

/** The client of the one whom the row is about, with a session's own credentials where it is a role's. */
function clientOf({ lab, client }: TestEndpoint, { arn, sessionArn }: RowCaller, sourceIp = '203.0.113.7') {
  const tamper: NonNullable<Parameters<TestEndpoint['client']>[0]>['tamper'] = (request) => ({ ...request, sourceIp });
  if (sessionArn === null) return client({ as: arn, tamper });
  const { accessKeyId, secretAccessKey, sessionToken } = lab.accessKeys.forSession(sessionArn, lab.now + 60_000, 'row');
  return client({
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken === null ? {} : { sessionToken }) },
    tamper,
  });
}

describe('the truth table through the endpoint, by signed requests of the real SDK', () => {
  const seen = { allowed: 0, refused: 0 };

  it.each(rows)('%s: %s', async (_, __, row, caller) => {
    const { endpoint, ciphertext } = await endpointFor(row, caller);
    const asked = commandOf(row, ciphertext);
    if (asked === null) throw new Error('the row was chosen because it has a command');
    const error = await clientOf(endpoint, caller, row.request?.sourceIp)
      .send(asked.command)
      .then(
        () => null,
        (thrown: Error) => thrown,
      );
    const action = `kms:${row.request?.operation ?? 'Decrypt'}`;
    if (row.decision === 'allowed') {
      seen.allowed += 1;
      expect(error).toBeNull();
    } else {
      seen.refused += 1;
      const says = `User: ${caller.sessionArn ?? caller.arn} is not authorized to perform: ${action} on resource: ${asked.resource}`;
      expect([error?.name, error?.message]).toEqual([
        'AccessDeniedException',
        `${says}${ENDINGS[row.because]?.(action)}`,
      ]);
    }
  });

  afterAll(() => {
    expect(seen.allowed).toBeGreaterThanOrEqual(60);
    expect(seen.refused).toBeGreaterThanOrEqual(60);
  });
});
