import type { Block, Page } from './page.ts';

/**
 * A page for `man`, in its macros.
 * Source: groff_man(7), man-pages(7).
 */
export function pageRoff({ name, sections }: Page, version: string): string {
  return [
    `.TH ${name.toUpperCase()} 1 "" "kmslab ${version}" "kmslab's manual"`,
    '.nh',
    '.ad l',
    ...sections.flatMap(({ title, blocks }) => [`.SH ${quoted(title)}`, ...blocks.flatMap(blockRoff)]),
    '',
  ].join('\n');
}

function blockRoff(block: Block, index: number): readonly string[] {
  switch (block.kind) {
    case 'text':
      return [...(index === 0 ? [] : ['.PP']), escaped(block.text)];
    case 'heading':
      return [`.SS ${quoted(block.text)}`];
    case 'line':
      return [...(index === 0 ? [] : ['.br']), escaped(block.text)];
    case 'term':
      return [
        ...(block.isInner === true ? ['.RS'] : []),
        '.TP',
        `.B ${quoted(block.term)}`,
        escaped(block.text),
        ...(block.isInner === true ? ['.RE'] : []),
      ];
    case 'example':
      return [
        ...(block.says === '' ? [] : ['.PP', `${escaped(block.says)}:`]),
        '.PP',
        '.RS 4',
        '.EX',
        escaped(block.line),
        '.EE',
        '.RE',
      ];
  }
}

/** A minus that may be copied, and no line that roff takes for a request. Source: groff_char(7), man-pages(7) "Generating optimal glyphs". */
function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('~', '\\(ti')
    .replaceAll('^', '\\(ha')
    .replaceAll('`', '\\(ga')
    .replaceAll("'", '\\(aq')
    .replace(/^([.])/gm, '\\&$1');
}

function quoted(text: string): string {
  return `"${escaped(text).replaceAll('"', '\\(dq')}"`;
}
