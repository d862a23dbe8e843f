import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import type { ChartRegion, TrailItem, WhyView } from '../../../core/index.ts';
import { Refusal } from '../../../renderer/components/Refusal.tsx';
import { StateBadge } from '../../../renderer/components/StateBadge.tsx';
import { TrailEntry } from '../../../renderer/components/TrailEntry.tsx';
import { layoutRegion } from '../../../renderer/diagrams/chart-layout.ts';
import { MaterialLine } from '../../../renderer/diagrams/MaterialLine.tsx';
import { RegionDrawing } from '../../../renderer/diagrams/RegionDrawing.tsx';

/** The text of markup, in the order in which it is read. */
function textOf(markup: string): string {
  return markup
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

const NAMES = { key: () => 'alias/orders', caller: () => 'role/app', account: () => 'main' };

describe('a refusal', () => {
  const why = { summary: 'The key is disabled.', fix: 'Enable it.' } as WhyView; // as much of one as is drawn
  const draw = (given: WhyView | null) =>
    textOf(
      renderToStaticMarkup(<Refusal name="DisabledException" message="arn is disabled." why={given} onWhy={vi.fn()} />),
    );

  it('says AWS’s code and text first, then what they mean here, then one thing to try', () => {
    expect(draw(why)).toMatch(
      /^DisabledException arn is disabled\..*What it means here The key is disabled\. Try Enable it\..*Why\?/,
    );
  });

  it('says AWS’s words while the lab’s are not there yet', () => {
    expect(draw(null)).toMatch(/^DisabledException arn is disabled\./);
  });
});

describe('a state', () => {
  it.each([
    ['Enabled', '● Enabled'],
    ['Disabled', '○ Disabled'],
    ['PendingDeletion', '◔ Pending deletion'],
    ['SomethingNew', '◌ Something new'],
  ])('%s is told by a word and a shape, not by its colour alone', (keyState, text) => {
    expect(textOf(renderToStaticMarkup(<StateBadge keyState={keyState} />))).toBe(text);
  });
});

describe('a row of the trail', () => {
  const item = {
    row: {
      requestId: 'r',
      causedBy: 'copy',
      because: null,
      record: {
        eventName: 'Decrypt',
        eventTime: '2026-01-01T09:10:00Z',
        errorCode: 'AccessDenied',
        userIdentity: { arn: 'arn:aws:sts::1:assumed-role/app/kmslab', invokedBy: 'ec2.amazonaws.com' },
        requestParameters: { encryptionContext: { 'aws:ebs:id': 'vol-1' } },
      },
    },
    depth: 1,
    accountIds: ['1'],
    keyArn: 'arn:key',
    result: 'DENIED',
  } as unknown as TrailItem; // as much of one as is drawn

  it('says DENIED, who called, by which service, on which key, with which context', () => {
    const markup = renderToStaticMarkup(<TrailEntry item={item} names={NAMES} />);
    expect(textOf(markup)).toBe('09:10:00 └ Decrypt DENIED role/app · by ec2 · alias/orders · aws:ebs:id=vol-1');
    expect(markup).toContain('trail-child');
  });
});

describe('the drawing of a chart', () => {
  const region: ChartRegion = {
    name: 'switch',
    initial: 'Off',
    states: [
      { name: 'Off', isActive: true, isReachable: true, isFinal: false },
      { name: 'On', isActive: false, isReachable: true, isFinal: false },
    ],
    transitions: [{ from: 'Off', to: 'On', event: 'TurnOn', guard: null, isPossibleNow: true }],
  };
  const drawn = (...visited: readonly string[]) =>
    renderToStaticMarkup(
      <RegionDrawing title="Switch" drawing={layoutRegion(region)} visited={new Set(visited)} onEvent={vi.fn()} />,
    );
  const markup = drawn();

  it('tells the live state to a reader who can’t see it', () => {
    expect(markup).toContain('aria-label="Switch: Off is the live state"');
  });

  it('lights one state, and the arrows that are possible now', () => {
    expect(markup.match(/node-live/g)).toHaveLength(1);
    expect(markup).toMatch(/edge-label-possible[^>]*>TurnOn</);
  });

  it('marks where the thing has been, and not where it is', () => {
    expect(markup).not.toContain('node-visited');
    expect(drawn('On', 'Off').match(/data-visited="([^"]*)"/g)).toEqual(['data-visited="On"']);
  });
});

describe('the line of key materials', () => {
  const material = { isCurrent: false, since: 0, rotationType: null, imported: null };
  const draw = (nextRotationDate: number | null) =>
    textOf(
      renderToStaticMarkup(
        <MaterialLine
          materials={[
            { ...material, keyMaterialId: 'a'.repeat(64) },
            { ...material, keyMaterialId: 'b'.repeat(64), isCurrent: true, rotationType: 'ON_DEMAND' },
          ]}
          nextRotationDate={nextRotationDate}
          now={0}
        />,
      ),
    );

  it('says which material encrypts, and that the older ones still decrypt', () => {
    expect(draw(null)).toBe(
      '1970-01-01 A aaaaaaaa… first, decrypts 1970-01-01 B bbbbbbbb… on demand, encrypts and decrypts',
    );
  });

  it('ends with the next rotation where one is due', () => {
    expect(draw(86_400_000)).toMatch(/1970-01-02 next, automatic$/);
  });
});
