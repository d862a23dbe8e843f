import type { Manual } from './manual.ts';
import { WORLD_OPTION } from './shared-options.ts';

export const AWS: Manual = {
  synopsis: ['kmslab aws [OPTION ...] SERVICE OPERATION [AWS-OPTION ...]', 'kmslab aws SERVICE [OPERATION] help'],
  forms: { '': { takes: [{ name: 'SERVICE OPERATION', is: 'text', isMany: true }] } },
  options: {
    ...WORLD_OPTION,
    as: {
      type: 'string',
      takes: 'PRINCIPAL',
      is: 'principal',
      says: 'Calls as this principal: main/role/admin, or an ARN.',
      usual: "the world's first principal",
    },
    through: {
      type: 'string',
      takes: 'VPCE',
      says: 'Calls through the VPC endpoint of this id, and under its policy.',
    },
  },
  description: [
    'Runs one command of the AWS CLI v2 in the lab: its words, its options, its output (--output, --query), its refusals. Nothing is sent to AWS.',
    "kmslab's own options stand before the service; all behind it is AWS's. file:// and fileb:// read the disk, and > is the shell's.",
    'kmslab aws help lists the services, kmslab aws kms help the operations, kmslab aws kms create-key help the options.',
  ],
  examples: [
    { says: 'A key in a world that ends with the command', line: 'kmslab aws kms create-key --description test' },
    {
      says: 'A key in a world that lasts, and its alias',
      line: 'id=$(kmslab aws --world lab.kmslab kms create-key --query KeyMetadata.KeyId --output text)',
    },
    {
      says: '',
      line: 'kmslab aws --world lab.kmslab kms create-alias --alias-name alias/orders --target-key-id "$id"',
    },
    {
      says: 'Somebody else, who is refused',
      line: 'kmslab aws --world lab.kmslab --as partner/role/admin kms describe-key --key-id "$id"',
      ends: 254,
    },
  ],
  exit: {
    252: 'the command line is wrong, as AWS CLI v2 ends',
    254: 'AWS refused',
    255: 'anything else',
  },
  seeAlso: ['why', 'trail', 'world', 'serve'],
};
