import type { Form, Operand } from './manual.ts';

/** How a form is called: `kmslab key show KEY`. @param command - null for the program itself */
export function formLine(command: string | null, verb: string, { takes }: Form): string {
  return ['kmslab', command ?? '', verb, ...takes.map(operandText)].filter((word) => word !== '').join(' ');
}

function operandText({ name, isOptional = false, isMany = false }: Operand): string {
  const text = isMany ? `${name} ...` : name;
  return isOptional ? `[${text}]` : text;
}
