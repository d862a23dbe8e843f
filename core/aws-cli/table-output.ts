import { isPrintableList, isPrintableObject, isScalar, type Printable, type PrintableObject } from './printable.ts';
import { pythonText } from './python-text.ts';
import { renderTable, type TableSection } from './render-table.ts';
import { generalError } from './usage-error.ts';

/**
 * `--output table`: a box for the operation, and within it one for each object and list.
 * @param title - the operation: `ListKeys`.
 * @throws {CliUsageError} for a list whose rows differ in length, as the CLI fails there too.
 * Source: AWS CLI User Guide, "Table output format"; observed on AWS CLI 2.9.19.
 */
export function formatTable(title: string, value: Printable): string {
  if (isBlank(value)) return '';
  const sections: MutableSection[] = [];
  build(sections, title, value, 0);
  return renderTable(sections);
}

class MutableSection implements TableSection {
  readonly title: string;
  readonly indent: number;
  headers: readonly string[] = [];
  readonly rows: (readonly string[])[] = [];
  private columns: number | null = null;

  constructor(title: string, indent: number) {
    this.title = title;
    this.indent = indent;
  }

  setHeaders(headers: readonly string[]): void {
    this.columns ??= headers.length;
    this.headers = headers;
  }

  addRow(cells: readonly Printable[]): void {
    this.columns ??= cells.length;
    if (cells.length !== this.columns) {
      throw generalError(`Row should have ${this.columns} elements, instead it has ${cells.length}`);
    }
    this.rows.push(cells.map(pythonText));
  }
}

function build(sections: MutableSection[], title: string | null, value: Printable, indent: number): void {
  if (isBlank(value)) return;
  if (title !== null) sections.push(new MutableSection(title, indent));
  if (isPrintableList(value)) {
    const [first] = value;
    if (first !== undefined && isPrintableObject(first)) {
      buildFromObjects(sections, title ?? '', value.filter(isPrintableObject), indent);
    } else {
      buildFromItems(sections, value);
    }
  } else if (isPrintableObject(value)) {
    buildFromObject(sections, value, indent);
  }
}

function buildFromItems(sections: MutableSection[], items: readonly Printable[]): void {
  for (const item of items) {
    if (isScalar(item)) current(sections).addRow([item]);
    else if (isPrintableList(item) && item.every(isScalar)) current(sections).addRow(item);
    else build(sections, null, item, 0);
  }
}

function buildFromObject(sections: MutableSection[], object: PrintableObject, indent: number): void {
  const { scalars, nested } = split([object]);
  const [only] = scalars;
  if (only !== undefined && scalars.length === 1) {
    current(sections).addRow([only, object[only] ?? null]);
  } else if (scalars.length > 0) {
    current(sections).setHeaders(scalars);
    current(sections).addRow(scalars.map((name) => object[name] ?? null));
  }
  for (const name of nested) build(sections, name, object[name] ?? null, indent + 1);
}

function buildFromObjects(
  sections: MutableSection[],
  title: string,
  objects: readonly PrintableObject[],
  indent: number,
): void {
  const { scalars, nested } = split(objects);
  current(sections).setHeaders(scalars);
  objects.forEach((object, index) => {
    if (index > 0 && nested.length > 0) {
      sections.push(new MutableSection(title, indent));
      current(sections).setHeaders(scalars);
    }
    current(sections).addRow(scalars.map((name) => object[name] ?? (Object.hasOwn(object, name) ? null : '')));
    for (const name of nested) {
      if (Object.hasOwn(object, name)) build(sections, name, object[name] ?? null, indent + 1);
    }
  });
}

function current(sections: readonly MutableSection[]): MutableSection {
  const last = sections.at(-1);
  if (last === undefined) throw new Error('A table has no section to add to');
  return last;
}

/** Names of members that hold scalars somewhere, and of those that hold more, each in alphabetical order. */
function split(objects: readonly PrintableObject[]): { scalars: readonly string[]; nested: readonly string[] } {
  const scalars = new Set<string>();
  const nested = new Set<string>();
  for (const object of objects) {
    for (const [name, member] of Object.entries(object)) (isScalar(member) ? scalars : nested).add(name);
  }
  return { scalars: [...scalars].sort(), nested: [...nested].sort() };
}

/** Python's idea of false: the CLI prints no table for it. */
function isBlank(value: Printable): boolean {
  if (isScalar(value)) return value === null || value === '' || value === 0 || value === false;
  return Object.keys(value).length === 0;
}
