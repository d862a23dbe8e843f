import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../core/operations/index.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** The operations of a service, and what the SDK says of them. */
function service(name: string) {
  const package_ = `node_modules/@aws-sdk/client-${name}/dist-types`;
  const models = ['models/models_0.d.ts', 'models/models_1.d.ts'].map((file) => `${package_}/${file}`);
  return {
    ours: OPERATIONS.filter((operation) => operation.service === name).map((operation) => operation.name),
    types: models
      .filter((file) => existsSync(new URL(`../../${file}`, import.meta.url)))
      .map(read)
      .join('\n'),
    commands: read(`${package_}/commands/index.d.ts`),
  };
}

function taken(name: string, of: string): readonly string[] {
  return OPERATIONS.filter(({ service, name: own }) => service === of && own === name).flatMap(({ input }) => [
    ...Object.keys(input.required),
    ...Object.keys(input.optional),
  ]);
}

function sent(name: string, types: string): readonly string[] {
  const [, body = ''] = new RegExp(`export interface ${name}Request \\{([\\s\\S]*?)\\n\\}`).exec(types) ?? [];
  return [...body.matchAll(/^ {4}(\w+)\??:/gm)].map(([, member]) => member ?? '');
}

/** The operations in a table of the README, by the heading above it. */
function tabled(heading: string): readonly (string | undefined)[] {
  const [, section = ''] = read('README.md').split(`## ${heading}\n`);
  const [table = ''] = section.split('\n## ');
  return [...table.matchAll(/^\| (\w+) +\|/gm)].map(([, name]) => name).filter((name) => name !== 'operation');
}

describe('the operations of KMS', () => {
  const { ours, types, commands } = service('kms');

  it('are those of the SDK of today', () => {
    const sdk = [...commands.matchAll(/"\.\/(\w+)Command"/g)].map(([, name]) => name);
    expect(sdk).toHaveLength(56);
    expect([...ours].sort()).toEqual([...sdk].sort());
  });

  it('stand in the README’s table, each once and in order', () => {
    expect(tabled('The operations of KMS')).toEqual([...ours].sort());
  });

  it.each(ours)('%s takes the members that the SDK sends, and no others', (name) => {
    expect([...taken(name, 'kms')].sort()).toEqual([...sent(name, types)].sort());
  });
});

describe('the operations of IAM', () => {
  const { ours, types, commands } = service('iam');

  it('are some of those of the SDK of today', () => {
    for (const name of ours) expect(commands).toContain(`"./${name}Command"`);
  });

  it('stand in the README, each once', () => {
    const [, section = ''] = read('README.md').split('## The operations of IAM\n');
    const [table = ''] = section.split('\n## ');
    const named = [...table.matchAll(/\b[A-Z][a-z]+[A-Z]\w+\b/g)]
      .map(([name]) => name)
      .filter((name) => ours.includes(name));
    expect(named.sort()).toEqual([...ours].sort());
  });

  it.each(ours)('%s takes the members that the SDK sends, and no others', (name) => {
    expect([...taken(name, 'iam')].sort()).toEqual([...sent(name, types)].sort());
  });
});

describe('the operations of STS', () => {
  const { ours, types, commands } = service('sts');

  it('are some of those of the SDK of today', () => {
    for (const name of ours) expect(commands).toContain(`"./${name}Command"`);
  });

  it('stand in the README, each once and in order', () => {
    const [, section = ''] = read('README.md').split('## The operations of STS\n');
    const named = (section.trim().split('.\n')[0] ?? '').split(', ');
    expect(named).toEqual([...ours].sort());
  });

  it.each(ours)('%s takes the members that the SDK sends, and no others', (name) => {
    expect([...taken(name, 'sts')].sort()).toEqual([...sent(name, types)].sort());
  });
});

