import { beforeAll, describe, expect, it } from 'vitest';
import { BUNDLED_SCENARIOS, bundledScenario, type Replay, type Scenario, ScenarioPlayer } from '../../../core/index.ts';
import { nodePorts } from '../../../core/node/index.ts';
import { castEvents } from '../../../tui/replay/cast/cast-events.ts';
import { castFile } from '../../../tui/replay/cast/cast-file.ts';
import { Masks } from '../../../tui/replay/masks.ts';

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

/** A cast, read by the rules of docs.asciinema.org. @throws {Error} that names the rule which is broken */
function read(text: string): { header: Record<string, unknown>; events: readonly [number, string, string][] } {
  if (!text.endsWith('\n')) throw new Error('each line ends');
  const [first = '', ...rest] = text.trimEnd().split('\n');
  if (first.startsWith('#')) throw new Error('the first line is no comment');
  const header = JSON.parse(first) as Record<string, unknown>;
  checkHeader(header);
  const isLast = (index: number) => index === lines.length - 1;
  const lines = rest.filter((line) => !line.startsWith('#'));
  const events = lines.map((line, index): [number, string, string] => {
    const event: unknown = JSON.parse(line);
    if (!Array.isArray(event) || event.length !== 3) throw new Error(`an event has three elements: ${line}`);
    const [time, code, data] = event as [unknown, unknown, unknown];
    if (typeof time !== 'number' || !Number.isFinite(time) || time < 0) throw new Error(`time is seconds: ${line}`);
    if (typeof code !== 'string' || !(header.version === 3 ? 'oimrx' : 'oimr').includes(code) || code.length !== 1)
      throw new Error(`a code of the format: ${line}`);
    if (typeof data !== 'string') throw new Error(`data is a text: ${line}`);
    if (code === 'r' && !/^\d+x\d+$/.test(data)) throw new Error(`a size: ${line}`);
    if (code === 'x' && !(/^\d+$/.test(data) && isLast(index))) throw new Error(`a status, at the end: ${line}`);
    return [time, code, data];
  });
  if (header.version === 2 && events.some(([time], n) => time < (events[n - 1]?.[0] ?? 0)))
    throw new Error('time in version 2 goes on');
  return { header, events };
}

function checkHeader(header: Record<string, unknown>): void {
  const { version, term, width, height } = header;
  const size = version === 3 ? Object.values(pick(term, 'cols', 'rows')) : [width, height];
  if (version !== 2 && version !== 3) throw new Error('version is 2 or 3');
  if (size.length !== 2 || !size.every((n) => Number.isInteger(n) && Number(n) > 0)) throw new Error('a size');
  for (const name of ['command', 'title'])
    if (header[name] !== undefined && typeof header[name] !== 'string') throw new Error(`${name} is a text`);
  if (version === 3 && ('width' in header || 'height' in header)) throw new Error('version 3 has its size in term');
  const env = header.env ?? {};
  if (typeof env !== 'object' || !Object.values(env).every((text) => typeof text === 'string')) throw new Error('env');
}

function pick(value: unknown, ...names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value ?? {}).filter(([name]) => names.includes(name)));
}

describe.each(BUNDLED_SCENARIOS.slice())('a cast of %s', (name) => {
  let one: Awaited<ReturnType<typeof played>>;
  beforeAll(async () => {
    one = await played(name);
  });

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
  it.each([
    ['{"version":3,"term":{"cols":80}}\n', 'a size'],
    ['{"version":3,"term":{"cols":80,"rows":24},"width":80}\n', 'in term'],
    ['{"version":3,"term":{"cols":80,"rows":24}}\n[-1,"o","x"]\n', 'seconds'],
    ['{"version":3,"term":{"cols":80,"rows":24}}\n[1,"x","0"]\n[1,"o","x"]\n', 'at the end'],
    ['{"version":2,"width":80,"height":24}\n[2,"o","x"]\n[1,"o","x"]\n', 'goes on'],
    ['{"version":2,"width":80,"height":24}\n[2,"x","0"]\n', 'a code'],
  ])('%j is no cast', (text, said) => expect(() => read(text)).toThrow(said));
});
