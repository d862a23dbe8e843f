import type { Chart, ChartRegion, ChartState, ChartTransition } from '../../core/index.ts';
import type { Glyphs } from './glyphs.ts';
import { cutLine, type Line, lineWidth, type Span, span } from './line.ts';

/**
 * A machine as text, all from its chart: when core's machine changes, the picture follows. The first region is a tree
 * with the state of now as its root, in brackets, and a branch for each state that it can go to now, with the event that
 * leads there; the other regions take a line each: `automatic rotation  [Off] ⇄ On`.
 */
export function chartLines(chart: Chart, width: number, glyphs: Glyphs): readonly Line[] {
  const [main, ...others] = chart.regions;
  if (main === undefined) return [];
  return [...treeLines(main, width, glyphs), ...others.flatMap((region) => rowLines(region, width, glyphs))];
}

/** A branch of the tree: a state, the event that leads to it, and what follows it. */
interface Branch {
  readonly depth: 0 | 1;
  readonly isLast: boolean;
  readonly arrow: ChartTransition;
}

function treeLines(region: ChartRegion, width: number, glyphs: Glyphs): readonly Line[] {
  const active = region.states.find(({ isActive }) => isActive);
  if (active === undefined) return [];
  const branches = branchesFrom(active, region);
  const longest = Math.max(0, ...branches.map(({ depth, arrow }) => arrow.to.length + 2 * depth));
  const widest = Math.max(0, ...branches.map(({ arrow }) => 2 + longest + arrow.event.length));
  const gap = widest + 2 <= width ? '  ' : ' ';
  return [
    [stateSpan(active)],
    ...branches.map(({ depth, isLast, arrow }): Line => {
      const fork = isLast ? glyphs.bottomLeft : glyphs.teeRight;
      const trunk = depth === 0 ? fork : `${isLastTrunk(branches, arrow) ? ' ' : glyphs.vertical} ${glyphs.bottomLeft}`;
      const name = arrow.to.padEnd(longest - 2 * depth);
      return cutLine(
        [span(`${trunk} `, 'dim'), span(name), span(`${gap}${arrow.event}`, 'dim')],
        width,
        glyphs.ellipsis,
      );
    }),
  ];
}

/** The states that the present one can go to now, each with the end that it leads to, if it leads to one. */
function branchesFrom(active: ChartState, { states, transitions }: ChartRegion): readonly Branch[] {
  const arrows = firstTo(
    transitions.filter(({ from, to, isPossibleNow }) => from === active.name && to !== from && isPossibleNow),
  );
  const ends = new Set(states.filter(({ isFinal }) => isFinal).map(({ name }) => name));
  return arrows.flatMap((arrow, index): readonly Branch[] => {
    const end = transitions.find(({ from, to }) => from === arrow.to && ends.has(to));
    const branch: Branch = { depth: 0, isLast: index === arrows.length - 1, arrow };
    return end === undefined ? [branch] : [branch, { depth: 1, isLast: true, arrow: end }];
  });
}

/** One arrow to each state. */
function firstTo(arrows: readonly ChartTransition[]): readonly ChartTransition[] {
  return arrows.filter((arrow, index) => arrows.findIndex(({ to }) => to === arrow.to) === index);
}

/** Whether the branch that `arrow` hangs from is the last one. */
function isLastTrunk(branches: readonly Branch[], arrow: ChartTransition): boolean {
  return branches.some(({ depth, isLast, arrow: trunk }) => depth === 0 && isLast && trunk.to === arrow.from);
}

/** A region in a line of its states, broken where it is too long. */
function rowLines(region: ChartRegion, width: number, glyphs: Glyphs): readonly Line[] {
  const states = region.states.filter((state) => state.isActive || state.isReachable);
  const lines: Span[][] = [[span(`${spaced(region.name)}  `, 'dim')]];
  states.forEach((state, index) => {
    const next = states[index + 1];
    const piece = [
      stateSpan(state),
      ...(next === undefined ? [] : [span(` ${joint(region, state, next, glyphs)} `, 'dim')]),
    ];
    const current = lines.at(-1) ?? [];
    if (current.length > 1 && lineWidth([...current, stateSpan(state)]) > width) lines.push([span('  '), ...piece]);
    else current.push(...piece);
  });
  return lines.map((spans) => cutLine(spans, width, glyphs.ellipsis));
}

function stateSpan({ name, isActive }: ChartState): Span {
  return isActive ? { text: `[${name}]`, tone: 'strong' } : span(name, 'dim');
}

/** How two neighbouring states hang together: both ways, one way, or not. */
function joint(region: ChartRegion, from: ChartState, to: ChartState, glyphs: Glyphs): string {
  const leads = (a: string, b: string): boolean =>
    region.transitions.some((arrow) => arrow.from === a && arrow.to === b);
  const [there, back] = [leads(from.name, to.name), leads(to.name, from.name)];
  if (there && back) return glyphs.bothWays;
  return there ? glyphs.arrow : glyphs.separator;
}

/** `automaticRotation` as `automatic rotation`. */
function spaced(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`);
}
