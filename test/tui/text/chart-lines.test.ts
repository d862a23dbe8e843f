import { describe, expect, it } from 'vitest';
import type { Chart } from '../../../core/index.ts';
import { chartLines } from '../../../tui/text/chart-lines.ts';
import { glyphsFor } from '../../../tui/text/glyphs.ts';
import { lineWidth, textOf } from '../../../tui/text/line.ts';

const state = (name: string, { isActive = false, isReachable = true, isFinal = false } = {}) => ({
  name,
  isActive,
  isReachable,
  isFinal,
});
const arrow = (from: string, event: string, to: string, isPossibleNow = false) => ({
  from,
  to,
  event,
  guard: null,
  isPossibleNow,
});

const CHART: Chart = {
  machine: 'key',
  possibleEvents: ['EnableKey', 'DisableKey', 'ScheduleKeyDeletion'],
  regions: [
    {
      name: 'lifecycle',
      initial: 'Creating',
      states: [
        state('Creating', { isReachable: false }),
        state('Enabled', { isActive: true }),
        state('Disabled'),
        state('PendingDeletion'),
        state('Deleted', { isFinal: true }),
      ],
      transitions: [
        arrow('Creating', 'KeyMaterialCreated', 'Enabled'),
        arrow('Enabled', 'EnableKey', 'Enabled', true),
        arrow('Enabled', 'DisableKey', 'Disabled', true),
        arrow('Enabled', 'ScheduleKeyDeletion', 'PendingDeletion', true),
        arrow('Disabled', 'EnableKey', 'Enabled'),
        arrow('PendingDeletion', 'CancelKeyDeletion', 'Disabled'),
        arrow('PendingDeletion', 'TimePassed', 'Deleted'),
      ],
    },
    {
      name: 'automaticRotation',
      initial: 'Off',
      states: [state('Off', { isActive: true }), state('On')],
      transitions: [arrow('Off', 'EnableKeyRotation', 'On', true), arrow('On', 'DisableKeyRotation', 'Off')],
    },
  ],
};

describe("a key's chart as text", () => {
  it('is a tree from the state of now, with the event to each state it can go to, and the end behind it', () => {
    expect(chartLines(CHART, 60, glyphsFor(false)).map(textOf)).toEqual([
      '[Enabled]',
      '├ Disabled         DisableKey',
      '└ PendingDeletion  ScheduleKeyDeletion',
      '  └ Deleted        TimePassed',
      'automatic rotation  [Off] ⇄ On',
    ]);
  });

  it('draws in ASCII where that is asked for', () => {
    const text = chartLines(CHART, 60, glyphsFor(true)).map(textOf).join('\n');
    expect(text).toMatch(/^[\x20-\x7e\n]*$/);
    expect(text).toContain('[Off] <-> On');
  });

  it.each([20, 31, 40])('keeps within %d columns', (width) => {
    for (const spans of chartLines(CHART, width, glyphsFor(false))) expect(lineWidth(spans)).toBeLessThanOrEqual(width);
  });

  it('moves together where that makes room for the last letter', () => {
    expect(chartLines(CHART, 37, glyphsFor(false)).map(textOf).slice(1, 3)).toEqual([
      '├ Disabled        DisableKey',
      '└ PendingDeletion ScheduleKeyDeletion',
    ]);
  });

  it('leaves out the no-ops, and what the state of now cannot lead to', () => {
    const text = chartLines(CHART, 60, glyphsFor(false)).map(textOf).join('\n');
    expect(text).not.toContain('EnableKey\n');
    expect(text).not.toContain('Creating');
  });
});
