import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../core/operations/index.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const ours = OPERATIONS.filter(({ service }) => service === 'kms').map(({ name }) => name);
const types = read('node_modules/@aws-sdk/client-kms/dist-types/models/models_0.d.ts');
const commands = read('node_modules/@aws-sdk/client-kms/dist-types/commands/index.d.ts');

describe('the operations of KMS', () => {
  it('are those of the SDK of today', () => {
    const sdk = [...commands.matchAll(/"\.\/(\w+)Command"/g)].map(([, name]) => name);
    expect(sdk).toHaveLength(56);
    expect([...ours].sort()).toEqual([...sdk].sort());
  });

  it('stand in the README’s table, each once and in order', () => {
    const [, section = ''] = read('README.md').split('## The operations of KMS');
    const [table = ''] = section.split('\n## ');
    const rows = [...table.matchAll(/^\| (\w+) +\|/gm)].map(([, name]) => name).filter((name) => name !== 'operation');
    expect(rows).toEqual([...ours].sort());
  });

  it.each(ours)('%s takes the members that the SDK sends, and no others', (name) => {
    const [, body = ''] = new RegExp(`export interface ${name}Request \\{([\\s\\S]*?)\\n\\}`).exec(types) ?? [];
    const sent = [...body.matchAll(/^ {4}(\w+)\??:/gm)].map(([, member]) => member);
    const taken = OPERATIONS.filter((operation) => operation.name === name).flatMap(({ input }) => [
      ...Object.keys(input.required),
      ...Object.keys(input.optional),
    ]);
    expect(taken.sort()).toEqual(sent.sort());
  });
});
