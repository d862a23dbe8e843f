/** One box of a table. */
export interface TableSection {
  readonly title: string;
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly indent: number;
}

/** What the CLI takes for the terminal's width where it can't know it. */
const WIDTH = 80;
/** Blanks around a cell. */
const PADDING = 4;

/**
 * Draws sections below each other, as wide as the widest. Where that's wider than 80 columns, sections of a single row
 * are turned on their side.
 */
export function renderTable(given: readonly TableSection[]): string {
  const sections = widthOf(given) > WIDTH ? given.map(onItsSide) : given;
  const width = widthOf(sections);
  return `${'-'.repeat(width)}\n${sections.map((section) => renderSection(section, width)).join('')}`;
}

function onItsSide(section: TableSection): TableSection {
  const [row] = section.rows;
  if (section.rows.length !== 1 || section.headers.length === 0 || row === undefined) return section;
  return { ...section, headers: [], rows: section.headers.map((header, i) => [header, row[i] ?? '']) };
}

function widthOf(sections: readonly TableSection[]): number {
  return Math.max(
    ...sections.map((section) => {
      const columns = columnWidths(section).reduce((sum, width) => sum + width + PADDING, 0);
      return Math.max(textWidth(section.title), columns) + 2 + 2 * section.indent;
    }),
  );
}

function renderSection(section: TableSection, tableWidth: number): string {
  const width = tableWidth - 2 * section.indent;
  const lines: string[] = [];
  if (section.title !== '') {
    lines.push(centred(section.title, width, '|'));
    if (section.headers.length === 0 && section.rows.length === 0) lines.push(`+${'-'.repeat(width - 2)}+`);
  }
  const widths = scaledWidths(section, width);
  const ruler = widths
    .map((column, i) => (i === 0 ? `+${'-'.repeat(column - 2)}+` : `${'-'.repeat(column - 1)}+`))
    .join('');
  if (section.headers.length > 0) {
    lines.push(ruler, section.headers.map((header, i) => centred(header, widths[i] ?? 0, i === 0 ? '|' : '')).join(''));
  }
  if (section.rows.length > 0 && widths.length > 0) {
    const rows = section.rows.map((row) =>
      row.map((cell, i) => leftAligned(cell, widths[i] ?? 0, i === 0 ? '|' : '')).join(''),
    );
    lines.push(ruler, ...rows, ruler);
  }
  const edge = '|'.repeat(section.indent);
  return lines.map((line) => `${edge}${line}${edge}\n`).join('');
}

function columnWidths({ headers, rows }: TableSection): readonly number[] {
  const widths: number[] = [];
  for (const row of [headers, ...rows]) {
    row.forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, textWidth(cell));
    });
  }
  return widths;
}

/** The columns stretched or shrunk in proportion, so that together they have exactly `width`. */
function scaledWidths(section: TableSection, width: number): readonly number[] {
  const natural = columnWidths(section).map((column) => column + PADDING);
  if (natural.length === 0) return [];
  const factor = width / natural.reduce((sum, column) => sum + column, 0);
  const scaled = natural.map((column) => roundHalfEven(factor * column));
  let excess = scaled.reduce((sum, column) => sum + column, 0) - width;
  while (excess !== 0) {
    const step = Math.sign(excess);
    const order = scaled.map((_, i) => (step > 0 ? i : scaled.length - 1 - i));
    for (const i of order) {
      scaled[i] = (scaled[i] ?? 0) - step;
      excess -= step;
      if (excess === 0) break;
    }
  }
  return scaled;
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

function centred(text: string, width: number, leftEdge: string): string {
  const before = Math.floor(width / 2) - Math.floor(textWidth(text) / 2) - 1;
  const start = `${leftEdge}${' '.repeat(Math.max(before, 0))}${text}`;
  // Like the CLI, count `before` even where it is negative: the cell then runs over its edge.
  const after = width - 1 - (leftEdge.length + before + textWidth(text));
  return `${start}${' '.repeat(Math.max(after, 0))}|`;
}

function leftAligned(text: string, width: number, leftEdge: string): string {
  const padding = width - (textWidth(text) + 2 + leftEdge.length + 1) >= 0 ? 2 : 0;
  const after = width - leftEdge.length - padding - textWidth(text) - 1;
  return `${leftEdge}${' '.repeat(padding)}${text}${' '.repeat(Math.max(after, 0))}|`;
}

/** Columns on a terminal. Simplified: characters of ambiguous width count as narrow, where the CLI counts them as wide. */
function textWidth(text: string): number {
  let width = 0;
  for (const char of text) width += WIDE.test(char) ? 2 : 1;
  return width;
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
