import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aliasArn, formatArn, isKeyId, keyArn, parseAccountId, parseArn } from '../../../core/cloud/arn.ts';
import { PARTITIONS, parseRegion, partitionOf, REGION_NAMES, type Region } from '../../../core/cloud/regions.ts';

const REGIONS = Object.keys(REGION_NAMES) as Region[];
const account = fc.stringMatching(/^\d{12}$/);

describe('ARNs', () => {
  it('are read as they were written', () => {
    const arn = fc.record({
      partition: fc.constantFrom(...PARTITIONS),
      service: fc.stringMatching(/^[a-z0-9-]{1,20}$/),
      region: fc.constantFrom('', ...REGIONS),
      accountId: fc.oneof(fc.constantFrom('', 'aws'), account),
      resource: fc.stringMatching(/^[ -~]{1,60}$/),
    });
    fc.assert(
      fc.property(arn, (parts) => {
        expect(parseArn(formatArn(parts))).toEqual(parts);
      }),
    );
  });

  it.each([
    '',
    'arn',
    'arn:aws:kms:us-east-1:111122223333',
    'arn:aws:kms:us-east-1:111122223333:',
    'arn:mars:kms:us-east-1:111122223333:key/x',
    'arn:aws::us-east-1:111122223333:key/x',
    'arn:aws:kms:us-east-1:1234:key/x',
    'ARN:aws:kms:us-east-1:111122223333:key/x',
  ])('%j is none', (text) => {
    expect(parseArn(text)).toBeNull();
  });

  it('of keys and aliases name the partition of their Region', () => {
    const owner = parseAccountId('111122223333');
    if (owner === null) throw new Error('12 digits are an account id');
    for (const region of REGIONS) {
      const partition = partitionOf(region);
      expect(parseArn(keyArn(region, owner, 'id'))).toMatchObject({ partition, region, resource: 'key/id' });
      expect(parseArn(aliasArn(region, owner, 'alias/a'))).toMatchObject({ partition, region, resource: 'alias/a' });
    }
  });
});

describe('account ids', () => {
  it('are 12 digits and nothing else', () => {
    fc.assert(
      fc.property(account, (text) => {
        expect(parseAccountId(text)).toBe(text);
      }),
    );
    for (const text of ['', '11112222333', '1111222233334', '11112222333a', ' 111122223333', '111122223333\n']) {
      expect(parseAccountId(text), JSON.stringify(text)).toBeNull();
    }
  });
});

describe('key ids', () => {
  it.each([
    ['1234abcd-12ab-34cd-56ef-1234567890ab', true],
    ['mrk-1234abcd12ab34cd56ef1234567890ab', true],
    ['1234ABCD-12AB-34CD-56EF-1234567890AB', false],
    ['1234abcd12ab34cd56ef1234567890ab', false],
    ['mrk-1234', false],
    ['1234abcd-12ab-34cd-56ef-1234567890ab\n', false],
  ])('%j is one: %s', (text, isOne) => {
    expect(isKeyId(text)).toBe(isOne);
  });
});

describe('Regions', () => {
  it('have AWS’s form, a name, and a partition', () => {
    for (const region of REGIONS) {
      expect(region).toMatch(/^([a-z]+-){2,3}\d+$/);
      expect(parseRegion(region)).toBe(region);
    }
  });

  it.each([
    ['us-east-1', 'aws'],
    ['eu-central-2', 'aws'],
    ['cn-north-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
  ])('%s is in the partition %s', (code, partition) => {
    const region = parseRegion(code);
    expect(region === null ? null : partitionOf(region)).toBe(partition);
  });

  it.each(['', 'us-east-9', 'US-EAST-1', 'constructor', 'toString'])('%j is none', (code) => {
    expect(parseRegion(code)).toBeNull();
  });
});
