import { describe, expect, it } from 'vitest';
import { ScenarioError } from '../../../core/index.ts';
import { parseScenario } from '../../../core/scenarios/parse-scenario.ts';

const WORLD = `title: t
world:
  start: 2026-01-01T00:00:00Z
  accounts: { ops: '111122223333' }
  principals: { ops/role/admin: { policies: [AdministratorAccess] } }
`;

describe('a scenario file', () => {
  it('is read as it is written', () => {
    const { title, steps } = parseScenario(
      `${WORLD}steps:\n  - { as: ops/role/admin, region: us-east-1, run: aws kms list-keys }\n`,
      'a.yaml',
    );
    expect([title, steps]).toEqual(['t', [{ as: 'ops/role/admin', region: 'us-east-1', run: 'aws kms list-keys' }]]);
  });

  it.each([
    ['a tab for indentation', `${WORLD}steps:\n\t- note: x\n`, /^a\.yaml:7:1: /],
    ['an unclosed quote', `${WORLD}steps:\n  - note: 'x\n`, /^a\.yaml:8:1: |^a\.yaml:7:\d+: /],
    ['a step with an unknown word', `${WORLD}steps:\n  - runs: aws kms list-keys\n`, /^a\.yaml:7:5: steps\.0: .*runs/],
    [
      'a step that does two things',
      `${WORLD}steps:\n  - { run: aws kms list-keys, advance: 1d }\n`,
      /^a\.yaml:7:5: steps\.0: expected at most one of run/,
    ],
    [
      'a time without a unit',
      `${WORLD}steps:\n  - advance: '365'\n`,
      /^a\.yaml:7:14: steps\.0\.advance: expected next, a time such as 365d/,
    ],
    [
      'a principal without an account',
      `${WORLD}steps:\n  - as: admin\n`,
      /^a\.yaml:7:9: steps\.0\.as: expected ACCOUNT\/role\/NAME/,
    ],
    [
      'an account id of eleven digits',
      `${WORLD.replace('111122223333', '11112222333')}steps: [{ note: x }]\n`,
      /^a\.yaml:4:20: world\.accounts\.ops: expected 12 digits/,
    ],
    ['no steps', WORLD, /^a\.yaml:1:1: steps is missing$/],
    ['text that is no mapping', 'hello\n', /^a\.yaml:1:1: the file: /],
    ['nothing at all', '', /^a\.yaml:1:1: the file: /],
  ])('with %s is refused with line and column', (_, text, message) => {
    expect(() => parseScenario(text, 'a.yaml')).toThrow(ScenarioError);
    expect(() => parseScenario(text, 'a.yaml')).toThrow(message);
  });

  it('is refused in one line', () => {
    try {
      parseScenario(`${WORLD}steps:\n  - runs: x\n`, 'a.yaml');
    } catch (error) {
      expect(String(error)).not.toContain('\n');
    }
    expect.assertions(1);
  });
});
