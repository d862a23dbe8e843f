import { isPrintableList, isScalar, type Printable } from './printable.ts';
import { yamlScalar } from './yaml-scalar.ts';

/**
 * `--output yaml`: block style, members in alphabetical order, lists no further in than their member.
 * A scalar alone is printed as JSON, as the CLI does.
 * Source: AWS CLI User Guide, "YAML output format"; observed on AWS CLI 2.9.19.
 */
export function formatYaml(value: Printable): string {
  if (isScalar(value)) return `${JSON.stringify(value)}\n`;
  return `${node(value, 0, 0).replace(/^\n/, '')}\n`;
}

/**
 * A node behind what stands on its line already. Collections in a list begin on the line of their dash; collections
 * in an object begin a new line.
 * @param indent - of the lines that the node begins itself.
 * @param column - where its first line begins.
 */
function node(value: Printable, indent: number, column: number): string {
  if (isScalar(value)) return scalar(value, indent, column);
  if (isPrintableList(value)) {
    if (value.length === 0) return '[]';
    const items = value.map((item) => `- ${node(item, indent + 2, indent + 2)}`);
    return items.join(`\n${' '.repeat(indent)}`);
  }
  const names = Object.keys(value).sort();
  if (names.length === 0) return '{}';
  const members = names.map((name) => {
    const key = yamlScalar(name, { indent, column: indent, isKey: true });
    return `${key}:${member(value[name] ?? null, indent, indent + key.length + 1)}`;
  });
  return members.join(`\n${' '.repeat(indent)}`);
}

function member(value: Printable, indent: number, column: number): string {
  if (isScalar(value)) return ` ${scalar(value, indent + 2, column + 1)}`;
  const isEmpty = Object.keys(value).length === 0;
  if (isEmpty) return isPrintableList(value) ? ' []' : ' {}';
  const inner = isPrintableList(value) ? indent : indent + 2;
  return `\n${' '.repeat(inner)}${node(value, inner, inner)}`;
}

function scalar(value: string | number | boolean | null, indent: number, column: number): string {
  return typeof value === 'string' ? yamlScalar(value, { indent, column, isKey: false }) : String(value);
}
