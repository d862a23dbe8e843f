import { beforeAll, describe, expect, it } from 'vitest';
import { BUNDLED_SCENARIOS, bundledScenario, type Replay, type Scenario, ScenarioPlayer } from '../../../core/index.ts';
import { nodePorts } from '../../../core/node/index.ts';
import { CAST_COLUMNS, castEvents } from '../../../tui/replay/cast/cast-events.ts';
import { castFile } from '../../../tui/replay/cast/cast-file.ts';
import { Masks } from '../../../tui/replay/masks.ts';
import { displayWidth } from '../../../tui/text/display-width.ts';
import { readCast } from '../../helpers/asciicast-rules.ts';

const HEADER = { columns: 100, rows: 30, title: 'A title', command: 'kmslab replay x' };

async function played(name: string, seed = 1): Promise<{ scenario: Scenario; replay: Replay }> {
  const scenario = await bundledScenario(name);
  const player = await ScenarioPlayer.open(scenario, { name, ports: nodePorts, seed, speed: 0 });
  await player.play();
  const masks = new Masks();
  return { scenario, replay: { ...player.replay, steps: player.replay.steps.map((step) => masks.step(step)) } };
}

function eventsOf({ scenario, replay }: { scenario: Scenario; replay: Replay }, speed = 1, hasColour = true) {
  return castEvents(scenario, replay, new Map(), { speed, hasColour });
}

const read = (text: string) => readCast(new TextEncoder().encode(text));

describe.each(BUNDLED_SCENARIOS.slice())('a cast of %s', (name) => {
  let one: Awaited<ReturnType<typeof played>>;
  beforeAll(async () => {
    one = await played(name);
  }, 60_000); // an RSA key takes as long as it takes

  it.each([3, 2] as const)('keeps to the rules of version %i', (version) => {
    const { header, events } = read(castFile(HEADER, eventsOf(one), version));
    expect(header.version).toBe(version);
    expect(events.filter(([, code]) => code === 'm')).toHaveLength(one.replay.steps.length);
    expect(events.filter(([, code]) => code === 'x')).toHaveLength(version === 3 ? 1 : 0);
  });

  it('is the same each time, though the keys and ciphertexts are others', async () => {
    const again = await played(name);
    expect(castFile(HEADER, eventsOf(again), 3)).toBe(castFile(HEADER, eventsOf(one), 3));
  });

  it('no line is longer than its terminal', () => {
    const output = eventsOf(one, 1, false).flatMap(({ code, data }) => (code === 'o' ? [data] : []));
    const widths = output.join('').split('\r\n').map(displayWidth);
    expect(Math.max(...widths)).toBeLessThanOrEqual(CAST_COLUMNS);
  });

  it('every new line has its carriage return', () => {
    for (const { code, data } of eventsOf(one, 1, false)) {
      if (code !== 'o') continue;
      expect(data).not.toMatch(/(?<!\r)\n/);
    }
  });
});

describe('the pace of a cast', () => {
  it('at speed 1 gives time to read, at 2 half of it, at 0 none', async () => {
    const one = await played('key-lifecycle');
    const seconds = (speed: number) => eventsOf(one, speed).reduce((sum, { after }) => sum + after, 0);
    const notes = one.replay.steps.flatMap(({ note }) => note?.split(/\s+/) ?? []).length;
    expect(seconds(1)).toBeGreaterThan(notes * 0.3);
    expect(seconds(2)).toBeCloseTo(seconds(1) / 2);
    expect(seconds(0)).toBe(0);
  });

  it('the two versions tell the same times', async () => {
    const events = eventsOf(await played('key-lifecycle'));
    const three = read(castFile(HEADER, events, 3)).events;
    const two = read(castFile(HEADER, events, 2)).events;
    const end = three.reduce((sum, [after]) => sum + after, 0);
    expect(two.at(-1)?.[0]).toBeGreaterThan(end - 3);
    expect(two.at(-1)?.[0]).toBeLessThan(end + 0.5);
  });

  it('what is typed is what the transcript has', async () => {
    const one = await played('key-lifecycle');
    const text = eventsOf(one, 0, false)
      .filter(({ code }) => code === 'o')
      .map(({ data }) => data)
      .join('');
    for (const { run } of one.replay.steps) {
      const words = (run ?? '').split(' ').filter((word) => word.startsWith('--'));
      for (const word of words) expect(text).toContain(word);
    }
  });
});

describe('a mask', () => {
  it('gives the same bytes the same name, and leaves names and ids alone', () => {
    const masks = new Masks();
    const ciphertext = `AQICAHg${'a'.repeat(80)}==`;
    expect(masks.text(`{"CiphertextBlob": "${ciphertext}"}`)).toBe('{"CiphertextBlob": "<ciphertext 1>"}');
    expect(masks.text(`--ciphertext-blob ${ciphertext}`)).toBe('--ciphertext-blob <ciphertext 1>');
    expect(masks.text('f'.repeat(64))).toBe('<id 1>');
    expect(masks.text('e'.repeat(64))).toBe('<id 2>');
    const kept = 'arn:aws:kms:us-east-1:111122223333:key/f9c66db4-27a8-4c8e-8aeb-74db643ac017';
    expect(masks.text(kept)).toBe(kept);
  });
});

describe('the rules', () => {
  const three = '{"version":3,"term":{"cols":80,"rows":24}}\n';
  const two = '{"version":2,"width":80,"height":24}\n';

  it.each([
    ['{"version":1,"width":80,"height":24}\n', 'version is 2 or 3'],
    ['{"version":3,"term":{"cols":80}}\n', 'a header'],
    ['{"version":3,"term":{"cols":80,"rows":24},"width":80}\n', 'a header'],
    ['{"version":3,"term":{"cols":80,"rows":24,"theme":{"fg":"red","bg":"#000000"}}}\n', 'a header'],
    ['{"version":2,"width":"80","height":24}\n', 'a header'],
    ['{"version":2,"width":80,"height":24,"env":{"TERM":1}}\n', 'a header'],
    [`${three}[-1,"o","x"]\n`, 'seconds'],
    [`${three}[1,"o"]\n`, 'three elements'],
    [`${three}[1,"q","x"]\n`, 'a code'],
    [`${three}[1,"r","80,24"]\n`, 'data as r'],
    [`${three}[1,"x","zero"]\n`, 'data as x'],
    [`${three}[1,"o","\\ud83d"]\n`, 'whole characters'],
    [`${three}[1,"x","0"]\n[1,"o","x"]\n`, 'at the end'],
    [`${three}[1,"o","x"]`, 'each line ends'],
    [`${two}[2,"o","x"]\n[1,"o","x"]\n`, 'goes on'],
    [`${two}[2,"x","0"]\n`, 'a code'],
  ])('%j is no cast', (text, said) => expect(() => read(text)).toThrow(said));

  it.each([
    `${three}# a comment\n[0.5,"o","x"]\n[1,"r","90x30"]\n[0,"m",""]\n[0,"x","0"]\n`,
    `${two}[0.5,"o","🔑"]\n[1,"i","x"]\n`,
  ])('%j is one', (text) => expect(read(text).events.length).toBeGreaterThan(0));
});
