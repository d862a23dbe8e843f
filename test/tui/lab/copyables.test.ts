import { describe, expect, it } from 'vitest';
import { thingsOf } from '../../../core/index.ts';
import { copyables } from '../../../tui/lab/copyables.ts';
import { frameOf } from '../helpers/frame-of.tsx';
import { KEY, type OpenSession, openSession } from '../helpers/open-session.ts';

const model = ({ session }: OpenSession) => session.model();
const type = (text: string): string => `:${text}${KEY.enter}`;
const menu = (open: OpenSession): Readonly<Record<string, string | null>> =>
  Object.fromEntries(copyables(model(open)).map(({ name, text }) => [name, text]));

/** A lab with a volume and a queue, in the list of things. */
async function atThings(): Promise<OpenSession> {
  const open = await openSession({ columns: 120, rows: 50 });
  await open.press(type('ec2 create-volume --availability-zone us-east-1a --size 1 --encrypted'));
  await open.press(`t${KEY.enter}${type('sqs create-queue --queue-name q')}${KEY.esc}${KEY.tab.repeat(3)}`);
  expect(model(open).focus).toBe('things');
  return open;
}

describe('what can be copied', () => {
  it('of a thing is an ARN only where it has one', async () => {
    const open = await atThings();
    await open.press('j');
    const volume = model(open).data?.view.volumes[0]?.volumeId ?? '';
    expect(model(open).selectedThing).toBe(volume);
    expect(menu(open)).not.toHaveProperty('ARN');
    expect(menu(open).id).toBe(volume);
    await open.press('y');
    expect(frameOf(model(open)).at(-1)).toMatch(/copy: +i id +c command +s SDK form +Esc nothing/);
    await open.press('a');
    expect(open.asked.copied).toEqual([]);
    await open.press('yi');
    expect(open.asked.copied).toEqual([volume]);
    await open.press(`${KEY.end}${KEY.enter}`);
    expect(menu(open)).toMatchObject({ ARN: 'arn:aws:sqs:us-east-1:111122223333:q', id: 'q' });
    open.session.close();
  });

  it('is nothing that only looks like an ARN', async () => {
    const open = await atThings();
    const { data } = model(open);
    for (const { arn } of data === null ? [] : thingsOf(data.view)) expect(arn ?? 'arn:aws:').toMatch(/^arn:aws:/);
    open.session.close();
  });

  it('in an empty lab is what there is: nothing, or who acts', async () => {
    const open = await openSession();
    await open.press('y');
    expect(model(open).notice?.text).toBe('there is nothing to copy here');
    await open.press(`${KEY.shiftTab}yi`);
    expect(open.asked.copied).toEqual(['admin']);
    expect(model(open).notice?.text).toBe('copied id: admin');
    open.session.close();
  });

  it('says in which file it stands where the terminal may have no clipboard', async () => {
    const open = await openSession();
    await open.press('c');
    open.session.dispatch({ type: 'copied', name: 'ARN', text: 'arn:aws:x', file: '~/.local/state/kmslab/copied.txt' });
    expect(model(open).notice?.text).toBe(
      'copied ARN: arn:aws:x; no clipboard? It is in ~/.local/state/kmslab/copied.txt',
    );
    open.session.close();
  });
});
