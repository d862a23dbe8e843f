import { describe, expect, it } from 'vitest';
import type { CloudTrailRecord } from '../../../../core/index.ts';
import {
  ADMIN,
  BACKUP,
  COPIER,
  type EbsLab,
  ebsLab,
  ONE_BYTE,
  PROD,
  SECOND_KEY,
  SOURCE_KEY,
  TARGET_KEY,
} from './ebs-lab.ts';

const EC2 = 'ec2.amazonaws.com';

/** One line a record: what, by whom, on which key, in which context. */
function line({ eventName, userIdentity, requestParameters, resources, errorCode }: CloudTrailRecord): string {
  const { arn = '', invokedBy } = userIdentity as { arn?: string; invokedBy?: string };
  const parameters = (requestParameters ?? {}) as {
    encryptionContext?: Record<string, string>;
    constraints?: { encryptionContextSubset?: Record<string, string> };
  };
  const context = parameters.encryptionContext ?? parameters.constraints?.encryptionContextSubset ?? {};
  const by = arn.includes('aws:ec2-infrastructure') ? 'EC2' : arn.slice(arn.lastIndexOf('role/') + 5);
  const keys = resources?.map(({ ARN }) => ARN.slice(-1)).join('+');
  const bound = Object.entries(context).map(([name, value]) => ` ${name}=${value.slice(0, 4)}`);
  if (invokedBy !== EC2) throw new Error(`${eventName} was not invoked by EC2`);
  return `${eventName} by ${by} on ${keys}${bound.join('')}${errorCode === undefined ? '' : ` → ${errorCode}`}`;
}

/** What EC2 asked KMS while `work` was done, in the account's own trail. */
async function during(ebs: EbsLab, account: string, work: () => Promise<unknown>): Promise<readonly string[]> {
  const from = ebs.lab.world.trailLength;
  await work();
  return ebs.kmsRecords(from, account).map(line);
}

const me = 'admin/kmslab';
const copier = 'copier/kmslab';

