import type { Manual } from './manual.ts';
import { WORLD_OPTION } from './shared-options.ts';

export const SERVE: Manual = {
  forms: { '': { takes: [] } },
  options: {
    port: { type: 'string', takes: 'N', says: 'Where it listens; 0 picks a free port.', usual: '4599' },
    host: { type: 'string', takes: 'ADDRESS', says: 'On which address.', usual: '127.0.0.1' },
    'allow-host': {
      type: 'string',
      multiple: true,
      takes: 'NAME',
      says: 'Lets in requests to this host name; may be given again.',
    },
    world: { ...WORLD_OPTION.world, usual: 'a new world, which ends with the server' },
    setup: { type: 'string', takes: 'SCENARIO', is: 'scenario', says: 'Plays a scenario first, to its end.' },
    'start-of': {
      type: 'string',
      takes: 'SCENARIO',
      is: 'scenario',
      says: 'The world that a scenario begins in: no step is played, and the clock stands.',
    },
    auth: {
      type: 'string',
      takes: 'MODE',
      is: ['verify', 'trust'],
      says: 'verify: signatures are checked. trust: none is; an access key of twelve digits acts as that account.',
      usual: 'verify',
    },
    region: { type: 'string', takes: 'REGION', says: 'What kmslab env names.', usual: 'us-east-1' },
    account: { type: 'string', takes: 'ID', says: "The main account's id.", usual: '111122223333' },
    at: { type: 'string', takes: 'INSTANT', says: "The lab's clock stands there.", usual: 'it follows real time' },
    quotas: { type: 'boolean', says: 'Throttles as AWS does.' },
    control: {
      type: 'boolean',
      says: 'Routes for tests under /_kmslab/: health, snapshot, trail, reset, advance, step.',
    },
    jsonl: { type: 'boolean', says: 'The ready line as JSON.' },
    quiet: { type: 'boolean', says: 'No ready line.' },
  },
  description: [
    "Speaks AWS's own wire protocol on loopback, to the real AWS CLI, SDKs and programs built on them, until Ctrl+C or SIGTERM. What they need is in the environment that kmslab env prints.",
    'why, who, key, trail, bill, time, flow and the rest ask the serve that runs where they are given no --world.',
  ],
  examples: [
    { says: 'In one terminal', line: 'kmslab serve', wants: 'server' },
    { says: 'In another', line: 'eval "$(kmslab env)" && echo "$AWS_ENDPOINT_URL"', wants: 'asks' },
    { says: 'What its clients did', line: 'kmslab trail', wants: 'asks' },
    { says: 'A world that lasts', line: 'kmslab serve --world lab.kmslab --port 0', wants: 'server' },
  ],
  files: { '$XDG_RUNTIME_DIR/kmslab': 'a file for each that runs, for its user alone: where it is, and a token' },
  seeAlso: ['env', 'web', 'step'],
};
