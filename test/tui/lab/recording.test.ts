import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  beginningOf,
  createLab,
  DEFAULT_WORLD,
  labelIn,
  readScenario,
  recordingClient,
  ScenarioRecorder,
} from '../../../core/index.ts';
import { nodePorts } from '../../../core/node/index.ts';
import { recordingBeside } from '../../../tui/commands/recorded-lab.ts';
import { initialModel } from '../../../tui/lab/model.ts';
import { Session } from '../../../tui/lab/session.ts';
import { KeyReader } from '../../../tui/terminal/keys.ts';
import { KEY, openSession, START } from '../helpers/open-session.ts';

describe('R, in the lab', () => {
  const before = process.cwd();
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kmslab-recording-'));
    process.chdir(folder);
  });
  afterEach(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  });

  async function recordedSession() {
    const spec = { ...DEFAULT_WORLD, start: START };
    const lab = await createLab(nodePorts(), spec);
    const recorder = new ScenarioRecorder(beginningOf(spec, START), labelIn(lab));
    const session = new Session(initialModel({ columns: 80, rows: 24 }, false), {
      openLab: async () => ({
        client: recordingClient(lab, recorder),
        here: { as: 'arn:aws:iam::111122223333:role/admin', region: 'us-east-1' },
        recording: recordingBeside(recorder),
      }),
      copy: () => null,
      redraw: () => undefined,
      suspend: () => undefined,
      quit: () => undefined,
    });
    await session.open();
    const press = async (keys: string) => {
      for (const key of new KeyReader().read(keys)) session.dispatch({ type: 'pressed', press: key });
      await session.settled();
    };
    return { session, press };
  }

  it('marks where it begins, and writes what was done from the world’s beginning on', async () => {
    const { session, press } = await recordedSession();
    await press(KEY.enter); // the first key
    expect(session.model().isRecording).toBe(false);
    await press('R');
    expect(session.model()).toMatchObject({ isRecording: true, notice: { tone: 'good' } });
    await press('o');
    await press('R');
    expect(session.model()).toMatchObject({
      isRecording: false,
      notice: { text: 'wrote recorded-1.yaml: kmslab replay recorded-1.yaml plays it', tone: 'good' },
    });
    const { steps } = await readScenario(readFileSync('recorded-1.yaml', 'utf8'), 'recorded-1.yaml');
    expect(steps).toEqual([
      {
        as: 'main/role/admin',
        region: 'us-east-1',
        run: 'aws kms create-key --description "my first key"',
        save: { key: 'KeyMetadata.KeyId' },
      },
      { mark: 'recorded', run: `aws kms disable-key --key-id \${key}` },
    ]);
    await press('R');
    await press('R');
    expect(session.model().notice?.text).toContain('wrote recorded-2.yaml');
  });

  it('has nothing to write where nothing was done', async () => {
    const { session, press } = await recordedSession();
    await press('R');
    await press('R');
    expect(session.model()).toMatchObject({ isRecording: true, notice: { text: expect.stringContaining('nothing') } });
  });

  it('says why a world that was there before is not recorded', async () => {
    const { session, press } = await openSession();
    await press('R');
    expect(session.model()).toMatchObject({
      isRecording: false,
      notice: { text: expect.stringContaining('this world was there before'), tone: 'bad' },
    });
  });
});
