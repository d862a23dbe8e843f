import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BrokenStreamError, StreamEnd, type StreamFrame } from '../../../core/bridge/stream-end.ts';

/** Two ends with a line between them that a test cuts whenever it likes, losing what is under way. */
class Line {
  readonly left = new StreamEnd<string, string>();
  readonly right = new StreamEnd<string, string>();
  readonly toLeft: string[] = [];
  readonly toRight: string[] = [];
  #underWay: { readonly to: 'left' | 'right'; readonly frame: StreamFrame<string> }[] = [];

  join(): void {
    const { left, right } = this;
    this.#underWay = [];
    const arrived = { left: left.arrived, right: right.arrived };
    left.connect((frame) => this.#underWay.push({ to: 'right', frame }), arrived.right);
    right.connect((frame) => this.#underWay.push({ to: 'left', frame }), arrived.left);
  }

  cut(): void {
    this.left.disconnect();
    this.right.disconnect();
    this.#underWay = [];
  }

  /** Lets the next frames arrive. */
  deliver(most = Number.POSITIVE_INFINITY): void {
    for (let count = 0; count < most; count += 1) {
      const next = this.#underWay.shift();
      if (next === undefined) return;
      const taken = this[next.to].take(next.frame);
      if (taken !== null) (next.to === 'left' ? this.toLeft : this.toRight).push(taken.body);
    }
  }
}

describe('a stream over a line that breaks', () => {
  it('brings everything once and in order, whenever it breaks', () => {
    const step = fc.oneof(fc.constantFrom('cut', 'join', 'deliver', 'left', 'right' as const), fc.nat({ max: 5 }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const line = new Line();
        const sent = { left: [] as string[], right: [] as string[] };
        line.join();
        for (const [index, what] of steps.entries()) {
          if (typeof what === 'number') line.deliver(what);
          else if (what === 'cut' || what === 'join' || what === 'deliver') line[what]();
          else {
            sent[what].push(`${what}-${index}`);
            line[what].send(`${what}-${index}`);
          }
        }
        line.cut();
        line.join();
        line.deliver();
        expect(line.toRight).toEqual(sent.left);
        expect(line.toLeft).toEqual(sent.right);
      }),
    );
  });

  it('forgets what has arrived, though the other side says nothing', () => {
    const line = new Line();
    line.join();
    for (let count = 0; count < 30_000; count += 1) {
      line.left.send('x');
      line.deliver();
    }
    expect(line.toRight).toHaveLength(30_000);
  });

  it('does not keep everything for somebody who does not come back', () => {
    const end = new StreamEnd<string, string>();
    expect(() => {
      for (let count = 0; count <= 10_000; count += 1) end.send('x');
    }).toThrow(BrokenStreamError);
  });

  it.each([
    { type: 'data', n: 2, arrived: 0, body: 'the first is missing' },
    { type: 'arrived', arrived: 1 },
  ] as const)('refuses what can’t be: %j', (frame) => {
    expect(() => new StreamEnd<string, string>().take(frame)).toThrow(BrokenStreamError);
  });
});