describe('the operations of Lambda', () => {
  const { ours, types, commands } = service('lambda');
  const message = (name: string) => {
    const [, body = ''] = new RegExp(`export interface ${name} \\{([\\s\\S]*?)\\n\\}`).exec(types) ?? [];
    return [...body.matchAll(/^ {4}(\w+)(\??):/gm)].map(([, member = '', mark]) => ({
      member,
      isRequired: mark === '',
    }));
  };

  it('are some of those of the SDK of today', () => {
    for (const name of ours) expect(commands).toContain(`"./${name}Command"`);
  });

  it('stand in the README, each once and in order', () => {
    const [, section = ''] = read('README.md').split('## Lambda and its keys\n');
    const [, list = ''] = (section.split('\n## ')[0] ?? '').split('Its operations: ');
    expect(list.trim().replace(/\.$/, '').split(/,\s+/)).toEqual([...ours].sort());
  });

  it.each(ours)('%s takes members that the SDK sends, and asks for those that it must send', (name) => {
    const sdk = message(name === 'Invoke' ? 'InvocationRequest' : `${name}Request`);
    expect(sdk.map(({ member }) => member)).toEqual(expect.arrayContaining([...taken(name, 'lambda')]));
    const operation = OPERATIONS.find((one) => one.service === 'lambda' && one.name === name);
    const required = sdk.filter(({ isRequired }) => isRequired).map(({ member }) => member);
    expect(Object.keys(operation?.input.required ?? {}).sort()).toEqual(required.sort());
  });

  it('a configuration has members of the SDK’s', () => {
    const [, body = ''] = read('core/services/lambda/operations/configuration.ts').split(
      'export function configurationOutput',
    );
    const [text = ''] = body.split('\n}');
    const told = [...text.matchAll(/\b([A-Z]\w+):/g)].map(([, member]) => member).filter((one) => one !== 'Mode');
    expect(told.length).toBeGreaterThan(15);
    expect(message('FunctionConfiguration').map(({ member }) => member)).toEqual(expect.arrayContaining(told));
  });
});

describe('the operations of RDS', () => {
  const { ours, types, commands } = service('rds');
  const message = (name: string) => {
    const [, body = ''] = new RegExp(`export interface ${name} \\{([\\s\\S]*?)\\n\\}`).exec(types) ?? [];
    return [...body.matchAll(/^ {4}(\w+)(\??):/gm)].map(([, member = '', mark]) => ({
      member,
      isRequired: mark === '',
    }));
  };

  it('are some of those of the SDK of today', () => {
    for (const name of ours) expect(commands).toContain(`"./${name}Command"`);
  });

  it('stand in the README, each once', () => {
    const [, section = ''] = read('README.md').split('## RDS and its keys\n');
    const [, table = ''] = (section.split('\n## ')[0] ?? '').split('| what      | operations');
    const named = [...table.matchAll(/\b[A-Z]\w+\b/g)].map(([name]) => name).filter((name) => ours.includes(name));
    expect(named.sort()).toEqual([...ours].sort());
  });

  it.each(ours)('%s takes members that the SDK sends, and asks for those that it must send', (name) => {
    const sdk = message(`${name}Message`);
    expect(sdk.map(({ member }) => member)).toEqual(expect.arrayContaining([...taken(name, 'rds')]));
    const operation = OPERATIONS.find((one) => one.service === 'rds' && one.name === name);
    const required = sdk.filter(({ isRequired }) => isRequired).map(({ member }) => member);
    expect(Object.keys(operation?.input.required ?? {}).sort()).toEqual(required.sort());
  });

  it.each([
    ['DBInstance', 'core/services/rds/operations/describe.ts', 'databaseOutput'],
    ['DBSnapshot', 'core/services/rds/operations/describe.ts', 'snapshotOutput'],
  ])('a %s has members of the SDK’s', (shape, file, from) => {
    const [, body = ''] = read(file).split(`export function ${from}`);
    const [text = ''] = body.split('\n}');
    const told = [...text.matchAll(/\b([A-Z]\w+):/g)].map(([, member]) => member);
    expect(told.length).toBeGreaterThan(15);
    expect(message(shape).map(({ member }) => member)).toEqual(expect.arrayContaining(told));
  });
});

describe('the operations of AWS Organizations', () => {
  const { ours, types, commands } = service('organizations');

  it('are some of those of the SDK of today', () => {
    for (const name of ours) expect(commands).toContain(`"./${name}Command"`);
  });

  it('stand in the README, each once and in order', () => {
    const [, section = ''] = read('README.md').split('## The operations of AWS Organizations\n');
    const named = [...(section.split('\n## ')[0] ?? '').matchAll(/\b[A-Z][a-z]+[A-Z]\w+\b(?=[,.])/g)].map(
      ([name]) => name,
    );
    expect(named).toEqual([...ours].sort());
  });

  it.each(ours)('%s takes the members that the SDK sends, and no others', (name) => {
    expect([...taken(name, 'organizations')].sort()).toEqual([...sent(name, types)].sort());
  });
});
