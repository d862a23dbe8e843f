import { describe, expect, it } from 'vitest';
import type { CatalogueOperation } from '../../../core/aws-cli/catalogue.ts';
import { complete } from '../../../core/aws-cli/complete.ts';
import { SAMPLE_CATALOGUE } from './sample-operations.ts';

const ofMember = (member: string, { name }: CatalogueOperation) => {
  if (member === 'KeyId')
    return [
      { text: 'alias/orders', hint: `for ${name}` },
      { text: 'alias/my key', hint: 'Disabled' },
    ];
  if (member === 'SnapshotIds')
    return [
      { text: 'snap-1', hint: 'completed' },
      { text: 'snap-2', hint: 'pending' },
    ];
  return [];
};
const completions = (line: string) =>
  complete(line, SAMPLE_CATALOGUE, { ofMember, outfiles: () => [], ofS3: () => [] });
const texts = (line: string) => completions(line).map(({ text }) => text);

describe('completion offers what may stand where the line ends', () => {
  it.each([
    ['', ['aws']],
    ['aw', ['aws']],
    ['aws ', ['ec2', 'kms']],
    ['aws k', ['kms']],
    ['aws kms des', ['describe-key']],
    ['aws --region eu-west-1 kms des', ['describe-key']],
    ['aws ec2 w', ['wait']],
    ['aws ec2 wait ', ['snapshot-completed', 'volume-available', 'volume-deleted', 'volume-in-use']],
    ['aws kms describe-key --k', ['--key-id']],
    ['aws kms list-keys --output t', ['text', 'table']],
    ['aws kms list-keys --region eu-west-', ['eu-west-1', 'eu-west-2', 'eu-west-3']],
    ['aws kms encrypt --key-id x --encryption-algorithm S', ['SYMMETRIC_DEFAULT', 'SM2PKE']],
    ['aws kms encrypt --key-id al', ['alias/orders', "'alias/my key'"]],
    ["aws kms encrypt --key-id 'alias/m", ["'alias/my key'"]],
    ['aws ec2 wait snapshot-completed --snapshot-ids snap-1 snap', ['snap-2']],
    ['aws kms create-key --multi', ['--multi-region']],
    ['aws kms create-key --multi-region --no-multi', []],
    ['aws kms encrypt --key-id=k --key', []],
    ['aws kms nothing --', ['--no-paginate', '--output', '--query', '--region', '--version', '--cli-binary-format']],
    ['aws kms list-keys | ', []],
    ['aws kms list-keys > f', []],
    ['ls ', []],
  ])('%j → %j', (line, expected) => {
    expect(texts(line)).toEqual(expected);
  });

  it('offers required options first, and none twice', () => {
    expect(texts('aws kms encrypt ')).toEqual([
      '--key-id',
      '--plaintext',
      '--encryption-context',
      '--grant-tokens',
      '--encryption-algorithm',
      '--cli-input-json',
      '--generate-cli-skeleton',
      'help',
    ]);
    expect(texts('aws kms encrypt --key-id k ').slice(0, 2)).toEqual(['--plaintext', '--encryption-context']);
  });

  it('goes on with the values of a list, and with the next option', () => {
    expect(texts('aws ec2 describe-snapshots --snapshot-ids snap-1 ').slice(0, 2)).toEqual(['snap-2', '--filters']);
  });

  it('says what each one is', () => {
    expect(completions('aws kms enc')).toEqual([
      { text: 'encrypt', hint: 'Encrypts plaintext of up to 4,096 bytes using a KMS key.' },
    ]);
    expect(completions('aws kms encrypt --p')).toEqual([
      { text: '--plaintext', hint: 'required, fileb://NAME or base64' },
    ]);
    expect(completions('aws kms create-key --ta')).toEqual([
      { text: '--tags', hint: 'TagKey=string,TagValue=string ...' },
    ]);
    expect(completions('aws kms describe-key --key-id alias/o')).toEqual([
      { text: 'alias/orders', hint: 'for DescribeKey' },
    ]);
  });
});
