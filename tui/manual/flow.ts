import type { Manual } from './manual.ts';
import { ASK_OPTIONS, PRINT_OPTIONS } from './shared-options.ts';

export const FLOW: Manual = {
  forms: { '': { takes: [{ name: 'ID', is: 'snapshot', isOptional: true }] } },
  options: {
    as: {
      type: 'string',
      takes: 'PRINCIPAL',
      is: 'principal',
      says: 'What comes next is told for this principal: main/role/admin, or an ARN.',
      usual: "the world's first principal",
    },
    region: { type: 'string', takes: 'REGION', says: 'And in this Region.', usual: 'us-east-1' },
    ...ASK_OPTIONS,
    ...PRINT_OPTIONS,
  },
  description: [
    'Where the data of volumes, snapshots and databases is, and how it came there: a lane for each account and Region, and in brackets the key that wraps each data key. Below stand the calls to KMS that services made for somebody, and what could be done next.',
    'With ID, a volume, a snapshot or a database, it is about what that came from and what became of it.',
  ],
  examples: [
    {
      says: 'An encrypted volume and a snapshot of it',
      line: 'vol=$(kmslab aws --world lab.kmslab ec2 create-volume --size 1 --availability-zone us-east-1a \\\n  --encrypted --query VolumeId --output text)',
    },
    { says: '', line: 'kmslab time advance next --world lab.kmslab' },
    { says: '', line: 'kmslab aws --world lab.kmslab ec2 create-snapshot --volume-id "$vol"' },
    { says: 'Where the data is', line: 'kmslab flow --world lab.kmslab' },
    { says: 'What became of that volume, for programs', line: 'kmslab flow "$vol" --world lab.kmslab --json' },
    { says: 'In the kmslab serve that runs', line: 'kmslab flow', wants: 'asks' },
  ],
  seeAlso: ['envelope', 'trail', 'key'],
};
