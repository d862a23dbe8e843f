import type { Fact } from '../../../lab/facts.ts';
import { iamTarget } from '../../../operations/find-key.ts';
import { defineOperation, type Operation } from '../../../operations/operation.ts';
import { structure } from '../../../operations/shape.ts';
import { type AccountInRegion, type EbsDefaults, ebsDefaultsOf, nameOf } from '../ebs-defaults.ts';
import { DryRun } from './shapes.ts';

/** The fact that something of an account's defaults in a Region changes. */
export function defaultsChange(
  world: Parameters<typeof ebsDefaultsOf>[0],
  { accountId, region }: AccountInRegion,
  change: Partial<EbsDefaults>,
): Fact {
  const whose = { accountId, region };
  return { type: 'ebsDefaultsPut', of: nameOf(whose), defaults: { ...ebsDefaultsOf(world, whose), ...change } };
}

function switchOperation(name: `${'Enable' | 'Disable'}EbsEncryptionByDefault`, summary: string): Operation {
  const encryptionByDefault = name.startsWith('Enable');
  return defineOperation({
    service: 'ec2',
    name,
    summary,
    source: `https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_${name}.html`,
    input: structure({}, { DryRun }),
    readOnly: false,
    mutates: true,
    find: (_, scope) => [iamTarget(scope, `ec2:${name}`)],
    handle: (_, { world, request }) => ({
      output: { EbsEncryptionByDefault: encryptionByDefault },
      facts: [defaultsChange(world, request, { encryptionByDefault })],
    }),
  });
}

export const enableEbsEncryptionByDefault = switchOperation(
  'EnableEbsEncryptionByDefault',
  'Has all new volumes and snapshot copies of the account in this Region encrypted.',
);

export const disableEbsEncryptionByDefault = switchOperation(
  'DisableEbsEncryptionByDefault',
  'Leaves it to each request again whether what is new is encrypted.',
);

/** Its answer has a further member, SseType, on AWS, which is reserved. */
export const getEbsEncryptionByDefault = defineOperation({
  service: 'ec2',
  name: 'GetEbsEncryptionByDefault',
  summary: 'Tells whether all new volumes and snapshot copies are encrypted in this Region.',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetEbsEncryptionByDefault.html',
  input: structure({}, { DryRun }),
  readOnly: true,
  mutates: false,
  find: (_, scope) => [iamTarget(scope, 'ec2:GetEbsEncryptionByDefault')],
  handle: (_, { world, request }) => ({
    output: { EbsEncryptionByDefault: ebsDefaultsOf(world, request).encryptionByDefault },
  }),
});
