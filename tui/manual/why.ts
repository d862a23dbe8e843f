import type { Manual } from './manual.ts';
import { ASK_OPTIONS, CALL_OPTIONS, PRINT_OPTIONS } from './shared-options.ts';

export const WHY: Manual = {
  synopsis: [
    'kmslab why [--request ID] [OPTION ...]',
    'kmslab why --as PRINCIPAL --action ACTION [--key KEY] [OPTION ...]',
  ],
  forms: { '': { takes: [{ name: 'NAME=VALUE', is: 'text', isOptional: true, isMany: true }] } },
  options: {
    request: { type: 'string', takes: 'ID', says: 'The request of this id in CloudTrail.', usual: 'the last refusal' },
    as: {
      type: 'string',
      takes: 'PRINCIPAL',
      is: 'principal',
      says: 'A call that nobody makes, by this principal: main/role/app, or an ARN.',
    },
    action: { type: 'string', takes: 'ACTION', says: 'What it calls, such as kms:Decrypt.' },
    key: { type: 'string', takes: 'KEY', is: 'key', says: 'The key: its id, its ARN or an alias.' },
    alias: { type: 'string', takes: 'NAME', is: 'key', says: 'The alias that an operation on aliases is about.' },
    region: { type: 'string', takes: 'REGION', says: 'Where it calls.', usual: "the key's Region, or us-east-1" },
    'session-policy': { type: 'string', takes: 'FILE', is: 'file', says: 'A session policy that it is made under.' },
    ...CALL_OPTIONS,
    ...ASK_OPTIONS,
    ...PRINT_OPTIONS,
  },
  description: [
    "Tells why a request was refused, or let through: AWS's words, the whole ladder of the decision, the statement that decided or nearly allowed it, and the smallest change that would allow it, tried by asking again and never made by itself.",
    'With --as and --action it is about a call that nobody makes: nothing is recorded, and the exit code says whether it would be let through.',
  ],
  examples: [
    {
      says: 'A key, and somebody who is refused',
      line: 'id=$(kmslab aws --world lab.kmslab kms create-key --query KeyMetadata.Arn --output text)',
    },
    {
      says: '',
      line: 'kmslab aws --world lab.kmslab --as partner/role/admin kms describe-key --key-id "$id"',
      ends: 254,
    },
    { says: 'Why', line: 'kmslab why --world lab.kmslab' },
    {
      says: 'Whether somebody may, before anybody asks',
      line: 'kmslab why --world lab.kmslab --as main/role/admin --action kms:Decrypt --key "$id" --context tenant=7',
    },
    { says: 'In the kmslab serve that runs', line: 'kmslab why --json', wants: 'asks' },
  ],
  exit: { 1: 'a call that nobody makes would be refused' },
  seeAlso: ['who', 'trail', 'key'],
};
