import type { Manual } from './manual.ts';
import { ASK_OPTIONS } from './shared-options.ts';

export const ENV: Manual = {
  forms: { '': { takes: [] } },
  options: {
    connect: ASK_OPTIONS.connect,
    as: {
      type: 'string',
      takes: 'PRINCIPAL',
      is: 'principal',
      says: 'Credentials of this principal: main/role/app, or an ARN.',
      usual: "the main account's administrator",
    },
    through: { type: 'string', takes: 'VPCE', says: 'KMS through the VPC endpoint of this id.' },
    session: {
      type: 'string',
      takes: 'JSON',
      says: 'Credentials of a session that carries this, such as {"mfa": true}.',
    },
    json: { type: 'boolean', says: 'Prints one JSON document.' },
  },
  description: [
    'Prints what makes AWS clients talk to a running kmslab serve: endpoints, Region and credentials, for a shell to evaluate. The server gives them to its own user alone.',
  ],
  examples: [
    { says: 'In this shell', line: 'eval "$(kmslab env)"', wants: 'asks' },
    { says: 'As somebody else, for a program', line: 'kmslab env --as partner/role/admin --json', wants: 'asks' },
  ],
  files: { '$XDG_RUNTIME_DIR/kmslab': 'a file for each serve that runs, for its user alone: where it is, and a token' },
  seeAlso: ['serve', 'aws'],
};