// Keys by the last digit of their id: 1 source, 2 second, 3 target, 4 the target account's in the source Region.
describe('the calls that EBS makes to KMS (services.md section 3)', () => {
  it('a new encrypted volume: a data key under the volume id, as the caller', async () => {
    const ebs = await ebsLab();
    const made = await during(ebs, PROD, async () => {
      await ebs.call(ADMIN, 'CreateVolume', {
        AvailabilityZone: 'us-east-1a',
        Size: 1,
        Encrypted: true,
        KmsKeyId: SOURCE_KEY,
      });
      await ebs.advance();
    });
    expect(made).toEqual([
      `DescribeKey by ${me} on 1`,
      `GenerateDataKeyWithoutPlaintext by ${me} on 1 aws:ebs:id=vol-`,
    ]);
  });

  it('asks for 64 bytes, as AES-256-XTS needs', async () => {
    const ebs = await ebsLab();
    await ebs.volume(ONE_BYTE);
    const [request] = ebs
      .kmsRecords(0, PROD)
      .filter(({ eventName }) => eventName === 'GenerateDataKeyWithoutPlaintext')
      .map(({ requestParameters }) => requestParameters);
    expect(request).toMatchObject({ numberOfBytes: 64 });
  });

  it('attaching: a grant as the caller, Decrypt by it as EC2, and the grant given back', async () => {
    const ebs = await ebsLab();
    const volume = await ebs.volume(ONE_BYTE);
    expect(await during(ebs, PROD, () => ebs.read(volume, ADMIN))).toEqual([
      `CreateGrant by ${me} on 1 aws:ebs:id=vol-`,
      'Decrypt by EC2 on 1 aws:ebs:id=vol-',
      'RetireGrant by EC2 on 1',
    ]);
  });

  it('a snapshot: none', async () => {
    const ebs = await ebsLab();
    const volume = await ebs.volume(ONE_BYTE);
    expect(await during(ebs, PROD, () => ebs.snapshot(volume))).toEqual([]);
  });

  it("a copy into another account and Region: as the caller on both keys, and by a grant of the caller's", async () => {
    const ebs = await ebsLab();
    const source = await ebs.sharedSnapshot();
    const calls = await during(ebs, BACKUP, async () => {
      await ebs.copy(source);
      await ebs.advance();
    });
    expect(calls).toEqual([
      `DescribeKey by ${copier} on 3`,
      `DescribeKey by ${copier} on 1`,
      `CreateGrant by ${copier} on 3 aws:ebs:id=snap`,
      `GenerateDataKeyWithoutPlaintext by ${copier} on 3 aws:ebs:id=snap`,
      `Decrypt by ${copier} on 1 aws:ebs:id=vol-`,
      'Decrypt by EC2 on 3 aws:ebs:id=snap',
      'RetireGrant by EC2 on 3',
    ]);
  });

  it("names the new snapshot in the target's context and the source volume in the source's", async () => {
    const ebs = await ebsLab();
    const volume = await ebs.volume(ONE_BYTE);
    const source = await ebs.snapshot(volume);
    await ebs.share(source, BACKUP);
    const copy = await ebs.copy(source);
    await ebs.advance();
    const contexts = ebs
      .kmsRecords(0, BACKUP)
      .filter(({ eventName }) => eventName === 'Decrypt')
      .map(({ requestParameters }) => requestParameters?.encryptionContext);
    expect(contexts).toEqual([{ 'aws:ebs:id': volume }, { 'aws:ebs:id': copy }]);
  });

  it("the key owner's trail tells of the calls on its key, without the caller's name", async () => {
    const ebs = await ebsLab();
    const source = await ebs.sharedSnapshot();
    const from = ebs.lab.world.trailLength;
    await ebs.copy(source);
    await ebs.advance();
    const seen = ebs.kmsRecords(from, PROD);
    expect(seen.map(({ eventName }) => eventName)).toEqual(['DescribeKey', 'Decrypt']);
    for (const { userIdentity, resources } of seen) {
      expect(userIdentity).toMatchObject({ type: 'AWSAccount', accountId: BACKUP, invokedBy: EC2 });
      expect(userIdentity).not.toHaveProperty('arn');
      expect(resources).toEqual([{ accountId: PROD, type: 'AWS::KMS::Key', ARN: SOURCE_KEY }]);
    }
    const [, inCallersTrail] = ebs.kmsRecords(from, BACKUP);
    expect(inCallersTrail).toMatchObject({
      sharedEventID: seen[0]?.sharedEventID,
      requestID: seen[0]?.requestID,
    });
  });

  it('every one of them stands under the request that caused it', async () => {
    const ebs = await ebsLab();
    const source = await ebs.sharedSnapshot();
    const from = ebs.lab.world.trailLength;
    const input = { SourceRegion: 'us-east-1', SourceSnapshotId: source, Encrypted: true, KmsKeyId: TARGET_KEY };
    const { requestId } = await ebs.outcome(COPIER, 'CopySnapshot', input);
    await ebs.advance();
    const causes = ebs.store
      .trail({})
      .slice(from + 1)
      .map(({ causedBy }) => causedBy);
    expect(causes).toHaveLength(9); // seven calls, two of them in both trails
    expect(new Set(causes)).toEqual(new Set([requestId]));
  });

  it('a call that KMS denies stands in the caller’s trail only', async () => {
    const ebs = await ebsLab({ shared: [] });
    const source = await ebs.sharedSnapshot();
    const from = ebs.lab.world.trailLength;
    await ebs.copy(source);
    await ebs.advance();
    expect(ebs.kmsRecords(from, PROD)).toEqual([]);
    expect(ebs.kmsRecords(from, BACKUP).map(({ eventName, errorCode }) => [eventName, errorCode])).toEqual([
      ['DescribeKey', undefined],
      ['DescribeKey', 'AccessDenied'],
    ]);
  });

  it('a copy of unencrypted data under a key: nothing on a source key', async () => {
    const ebs = await ebsLab();
    const source = await ebs.sharedSnapshot(ONE_BYTE, {});
    const calls = await during(ebs, BACKUP, async () => {
      await ebs.copy(source);
      await ebs.advance();
    });
    expect(calls).toEqual([
      `DescribeKey by ${copier} on 3`,
      `CreateGrant by ${copier} on 3 aws:ebs:id=snap`,
      `GenerateDataKeyWithoutPlaintext by ${copier} on 3 aws:ebs:id=snap`,
      'Decrypt by EC2 on 3 aws:ebs:id=snap',
      'RetireGrant by EC2 on 3',
    ]);
  });

  it('an unencrypted copy: none', async () => {
    const ebs = await ebsLab();
    const source = await ebs.sharedSnapshot(ONE_BYTE, {});
    const calls = await during(ebs, BACKUP, async () => {
      await ebs.copy(source, { Encrypted: undefined, KmsKeyId: undefined });
      await ebs.advance();
    });
    expect(calls).toEqual([]);
  });

  it("a copy of one's own snapshot under the same key: no new data key", async () => {
    const ebs = await ebsLab();
    const source = await ebs.snapshot(await ebs.volume(ONE_BYTE));
    const calls = await during(ebs, PROD, async () => {
      await ebs.copy(source, { who: ADMIN, KmsKeyId: undefined });
      await ebs.advance();
    });
    expect(calls).toEqual([`DescribeKey by ${me} on 1`, `Decrypt by ${me} on 1 aws:ebs:id=vol-`]);
  });

  it("a volume from one's own snapshot: Decrypt, to see that the caller may use the key", async () => {
    const ebs = await ebsLab();
    const source = await ebs.snapshot(await ebs.volume(ONE_BYTE));
    expect(await during(ebs, PROD, () => ebs.volumeFrom(source, ADMIN))).toEqual([
      `Decrypt by ${me} on 1 aws:ebs:id=vol-`,
    ]);
  });

  it("a volume from one's own snapshot under another key: ReEncrypt, from one key to the other", async () => {
    const ebs = await ebsLab();
    const source = await ebs.snapshot(await ebs.volume(ONE_BYTE));
    const key = { Encrypted: true, KmsKeyId: SECOND_KEY };
    expect(await during(ebs, PROD, () => ebs.volumeFrom(source, ADMIN, key))).toEqual([
      `DescribeKey by ${me} on 2`,
      `CreateGrant by ${me} on 2 aws:ebs:id=vol-`,
      `ReEncrypt by ${me} on 1+2`,
      'RetireGrant by EC2 on 2',
    ]);
  });

  it('an encrypted volume from an unencrypted snapshot: a grant, a data key, and Decrypt by the grant', async () => {
    const ebs = await ebsLab();
    const source = await ebs.snapshot(await ebs.volume(ONE_BYTE, {}));
    const key = { Encrypted: true, KmsKeyId: SOURCE_KEY };
    expect(await during(ebs, PROD, () => ebs.volumeFrom(source, ADMIN, key))).toEqual([
      `DescribeKey by ${me} on 1`,
      `CreateGrant by ${me} on 1 aws:ebs:id=vol-`,
      `GenerateDataKeyWithoutPlaintext by ${me} on 1 aws:ebs:id=vol-`,
      'Decrypt by EC2 on 1 aws:ebs:id=vol-',
      'RetireGrant by EC2 on 1',
    ]);
  });
});
