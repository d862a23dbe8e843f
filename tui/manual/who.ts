import type { Manual } from './manual.ts';
import { ASK_OPTIONS, CALL_OPTIONS, PRINT_OPTIONS } from './shared-options.ts';

export const WHO: Manual = {
  synopsis: ['kmslab who KEY [--action ACTION] [--if-policy FILE] [OPTION ...]'],
  forms: {
    '': {
      takes: [
        { name: 'KEY', is: 'key' },
        { name: 'NAME=VALUE', is: 'text', isOptional: true, isMany: true },
      ],
    },
  },
  options: {
    action: {
      type: 'string',
      multiple: true,
      takes: 'ACTION',
      says: 'Such as kms:Decrypt; may be given again.',
      usual: 'all that are asked about a key',
    },
    'if-policy': { type: 'string', takes: 'FILE', is: 'file', says: 'What if this were the key policy.' },
    'if-iam': {
      type: 'string',
      multiple: true,
      takes: 'WHOM=FILE',
      says: 'What if this were an IAM policy: of PRINCIPAL the only inline one, or a new one; PRINCIPAL:POLICY names which.',
    },
    'if-boundary': {
      type: 'string',
      multiple: true,
      takes: 'WHOM=FILE',
      says: "What if this were a principal's permissions boundary.",
    },
    'if-scp': {
      type: 'string',
      multiple: true,
      takes: 'WHERE=FILE',
      says: 'What if this were a service control policy. WHERE is a policy, or what it is attached to.',
    },
    'if-rcp': { type: 'string', multiple: true, takes: 'WHERE=FILE', says: 'The same for a resource control policy.' },
    'if-revoked': { type: 'string', multiple: true, takes: 'GRANT', says: 'What if this grant were revoked.' },
    ...CALL_OPTIONS,
    ...ASK_OPTIONS,
    ...PRINT_OPTIONS,
  },
  description: [
    'Which users, roles and root users of the world may do what with a key, and what lets them. With an --if- option: who would gain and who would lose by that change, which nobody makes.',
    'KEY is an id, an ARN or an alias. The call may have a context, a source and more: nothing is recorded.',
  ],
  examples: [
    {
      says: 'A key',
      line: 'id=$(kmslab aws --world lab.kmslab kms create-key --query KeyMetadata.KeyId --output text)',
    },
    { says: 'Who may use it', line: 'kmslab who "$id" --world lab.kmslab' },
    {
      says: 'A policy that lets one role decrypt, and who would lose by it: nobody could change it any more',
      line: `echo '{"Statement": {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:role/admin"},
  "Action": "kms:Decrypt", "Resource": "*"}}' > decrypt.json`,
    },
    { says: '', line: 'kmslab who "$id" --if-policy decrypt.json --world lab.kmslab', ends: 1 },
  ],
  exit: { 1: 'nobody can, or could then, change the key policy' },
  seeAlso: ['why', 'key'],
};
