import type { Manual } from './manual.ts';
import { LEARNER_OPTION, WORLD_OPTION } from './shared-options.ts';

export const WEB: Manual = {
  forms: { '': { takes: [] } },
  options: {
    port: { type: 'string', takes: 'N', says: 'Where it listens; 0 picks a free port.', usual: '4600' },
    world: { ...WORLD_OPTION.world, usual: 'a new world, which ends with the server' },
    setup: { type: 'string', takes: 'SCENARIO', is: 'scenario', says: 'Plays a scenario first, to its end.' },
    region: { type: 'string', takes: 'REGION', says: 'The Region that it begins in.', usual: 'us-east-1' },
    at: { type: 'string', takes: 'INSTANT', says: 'Where the clock of a new world starts.', usual: 'now' },
    ...LEARNER_OPTION,
    jsonl: { type: 'boolean', says: 'The ready line as JSON.' },
  },
  description: [
    'The window in a browser of this machine, until Ctrl+C or SIGTERM. It prints a link that lets one page in; Enter prints another.',
  ],
  examples: [
    { says: 'A lab to look at', line: 'kmslab web', wants: 'server' },
    { says: 'A world that lasts', line: 'kmslab web --world lab.kmslab --port 0', wants: 'server' },
  ],
  seeAlso: ['serve', 'world'],
};
