import { aliasArn, keyArn, parseArn } from '../../../cloud/arn.ts';
import { Ec2Error } from '../../../errors/ec2-errors.ts';
import type { World } from '../../../lab/world.ts';
import { iamTarget } from '../../../operations/find-key.ts';
import { defineOperation } from '../../../operations/operation.ts';
import { string, structure } from '../../../operations/shape.ts';
import { type AccountInRegion, DEFAULT_KEY, defaultKeyOf } from '../ebs-defaults.ts';
import { defaultsChange } from './default-encryption.ts';
import { DryRun } from './shapes.ts';

export const getEbsDefaultKmsKeyId = defineOperation({
  service: 'ec2',
  name: 'GetEbsDefaultKmsKeyId',
  summary: 'Tells which key is for what is encrypted in this Region without naming one.',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetEbsDefaultKmsKeyId.html',
  input: structure({}, { DryRun }),
  readOnly: true,
  mutates: false,
  find: (_, scope) => [iamTarget(scope, 'ec2:GetEbsDefaultKmsKeyId')],
  handle: (_, { world, request }) => ({ output: { KmsKeyId: defaultKeyOf(world, request) } }),
});

/**
 * EC2 looks at the key later only. Simplified: what its "eventually fails" comes to is not published; here the key stays
 * the default one, and what is made under it fails. Source: EC2 API Reference, ModifyEbsDefaultKmsKeyId.
 */
export const modifyEbsDefaultKmsKeyId = defineOperation({
  service: 'ec2',
  name: 'ModifyEbsDefaultKmsKeyId',
  summary: 'Sets the key for what is encrypted in this Region without naming one.',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyEbsDefaultKmsKeyId.html',
  input: structure({ KmsKeyId: string({ min: 1, max: 2048 }) }, { DryRun }),
  readOnly: false,
  mutates: true,
  find: (_, scope) => [iamTarget(scope, 'ec2:ModifyEbsDefaultKmsKeyId')],
  check({ KmsKeyId }, { world, request }) {
    const key = world.key(arnNamed(world, request, KmsKeyId));
    if (key === undefined || key.keySpec === 'SYMMETRIC_DEFAULT') return;
    // EC2's code for it is unconfirmed.
    const message = `The key ${key.arn} is not symmetric: Amazon EBS does not support it.`;
    throw new Ec2Error('InvalidParameterValue', message, 'wrong-key-usage', { keyArn: key.arn });
  },
  handle({ KmsKeyId }, { world, request }) {
    const kmsKeyId = arnNamed(world, request, KmsKeyId);
    return { output: { KmsKeyId: kmsKeyId }, facts: [defaultsChange(world, request, { kmsKeyId })] };
  },
});

export const resetEbsDefaultKmsKeyId = defineOperation({
  service: 'ec2',
  name: 'ResetEbsDefaultKmsKeyId',
  summary: 'Makes the AWS managed key aws/ebs the default one again in this Region.',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ResetEbsDefaultKmsKeyId.html',
  input: structure({}, { DryRun }),
  readOnly: false,
  mutates: true,
  find: (_, scope) => [iamTarget(scope, 'ec2:ResetEbsDefaultKmsKeyId')],
  handle(_, { world, request }) {
    const own = world.alias(aliasArn(request.region, request.accountId, DEFAULT_KEY));
    return {
      output: { KmsKeyId: own?.keyArn ?? DEFAULT_KEY },
      facts: [defaultsChange(world, request, { kmsKeyId: null })],
    };
  },
});

/** The ARN of the key that is named, whether or not it is there; an alias that points to nothing keeps its own. */
function arnNamed(world: World, { accountId, region }: AccountInRegion, named: string): string {
  const parsed = parseArn(named);
  const alias = named.startsWith('alias/') ? aliasArn(region, accountId, named) : named;
  if (parsed?.resource.startsWith('alias/') === true || named.startsWith('alias/')) {
    return world.alias(alias)?.keyArn ?? alias;
  }
  return parsed === null ? keyArn(region, accountId, named) : named;
}
