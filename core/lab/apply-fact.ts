import type { KeyArn } from '../cloud/arn.ts';
import { vpcEndpointOf } from '../cloud/vpc-endpoint.ts';
import type { KeyLastUsage } from '../keys/key-record.ts';
import type { EpochMs } from '../ports.ts';
import { type Applied, NOTHING } from './applied.ts';
import { applyDynamoDbFact, noteKeyChange } from './apply-dynamodb-fact.ts';
import { applyEbsFact } from './apply-ebs-fact.ts';
import { applyIamFact } from './apply-iam-fact.ts';
import { applyInstanceFact } from './apply-instance-fact.ts';
import { applyKeyFact } from './apply-key-fact.ts';
import { applyKeyStoreFact } from './apply-key-store-fact.ts';
import { applyOrganizationFact } from './apply-organization-fact.ts';
import { applyRdsFact } from './apply-rds-fact.ts';
import { applyS3Fact } from './apply-s3-fact.ts';
import { applySecretFact } from './apply-secret-fact.ts';
import { applySqsFact } from './apply-sqs-fact.ts';
import { applySsmFact } from './apply-ssm-fact.ts';
import type { Fact } from './facts.ts';
import { remindOfKeys } from './remind-of-keys.ts';
import type { TrailRow } from './trail-row.ts';
import type { World } from './world.ts';

/**
 * Makes a fact true in the world: the one function that changes it. Life cycles change through their machines.
 * @throws {Error} for a fact about something that isn't there, which is a bug in kmslab.
 */
export function applyFact(world: World, at: EpochMs, fact: Fact): Applied {
  world.now = at;
  switch (fact.type) {
    case 'worldStarted':
      world.startedAt = at;
      world.grantDelayMs = fact.grantDelayMs ?? 0;
      world.s3DataEvents = fact.s3DataEvents === true;
      world.seed = fact.seed;
      return NOTHING;
    case 'worldOpened':
      world.openings += 1;
      return NOTHING;
    case 'clockMoved':
      return NOTHING;
    case 'workEnded':
      world.wanted.shift();
      return NOTHING;
    case 'clockSet':
      world.aheadOfHostMs = fact.aheadOfHostMs;
      return NOTHING;
    case 'quotasSet':
      world.quotas = fact.quotas;
      return NOTHING;
    case 'accountAdded':
      world.accounts.set(fact.account.accountId, fact.account);
      return NOTHING;
    case 'identityPut':
    case 'identityDeleted':
    case 'userRenamed':
    case 'accessKeyUsed':
    case 'groupPut':
    case 'groupDeleted':
    case 'managedPolicyPut':
    case 'managedPolicyDeleted':
      applyIamFact(world, at, fact);
      return NOTHING;
    case 'recorded':
      world.trailLength += 1;
      for (const keyArn of fact.usedKeys) noteUse(world, keyArn, usageIn(fact.row, at));
      return NOTHING;
    case 'volumeCreated':
    case 'volumeChanged':
    case 'snapshotCreated':
    case 'snapshotChanged':
    case 'snapshotShared':
    case 'ebsDefaultsPut':
    case 'attachmentCreated':
    case 'attachmentChanged':
      return applyEbsFact(world, fact);
    case 'ec2Tagged':
    case 'instanceCreated':
    case 'instanceChanged':
      return applyInstanceFact(world, at, fact);
    case 'vpcEndpointPut':
      world.vpcEndpoints.set(fact.endpoint.id, vpcEndpointOf(fact.endpoint));
      return NOTHING;
    case 'vpcEndpointDeleted':
      world.vpcEndpoints.delete(fact.vpcEndpointId);
      world.ec2Tags.delete(fact.vpcEndpointId);
      return NOTHING;
    case 'bucketCreated':
    case 'bucketDeleted':
    case 'bucketEncryptionPut':
    case 'bucketPolicyPut':
    case 'objectPut':
    case 'objectDeleted':
    case 'uploadCreated':
    case 'partUploaded':
    case 'uploadEnded':
      return applyS3Fact(world, fact);
    case 'queueCreated':
    case 'queueDeleted':
    case 'queueSet':
    case 'queuePolicyPut':
    case 'queueTagged':
    case 'queuePurged':
    case 'messageSent':
    case 'messageChanged':
      return applySqsFact(world, at, fact);
    case 'tableCreated':
    case 'tableChanged':
    case 'tableSet':
    case 'tableEncrypted':
    case 'itemPut':
    case 'itemDeleted':
      return applyDynamoDbFact(world, fact);
    case 'parameterPut':
    case 'parameterDeleted':
    case 'parameterLabelled':
    case 'parameterTagged':
      return applySsmFact(world, fact);
    case 'secretCreated':
    case 'secretChanged':
    case 'secretSet':
    case 'secretVersionPut':
    case 'secretStaged':
    case 'secretTagged':
    case 'secretPolicyPut':
    case 'secretRead':
    case 'secretReplicated':
    case 'secretPromoted':
      return applySecretFact(world, at, fact);
    case 'functionPut':
      world.functions.set(fact.function.arn, fact.function);
      return NOTHING;
    case 'functionDeleted':
      world.functions.delete(fact.arn);
      return NOTHING;
    case 'databaseCreated':
    case 'databaseChanged':
    case 'databaseModified':
    case 'databasePromoted':
    case 'dbSnapshotCreated':
    case 'dbSnapshotChanged':
    case 'dbSnapshotShared':
    case 'rdsTagsSet':
      return applyRdsFact(world, fact);
    case 'keyStoreCreated':
    case 'keyStoreChanged':
    case 'keyStoreUpdated':
    case 'cloudHsmClusterPut':
    case 'backingKeyPut':
    case 'backingKeyDeleted':
    case 'xksProxyPut':
      return applyKeyStoreFact(world, fact);
    case 'organizationCreated':
    case 'organizationDeleted':
    case 'policyTypeEnabled':
    case 'policyTypeDisabled':
    case 'unitCreated':
    case 'unitRenamed':
    case 'unitDeleted':
    case 'accountJoined':
    case 'accountMoved':
    case 'accountLeft':
    case 'organizationPolicyPut':
    case 'organizationPolicyDeleted':
    case 'organizationPolicyAttached':
    case 'organizationPolicyDetached':
    case 'organizationTagsSet':
    case 'handshakeOpened':
    case 'handshakeChanged':
    case 'accountCreationEnded':
      return applyOrganizationFact(world, fact);
    default: {
      const applied = noteKeyChange(world, at, fact, () => applyKeyFact(world, at, fact));
      remindOfKeys(world, at, fact);
      return applied;
    }
  }
}

/** A key that went while it was being used has nothing to note it on. */
export function noteUse(world: World, keyArn: KeyArn, { at, operation, requestId, eventId }: KeyLastUsage): void {
  const key = world.keys.get(keyArn);
  if (key !== undefined) key.lastUsage = { operation, at, requestId, eventId };
}

/** What a row tells of a use. */
export function usageIn({ record, requestId }: TrailRow, at: EpochMs): KeyLastUsage {
  return { operation: record.eventName, at, requestId: requestId ?? '', eventId: record.eventID };
}
