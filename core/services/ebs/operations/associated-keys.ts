import { aliasArn, type KeyArn } from '../../../cloud/arn.ts';
import type { ServicePrincipal } from '../../../cloud/principal.ts';
import { fromBase64, toBase64 } from '../../../crypto/bytes.ts';
import { Ec2Error } from '../../../errors/ec2-errors.ts';
import { defineOperation, type Scope } from '../../../operations/operation.ts';
import { string, structure } from '../../../operations/shape.ts';
import type { Bytes } from '../../../ports.ts';
import { onBehalfOf } from '../../on-behalf-of.ts';
import { ServiceKms } from '../../service-kms.ts';
import { ebsContext, type StoredData } from '../blocks.ts';
import { type Snapshot, snapshotData } from '../volume.ts';
import { checkCompleted, ownSnapshot, snapshotTarget } from './find-resource.ts';
import { DryRun, SnapshotId } from './shapes.ts';

const KmsKeyId = string({ min: 1, max: 2048 });
const record = { responseElements: () => ({ _return: true }) };

/**
 * Puts a second key beside a snapshot's own: the snapshot's data key is wrapped under it too, so that whoever may use
 * that key can copy the snapshot and make volumes from it without the first.
 * Simplified: which calls to KMS this makes, whether it asks at once, how many keys a snapshot may have beside its own,
 * and what EC2 says when KMS refuses is not published. Here KMS is asked at once, as the caller: DescribeKey of the second
 * key, and ReEncrypt of the data key from the first to the second; one key may be beside the first.
 * Source: EC2 API Reference, AssociateKmsKeyId (2026); services.md section 6, "Associated KMS keys".
 */
export const associateKmsKeyId = defineOperation({
  service: 'ec2',
  name: 'AssociateKmsKeyId',
  summary: "Puts a second key beside a snapshot's own, through which its data can be reached as well.",
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateKmsKeyId.html',
  input: structure({ KmsKeyId, SnapshotId }, { DryRun }),
  readOnly: false,
  mutates: true,
  record,
  find: (input, scope) => [snapshotTarget(scope, 'ec2:AssociateKmsKeyId', input.SnapshotId)],
  check({ SnapshotId: id }, scope) {
    const snapshot = ownSnapshot(scope, id);
    checkCompleted(snapshot);
    const { associated } = encryptedData(snapshot);
    if (associated === undefined) return;
    const message = `The snapshot ${id} has the associated key ${associated.keyArn} already.`;
    throw new Ec2Error('ResourceLimitExceeded', message, 'limit-exceeded', { snapshotId: id });
  },
  async handle({ KmsKeyId: named, SnapshotId: snapshotId }, scope) {
    const { request, requestId } = scope;
    const { dataKey } = encryptedData(ownSnapshot(scope, snapshotId));
    const kms = new ServiceKms(scope, 'ec2.amazonaws.com' as ServicePrincipal, notAccessible);
    const caller = { by: onBehalfOf(request, requestId), region: request.region };
    const { KeyMetadata } = await kms.call('DescribeKey', { KeyId: named }, caller);
    const { Arn: keyArn } = KeyMetadata as { readonly Arn: KeyArn };
    if (keyArn === dataKey.keyArn) {
      const message = `${keyArn} is the key of the snapshot ${snapshotId} itself.`;
      throw new Ec2Error('InvalidParameterValue', message, 'invalid-parameter', { snapshotId });
    }
    const { CiphertextBlob } = await kms.call(
      'ReEncrypt',
      {
        CiphertextBlob: fromBase64(dataKey.ciphertextBlob),
        SourceKeyId: dataKey.keyArn,
        SourceEncryptionContext: ebsContext(dataKey.boundTo),
        DestinationKeyId: keyArn,
        DestinationEncryptionContext: ebsContext(snapshotId),
      },
      caller,
    );
    const wrapped = { keyArn, ciphertextBlob: toBase64(CiphertextBlob as Bytes), boundTo: snapshotId };
    const event = { type: 'KmsKeyAssociated', dataKey: wrapped } as const;
    return { output: { Return: true }, facts: [{ type: 'snapshotChanged', snapshotId, event }] };
  },
});

/** Takes the second key away again; KMS is asked for nothing, and the first key is not touched. */
export const disassociateKmsKeyId = defineOperation({
  service: 'ec2',
  name: 'DisassociateKmsKeyId',
  summary: "Takes the second key away that was put beside a snapshot's own.",
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DisassociateKmsKeyId.html',
  input: structure({ KmsKeyId, SnapshotId }, { DryRun }),
  readOnly: false,
  mutates: true,
  record,
  find: (input, scope) => [snapshotTarget(scope, 'ec2:DisassociateKmsKeyId', input.SnapshotId)],
  check({ KmsKeyId: named, SnapshotId: id }, scope) {
    const snapshot = ownSnapshot(scope, id);
    checkCompleted(snapshot);
    const { associated } = encryptedData(snapshot);
    if (associated !== undefined && names(named, associated.keyArn, scope)) return;
    const message = `The key ${named} is not associated with the snapshot ${id}.`;
    throw new Ec2Error('InvalidParameterValue', message, 'key-not-associated', { snapshotId: id });
  },
  handle: ({ SnapshotId: snapshotId }) => ({
    output: { Return: true },
    facts: [{ type: 'snapshotChanged', snapshotId, event: { type: 'KmsKeyDisassociated' } }],
  }),
});

/** The data of an encrypted snapshot. @throws {Ec2Error} for an unencrypted one */
function encryptedData(snapshot: Snapshot): StoredData & { readonly dataKey: NonNullable<StoredData['dataKey']> } {
  const data = snapshotData(snapshot);
  if (data === null) throw new Error(`${snapshot.snapshotId} is completed without data`);
  const { dataKey } = data;
  if (dataKey !== null) return { ...data, dataKey };
  const message = `The snapshot ${snapshot.snapshotId} is not encrypted.`;
  throw new Ec2Error('InvalidParameterValue', message, 'snapshot-not-encrypted', { snapshotId: snapshot.snapshotId });
}

/** Whether an id, an ARN or an alias is that key's; a deleted key is known by its id and ARN still. */
function names(named: string, keyArn: KeyArn, { world, request }: Scope): boolean {
  const byAlias = [named, aliasArn(request.region, request.accountId, named)];
  return (
    named === keyArn || keyArn.endsWith(`key/${named}`) || byAlias.some((one) => world.alias(one)?.keyArn === keyArn)
  );
}

function notAccessible({
  message,
  because,
}: {
  readonly message: string;
  readonly because: Ec2Error['because'];
}): Ec2Error {
  return new Ec2Error('InvalidParameterValue', `Given key ID is not accessible. ${message}`.trim(), because);
}
