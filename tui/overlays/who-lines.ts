import type { WhoView } from '../../core/index.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { type Line, line, span, type Tone, toWidth } from '../text/line.ts';
import { wrapLines } from '../text/wrap.ts';
import { actionNames } from './action-names.ts';

type WhoRow = WhoView['principals'][number];

/** Asked about so few actions, each has a column of its own; of more, a column counts those of a kind. */
const MOST_COLUMNS = 4;
const KINDS = ['use', 'grants', 'read', 'manage'] as const;

/** Who may use a key: a row a principal, a column an action or a kind of actions; below each, by what. */
export function whoLines(who: WhoView, width: number, glyphs: Glyphs): readonly Line[] {
  const { key, principals, mayChangePolicy } = who;
  const columns = columnsOf(who, glyphs);
  const labelWidth = Math.max(9, ...principals.map(({ label }) => label.length)) + 2;
  const isTable = labelWidth + columns.reduce((sum, { size }) => sum + size, 0) <= width;
  const name = key.alias === null ? `key/${key.keyId}` : `${key.alias} ${glyphs.arrow} key/${key.keyId}`;
  return [
    ...wrapLines(`who may use ${name}, ${key.region}, ${key.keyState}`, width, { tone: 'strong' }),
    line(''),
    ...(isTable
      ? [
          [
            span(toWidth('principal', labelWidth, glyphs.ellipsis), 'dim'),
            ...columns.map(({ title, size }) => span(toWidth(title, size), 'dim')),
          ],
        ]
      : []),
    ...principals.flatMap((row) => [
      ...(isTable ? [tableLine(row, columns, labelWidth, glyphs)] : listLines(row, columns, width)),
      ...reasonLines(row, who.actions.length, width),
    ]),
    line(''),
    ...wrapLines(
      mayChangePolicy.length === 0
        ? 'Nobody of this world may change the key policy.'
        : `The key policy may be changed by ${mayChangePolicy.join(', ')}.`,
      width,
      { tone: mayChangePolicy.length === 0 ? 'bad' : 'dim' },
    ),
  ];
}

interface Column {
  readonly title: string;
  readonly size: number;
  readonly cell: (row: Allowed) => string;
}

/** The actions that a row's principal may do, and those that it may under a condition. */
interface Allowed {
  readonly yes: ReadonlySet<string>;
  readonly if: ReadonlySet<string>;
}

function columnsOf({ actions }: WhoView, glyphs: Glyphs): readonly Column[] {
  if (actions.length <= MOST_COLUMNS) {
    return actions.map(({ action }) => ({
      title: action.replace(/^kms:/, ''),
      size: Math.max(8, action.length - 2),
      cell: (row) => (row.yes.has(action) ? `${glyphs.yes} yes` : row.if.has(action) ? '~ if' : `${glyphs.no} no`),
    }));
  }
  return KINDS.flatMap((kind) => {
    const own = actions.filter((action) => action.kind === kind);
    if (own.length === 0) return [];
    const cell = (row: Allowed): string => {
      const count = own.filter(({ action }) => row.yes.has(action)).length;
      const under = own.filter(({ action }) => row.if.has(action)).length;
      if (under > 0) return count === 0 ? `${under} if` : `${count}, ${under} if`;
      return count === 0 ? '-' : count === own.length ? `all ${count}` : `${count} of ${own.length}`;
    };
    return [{ title: kind, size: 11, cell }];
  });
}

function allowedIn({ may, mayNot }: WhoRow): Allowed {
  const underCondition = mayNot.filter(({ isUnderCondition }) => isUnderCondition);
  return {
    yes: new Set(may.flatMap(({ actions }) => actions)),
    if: new Set(underCondition.flatMap(({ actions }) => actions)),
  };
}

function tableLine(row: WhoRow, columns: readonly Column[], labelWidth: number, glyphs: Glyphs): Line {
  const allowed = allowedIn(row);
  return [
    span(toWidth(row.label, labelWidth, glyphs.ellipsis), allowed.yes.size === 0 ? 'dim' : 'strong'),
    ...columns.map(({ cell, size }) => {
      const text = cell(allowed);
      return span(toWidth(text, size), toneOf(text));
    }),
  ];
}

/** Where a table has no room: the principal, and what it may below. */
function listLines(row: WhoRow, columns: readonly Column[], width: number): readonly Line[] {
  const allowed = allowedIn(row);
  const cells = columns.map(({ title, cell }) => [title, cell(allowed)]).filter(([, text]) => text !== '-');
  const may = cells.length === 0 ? 'nothing' : cells.map((cell) => cell.join(' ')).join(', ');
  return [
    ...wrapLines(row.label, width, { tone: allowed.yes.size === 0 ? 'dim' : 'strong' }),
    ...wrapLines(may, width, { indent: '  ' }),
  ];
}

function reasonLines({ may, mayNot }: WhoRow, asked: number, width: number): readonly Line[] {
  return [
    ...may.flatMap(({ actions, says }) => {
      const isAll = actions.length === asked && asked > 1;
      return groupLines(isAll ? 'all of them' : actionNames(actions), says, 'dim', width);
    }),
    ...mayNot.flatMap(({ actions, isUnderCondition, says }) =>
      groupLines(`${isUnderCondition ? 'if:' : 'not'} ${actionNames(actions)}`, says, 'warn', width),
    ),
  ];
}

function groupLines(actions: string, says: string, tone: Tone, width: number): readonly Line[] {
  return wrapLines(`${actions}: ${says}`, width, { tone, first: '    ', indent: '      ' });
}

function toneOf(cell: string): Tone {
  if (cell.endsWith('if')) return 'warn';
  return cell === '-' || cell.endsWith('no') ? 'dim' : 'good';
}
