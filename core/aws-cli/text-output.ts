import { isPrintableList, isPrintableObject, isScalar, type Printable, type PrintableObject } from './printable.ts';
import { pythonText } from './python-text.ts';

/**
 * `--output text`: one line for each object or list of scalars, tabs between, members in alphabetical order without
 * their names; what is nested begins with its name in capitals.
 * Source: AWS CLI User Guide, "Text output format"; observed on AWS CLI 2.9.19.
 */
export function formatText(value: Printable): string {
  return lines(value, null, null)
    .map((line) => `${line}\n`)
    .join('');
}

function lines(value: Printable, name: string | null, columns: readonly string[] | null): readonly string[] {
  if (isPrintableObject(value)) return objectLines(value, name, columns);
  if (isPrintableList(value)) return listLines(value, name);
  return [pythonText(value)];
}

function listLines(items: readonly Printable[], name: string | null): readonly string[] {
  if (items.some(isPrintableObject)) {
    const columns = scalarColumns(items);
    return items.flatMap((item) => lines(item, name, columns));
  }
  const scalars = items.filter(isScalar);
  return [
    ...scalarLines(scalars, name),
    ...items.filter((item) => !isScalar(item)).flatMap((item) => lines(item, name, null)),
  ];
}

function scalarLines(scalars: readonly Printable[], name: string | null): readonly string[] {
  if (scalars.length === 0) return [];
  if (name === null) return [scalars.map(pythonText).join('\t')];
  return scalars.map((item) => `${name.toUpperCase()}\t${pythonText(item)}`);
}

/** The objects of a list share their columns, so that a member that one of them lacks leaves a gap. */
function scalarColumns(items: readonly Printable[]): readonly string[] {
  const names = new Set<string>();
  for (const item of items) {
    if (!isPrintableObject(item)) continue;
    for (const [name, member] of Object.entries(item)) if (isScalar(member)) names.add(name);
  }
  return [...names].sort();
}

function objectLines(
  object: PrintableObject,
  name: string | null,
  columns: readonly string[] | null,
): readonly string[] {
  const names = Object.keys(object).sort();
  const cells =
    columns === null
      ? names.flatMap((member) => scalarText(object[member]))
      : columns.map((member) => (Object.hasOwn(object, member) ? pythonText(object[member]) : ''));
  const nested = names.filter((member) =>
    columns === null ? !isScalar(object[member] ?? null) : !columns.includes(member),
  );
  const own = cells.length === 0 ? [] : [[...(name === null ? [] : [name.toUpperCase()]), ...cells].join('\t')];
  return [...own, ...nested.flatMap((member) => lines(object[member] ?? null, member, null))];
}

function scalarText(value: Printable | undefined): readonly string[] {
  return value !== undefined && isScalar(value) ? [pythonText(value)] : [];
}
