/** An element of a document: its name without a prefix, what is in it, and the text between, together. */
export interface XmlElement {
  readonly name: string;
  readonly children: readonly XmlElement[];
  /** Without the markup; what only sets elements apart is in it too. */
  readonly text: string;
}

/** What isn't well-formed, or has what a request needs none of. */
export class XmlError extends Error {
  override readonly name = 'XmlError';
}

/** Elements within elements; requests need five. */
const DEEPEST = 32;

/**
 * Reads a document that a client sends: elements and text. Attributes are looked over, comments and instructions
 * passed over. A document type is refused, and so is every entity that one would have to define: nothing is fetched, and
 * nothing grows.
 * @throws {XmlError}
 * Source: W3C, Extensible Markup Language (XML) 1.0, Fifth Edition.
 */
export function readXml(text: string): XmlElement {
  const open: { name: string; children: XmlElement[]; text: string }[] = [];
  let root: XmlElement | null = null;
  let at = text.startsWith('\ufeff') ? 1 : 0;
  const addText = (part: string) => {
    const parent = open.at(-1);
    if (parent !== undefined) parent.text += part;
    else if (part.trim() !== '') throw new XmlError('text stands outside of the document');
  };
  while (at < text.length) {
    const mark = text.indexOf('<', at);
    if (mark < 0) {
      addText(unescapeXml(text.slice(at)));
      break;
    }
    if (mark > at) addText(unescapeXml(text.slice(at, mark)));
    const skipped = MARKUP.find(([start]) => text.startsWith(start, mark));
    if (skipped !== undefined) {
      const [start, end, isText] = skipped;
      const close = text.indexOf(end, mark + start.length);
      if (close < 0) throw new XmlError(`${start} has no end`);
      if (isText) addText(text.slice(mark + start.length, close));
      at = close + end.length;
      continue;
    }
    TAG.lastIndex = mark;
    const tag = TAG.exec(text);
    if (tag === null) throw new XmlError('a tag is malformed');
    const [whole, slash = '', name = '', , empty = ''] = tag;
    at = mark + whole.length;
    if (slash === '') {
      if (root !== null) throw new XmlError('a document has one root');
      if (open.length === DEEPEST) throw new XmlError('elements are nested too deep');
      open.push({ name: localName(name), children: [], text: '' });
    }
    if (slash !== '' || empty !== '') {
      const done = open.pop();
      if (done === undefined || done.name !== localName(name)) throw new XmlError(`</${name}> closes nothing`);
      const parent = open.at(-1);
      if (parent === undefined) root = done;
      else parent.children.push(done);
    }
  }
  if (root === null) throw new XmlError('a document has a root, with an end');
  return root;
}

/** What begins and ends otherwise than tags do, and whether what is between is text. */
const MARKUP: readonly (readonly [start: string, end: string, isText: boolean])[] = [
  ['<!--', '-->', false],
  ['<?', '?>', false],
  ['<![CDATA[', ']]>', true],
];

const NAME = '[A-Za-z_][\\w.-]*(?::[A-Za-z_][\\w.-]*)?';
const TAG = new RegExp(`<(/?)(${NAME})((?:\\s+${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*(/?)>`, 'y');

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function unescapeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&([^;&\s]*);?/g, (whole, name: string) => {
    const known = ENTITIES[name];
    if (known !== undefined && whole.endsWith(';')) return known;
    const [, hex, decimal] = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(name) ?? [];
    const code = hex === undefined ? Number(decimal ?? Number.NaN) : Number.parseInt(hex, 16);
    if (!whole.endsWith(';') || !(code <= 0x10ffff)) throw new XmlError(`${whole.slice(0, 20)} is no entity`);
    return String.fromCodePoint(code);
  });
}

const ENTITIES: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
});
