import { describe, expect, it } from 'vitest';
import { PLACES } from '../../../core/index.ts';
import { overlayContent, panelContent } from '../../../tui/lab/content.ts';
import { geometryOf } from '../../../tui/lab/geometry.ts';
import { topOverlay } from '../../../tui/lab/model.ts';
import { placeOf } from '../../../tui/lab/places.ts';
import { textOf } from '../../../tui/text/line.ts';
import { KEY, type OpenSession, openClassroom, openSession, openTheatre, START } from '../helpers/open-session.ts';

const model = ({ session }: OpenSession) => session.model();
const CTRL_P = '\u0010';
const CTRL_R = '\u0012';

/** What the overlay on top shows, all of it. */
function shown(open: OpenSession): string {
  const top = topOverlay(model(open));
  if (top === null) return '';
  const { lines } = overlayContent(model(open), top, { width: 100, height: 200 });
  return lines.slice(0, 500).map(textOf).join('\n');
}

/** Runs a line from the command bar. */
const type = (line: string) => `:${line}${KEY.enter}`;

describe('the nine places', () => {
  it('each has its digit, from wherever one is', async () => {
    const open = await openTheatre();
    await open.press(`c${KEY.esc}`);
    for (const { number, title } of PLACES) {
      await open.press(String(number));
      expect(placeOf(model(open))).toBe(title);
    }
    await open.press('1');
    expect(placeOf(model(open))).toBe('Lab');
  });

  it('while a lesson is in hand, 1 shows the lab without it and 2 brings it back', async () => {
    const open = await openClassroom();
    await open.press(`L${KEY.enter}`);
    expect(placeOf(model(open))).toBe('Learn');
    await open.press('1');
    expect(geometryOf(model(open)).panels.lesson).toBeUndefined();
    await open.press('2');
    expect(geometryOf(model(open)).panels.lesson).toBeDefined();
    await open.press('2');
    expect(topOverlay(model(open))).toMatchObject({ type: 'lessons' });
  });
});

describe('undo and redo', () => {
  it('z takes the last step back and says what AWS could not, Z does it again', async () => {
    const open = await openSession();
    await open.press(`c${KEY.esc}x${KEY.enter}t${KEY.enter}`);
    expect(model(open).data?.view.keys).toEqual([]);
    await open.press('z');
    expect(model(open).data?.view.now).toBe(START);
    expect(model(open).notice?.text).toMatch(/undone: moving the clock .*On AWS a deleted key never comes back/);
    await open.press('z');
    expect(model(open).data?.key?.keyState).toBe('Enabled');
    await open.press('ZZ');
    expect(model(open).data?.view.keys).toEqual([]);
    await open.press('Z');
    expect(model(open).notice?.text).toMatch(/nothing to redo/);
  });
});

describe('the palette', () => {
  it('finds operations by the name of CLI and API, by words of exams, and places; Enter does it', async () => {
    const open = await openSession();
    const first = async (text: string): Promise<string> => {
      await open.press(`${CTRL_P}${text}`);
      const line = shown(open).split('\n')[0] ?? '';
      await open.press(KEY.esc);
      return line;
    };
    expect(await first('GenerateDataKeyWithout')).toContain('kms generate-data-key-without-plaintext');
    expect(await first('byok')).toMatch(/kms (import-key-material|get-parameters-for-import)/);
    expect(await first('cost')).toContain('Bill');
    expect(await first('zzz')).toContain('nothing matches');
    await open.press(`${CTRL_P}put-key-policy${KEY.enter}`);
    expect(topOverlay(model(open))).toMatchObject({ type: 'command', line: 'aws kms put-key-policy ' });
    await open.press(`${KEY.esc}${CTRL_P}undo${KEY.enter}`);
    expect(model(open).notice?.text).toMatch(/nothing to undo/);
    await open.press(`${CTRL_P}envelope${KEY.enter}`);
    expect(placeOf(model(open))).toBe('Envelope');
  });
});

describe('filters', () => {
  it('narrow the trail to rows that have every word, with what led to them; Esc brings all back', async () => {
    const open = await openSession({ columns: 120, rows: 40 });
    await open.press(`ceo${KEY.esc}`);
    const rows = () => {
      const { lines } = panelContent(model(open), 'trail', { width: 100, height: 50 });
      return lines.slice(0, 50).map((line) => textOf(line).trim().split(/\s+/)[2]);
    };
    expect(rows()).toEqual(['CreateKey', 'Encrypt', 'DisableKey']);
    await open.press('7/admin');
    expect(rows()).toHaveLength(3);
    await open.press(' -dis');
    expect(rows()).toEqual(['CreateKey', 'Encrypt']);
    await open.press(KEY.esc);
    expect(rows()).toHaveLength(3);
    await open.press(`/encr${KEY.enter}`);
    expect(rows()).toEqual(['Encrypt']);
    await open.press(`${KEY.enter}`);
    expect(topOverlay(model(open))).toMatchObject({ type: 'record' });
    await open.press(`${KEY.esc}${KEY.esc}`);
    await open.press(KEY.esc);
    expect(model(open).filters.trail).toBe('');
  });

  it('keep a call that a service made under its caller', async () => {
    const open = await openSession({ columns: 120, rows: 40 });
    await open.press(type('ec2 create-volume --availability-zone us-east-1a --size 1 --encrypted'));
    await open.press(`t${KEY.enter}7/withoutplain${KEY.enter}`);
    const { lines } = panelContent(model(open), 'trail', { width: 100, height: 50 });
    const text = lines.slice(0, 50).map(textOf);
    expect(text[0]).toContain('CreateVolume');
    expect(text[1]).toContain('└ GenerateDataKeyW');
    expect(text).toHaveLength(2);
  });
});

