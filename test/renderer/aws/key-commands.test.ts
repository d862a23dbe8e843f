import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { tokenize } from '../../../core/aws-cli/tokenize.ts';
import { createLab, type KeyView, type Lab } from '../../../core/index.ts';
import { nodePorts } from '../../../core/node/index.ts';
import { chartFor, commandOf, KEY_ACTIONS, possibleActions } from '../../../renderer/aws/key-actions.ts';
import { keyCommands, keyReference } from '../../../renderer/aws/key-commands.ts';
import { shellQuote } from '../../../renderer/aws/shell-quote.ts';

const ADMIN = { as: 'arn:aws:iam::111122223333:role/admin', region: 'us-east-1' };

describe('a word of a command', () => {
  it('is one word again for whoever reads the command, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (word) => {
        expect(tokenize(`aws ${shellQuote(word)}`).words).toEqual(['aws', word]);
      }),
    );
  });
});

describe('the command of a button', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await createLab(nodePorts());
  });
  const run = async (line: string) => {
    const outcome = await lab.act({ type: 'run', line, ...ADMIN });
    if (!outcome.ok || outcome.run === undefined) throw new Error('the lab refused to run it');
    return outcome.run;
  };
  const key = async (): Promise<KeyView> => {
    const { keyArn } = (await lab.ask({ type: 'view' })).keys[0] ?? { keyArn: '' };
    const view = await lab.ask({ type: 'key', keyArn });
    if (view === null) throw new Error('there is a key');
    return view;
  };

  it('is one that the CLI takes, for every button', async () => {
    await run(keyCommands.createKey("it's a key"));
    const { keyId } = await key();
    const lines = [
      ...KEY_ACTIONS.map((action) => commandOf(action, keyId)),
      keyCommands.createAlias('alias/orders', keyId),
      keyCommands.putPolicy(keyId, (await key()).policy),
      keyCommands.encrypt(keyId, "don't", 'order=42', null),
      keyCommands.encrypt(keyId, 'a', '', 'RSAES_OAEP_SHA_256'),
      keyCommands.decrypt('AAAA', 'order=42'),
      keyCommands.decryptWith(keyId, 'AAAA', 'RSAES_OAEP_SHA_256'),
      keyCommands.deleteAlias('alias/orders'),
    ];
    // 254 is AWS's own answer; 252 would be a usage error.
    for (const line of lines) expect([0, 254], line).toContain((await run(line)).exitCode);
  });

  it('is offered when it would change the key, and only then', async () => {
    const { keyId } = await key();
    const titles = async () => possibleActions((await key()).chart).map(({ title }) => title);
    await run(keyCommands.cancelDeletion(keyId));
    await run(keyCommands.enableKey(keyId));
    expect(await titles()).toEqual(expect.arrayContaining(['Disable', 'Schedule deletion…']));
    expect(await titles()).not.toContain('Enable');
    await run(keyCommands.disableKey(keyId));
    expect(await titles()).toEqual(['Enable', 'Schedule deletion…']);
    await run(keyCommands.scheduleDeletion(keyId, 7));
    expect(await titles()).toEqual(['Cancel deletion']);
    await run(keyCommands.cancelDeletion(keyId));
  });

  it('is offered to the key’s own account alone, in its chart too', async () => {
    const keyView = await key();
    const eventsFor = (as: string) =>
      chartFor(keyView, as).regions.flatMap(({ transitions }) =>
        transitions.filter(({ isPossibleNow }) => isPossibleNow).map(({ event }) => event),
      );
    const partner = 'arn:aws:iam::444455556666:role/admin';
    expect(chartFor(keyView, ADMIN.as)).toEqual(keyView.chart);
    expect(eventsFor(ADMIN.as)).toContain('EnableKey');
    expect(possibleActions(chartFor(keyView, partner))).toEqual([]);
    const events = KEY_ACTIONS.map(({ event }) => event);
    expect(
      [...eventsFor(partner), ...chartFor(keyView, partner).possibleEvents].filter((one) => events.includes(one)),
    ).toEqual([]);
    const outcome = await lab.act({
      type: 'run',
      line: keyCommands.enableKey(keyView.keyArn),
      as: partner,
      region: 'us-east-1',
    });
    expect(outcome.ok && outcome.run?.exitCode).toBe(254); // as KMS has it
  });

  it('is offered for no key that AWS manages', async () => {
    await run('aws kms describe-key --key-id alias/aws/ebs'); // it is made when somebody looks
    const { keys } = await lab.ask({ type: 'view' });
    const { keyArn } = keys.find(({ keyManager }) => keyManager === 'AWS') ?? { keyArn: '' };
    const managed = await lab.ask({ type: 'key', keyArn });
    expect(managed?.keyManager).toBe('AWS');
    expect(managed && possibleActions(chartFor(managed, ADMIN.as))).toEqual([]);
  });
});

describe('a key in a command', () => {
  const key = { keyId: 'id', keyArn: 'arn:aws:kms:us-east-1:111122223333:key/id', accountId: '111122223333' };
  it('is named by its id within its account', () => {
    expect(keyReference(key, 'arn:aws:iam::111122223333:role/admin')).toBe('id');
  });
  it('is named by its ARN from another account', () => {
    expect(keyReference(key, 'arn:aws:iam::444455556666:role/admin')).toBe(key.keyArn);
  });
});
