import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../tui/commands/commands.ts';
import { offerFor, type Sources } from '../../../tui/commands/completion-words.ts';

const SOURCES: Sources = {
  keys: async ({ world, connect }) =>
    world === null && connect === null ? [] : [{ word: 'alias/orders', says: 'Enabled' }],
  principals: async () => [{ word: 'main/role/admin', says: '' }],
  snapshots: async () => [{ word: 'snap-1', says: 'completed' }],
  aws: async (line, { world }) => [{ word: line.split(' ').length > 2 ? '--key-id' : 'kms', says: world ?? '' }],
  scenarios: async () => ['key-lifecycle', 'rotation'],
  lessons: async () => ['envelope'],
  marks: async (scenario) => (scenario === 'rotation' ? ['rotate'] : []),
  servers: async () => ['http://127.0.0.1:4599'],
};

const words = async (line: string): Promise<readonly string[]> => {
  const { words: offered, hasFiles } = await offerFor(line, COMMANDS, SOURCES);
  return [...offered.map(({ word }) => word), ...(hasFiles ? [':files'] : [])];
};

describe('what may stand where a line ends', () => {
  it.each([
    ['kmslab ', Object.keys(COMMANDS)],
    ['kmslab re', ['replay', 'record']],
    ['kmslab --no', ['--no-color']],
    ['kmslab --world ', [':files']],
    ['kmslab --world w.kmslab --as', ['--ascii']],
    ['kmslab help tr', ['trail']],
    ['kmslab key ', ['show', 'list']],
    ['kmslab key show --t', ['--tab']],
    ['kmslab key list --t', []],
    ['kmslab key list --state Pending', ['PendingDeletion', 'PendingImport', 'PendingReplicaDeletion']],
    ['kmslab key show --tab ro', ['rotation']],
    ['kmslab key show --tab=ro', ['--tab=rotation']],
    ['kmslab key show --world w.kmslab al', ['alias/orders']],
    ['kmslab key show --world=w.kmslab al', ['alias/orders']],
    ['kmslab key show --world ', [':files']],
    ['kmslab trail --connect ', ['http://127.0.0.1:4599']],
    ['kmslab trail --principal m', ['main/role/admin']],
    ['kmslab replay k', ['key-lifecycle', ':files']],
    ['kmslab replay rotation --from ', ['rotate']],
    ['kmslab replay rotation --cast-version ', ['2', '3']],
    ['kmslab lessons so', ['solution']],
    ['kmslab lessons run e', ['envelope']],
    ['kmslab lessons run --', ['--anew', '--world', '--profile', '--json', '--no-color', '--ascii', '--help']],
    ['kmslab world ve', ['verify']],
    ['kmslab world verify ', [':files']],
    ['kmslab world new --s', ['--seed', '--start']],
    ['kmslab time a', ['advance']],
    ['kmslab completion f', ['fish']],
    ['kmslab why --act', ['--action']],
    ['kmslab who ', []],
    ['kmslab serve --auth ', ['verify', 'trust']],
    ['kmslab aws k', ['kms']],
    ['kmslab aws --as m', ['main/role/admin']],
    ['kmslab aws --w', ['--world']],
    ['kmslab aws --world w.kmslab kms encrypt --k', ['--key-id']],
    ['kmslab nonsense ', []],
  ])('%s', async (line, expected) => {
    expect([...(await words(line))].sort()).toEqual(
      line === 'kmslab ' ? expect.arrayContaining(expected) : [...expected].sort(),
    );
  });

  it('each word of a command is offered with what it is', async () => {
    const { words: offered } = await offerFor('kmslab time show --', COMMANDS, SOURCES);
    for (const { word, says } of offered) expect(says, word).not.toBe('');
  });
});
