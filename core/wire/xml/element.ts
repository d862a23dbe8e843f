/** An element of XML. `content` is markup already. */
export function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}

/** Text as it stands in XML. What XML 1.0 can't hold at all becomes U+FFFD. Source: XML 1.0, sections 2.2 and 2.4. */
export function escapeXml(text: string): string {
  return text.replace(
    /[&<>"']|[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu,
    (char) => ESCAPES[char] ?? '\ufffd',
  );
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