describe('pasted text', () => {
  it('of several commands is shown before it runs, and stops at the first that fails', async () => {
    const open = await openSession();
    const text = [
      '# a script',
      '$ aws kms create-key \\',
      "    --description 'one",
      "two'",
      'aws kms describe-key --key-id nowhere',
      'aws kms create-key',
    ];
    await open.press(`\u001b[200~${text.join('\n')}\u001b[201~`);
    expect(topOverlay(model(open))).toMatchObject({ type: 'paste' });
    expect(shown(open)).toContain('3 commands were pasted');
    expect(model(open).log).toEqual([]);
    await open.press(KEY.enter);
    expect(model(open).log.map(({ exitCode }) => exitCode)).toEqual([0, 254]);
    expect(model(open).notice?.text).toBe('stopped: a line failed; 1 pasted line was not run');
    expect(model(open).data?.view.keys).toHaveLength(1);
    await open.press(type('kms list-keys'));
    expect(model(open).log).toHaveLength(3);
  });

  const pasted = (...lines: readonly string[]): string => `\u001b[200~${lines.join('\n')}\u001b[201~`;

  it.each([
    ['time never', 'aws kms create-key'],
    ['time next', 'aws kms create-key'],
    ['time 2020-01-01', 'aws kms create-key'],
  ])('that was stopped by "%s" is never run behind a later command', async (...lines) => {
    const open = await openSession();
    await open.press(`${pasted(...lines)}${KEY.enter}`);
    expect(model(open).notice?.text).toContain('1 pasted line was not run');
    await open.press(KEY.esc + type('kms list-keys'));
    expect(model(open).data?.view.keys).toEqual([]);
    expect(model(open).log).toHaveLength(1);
  });

  it('is broken off by Esc behind the line that runs, and the screen says what was left', async () => {
    const open = await openSession();
    await open.press(pasted('aws kms create-key', 'aws kms create-key', 'aws kms create-key'));
    await open.press(`${KEY.enter}${KEY.esc}`);
    expect(model(open).notice?.text).toBe('stopped: you broke off; 2 pasted lines were not run');
    await open.press(type('kms list-keys'));
    expect(model(open).data?.view.keys).toHaveLength(1);
  });
});

describe('what was run', () => {
  it('stands in the log, to be run again, and to be copied as a command and in its SDK form', async () => {
    const open = await openSession();
    await open.press(`ce${KEY.esc}@`);
    expect(shown(open)).toMatch(/create-key.*ok\n.*encrypt.*ok/);
    await open.press(`${KEY.up}yc`);
    expect(open.asked.copied.at(-1)).toBe('aws kms create-key --description "my first key"');
    await open.press('ys');
    expect(open.asked.copied.at(-1)).toContain('new CreateKeyCommand({');
    await open.press(KEY.enter);
    expect(topOverlay(model(open))).toMatchObject({ type: 'command', line: model(open).log[0]?.line });
  });

  it('is found by Ctrl+R, newest first', async () => {
    const open = await openSession();
    await open.press(type('kms list-keys') + type('kms list-aliases') + type('sts get-caller-identity'));
    await open.press(`:${CTRL_R}list`);
    expect(topOverlay(model(open))).toMatchObject({ line: 'aws kms list-aliases' });
    await open.press(CTRL_R);
    expect(topOverlay(model(open))).toMatchObject({ line: 'aws kms list-keys' });
    await open.press(`${KEY.enter} --limit 1`);
    expect(topOverlay(model(open))).toMatchObject({ line: 'aws kms list-keys --limit 1' });
  });
});

describe('Things', () => {
  it('lists what services keep under their names, each with its key, and opens it', async () => {
    const open = await openSession({ columns: 120, rows: 50 });
    await open.press(type('s3api create-bucket --bucket orders'));
    await open.press(
      type(
        'dynamodb create-table --table-name orders --attribute-definitions AttributeName=a,AttributeType=S --key-schema AttributeName=a,KeyType=HASH --billing-mode PAY_PER_REQUEST',
      ),
    );
    await open.press(type('sqs create-queue --queue-name q'));
    await open.press(type('ssm put-parameter --name /p --type SecureString --value x'));
    await open.press(type('ec2 create-volume --availability-zone us-east-1a --size 1 --encrypted'));
    await open.press(`t${KEY.enter}${KEY.esc}`);
    const { lines } = panelContent(model(open), 'things', { width: 40, height: 50 });
    const text = lines.slice(0, 50).map(textOf).join('\n');
    for (const part of [
      'EBS volume',
      'aws/ebs',
      'S3 bucket',
      ' orders',
      'DynamoDB table',
      'SQS queue',
      'SSM parameter',
      '/p',
    ])
      expect(text).toContain(part);
    await open.press(`${KEY.tab.repeat(3)}j${KEY.enter}`);
    expect(topOverlay(model(open))).toMatchObject({ type: 'thing' });
    expect(shown(open)).toMatch(/EBS volume vol-.*\n[\s\S]*aws ec2 describe-volumes/);
    await open.press('3');
    expect(placeOf(model(open))).toBe('Key');
    expect(model(open).data?.key?.aliases).toEqual(['alias/aws/ebs']);
  });

  it('proposes for a thing of another Region the command that finds it there', async () => {
    const open = await openSession();
    await open.press(type('sqs create-queue --queue-name far --region eu-west-1'));
    await open.press(`${KEY.esc}${KEY.tab.repeat(3)}j${KEY.enter}`);
    expect(shown(open)).toContain('aws sqs get-queue-url --queue-name far --region eu-west-1');
    await open.press(`${KEY.enter}${KEY.enter}`);
    expect(model(open).result).toMatchObject({ type: 'run', run: { exitCode: 0 } });
  });
});
