type CodeBlockProps = { readonly label: string; readonly text: string };

/** A document to read: it scrolls, and takes the keyboard so that arrows can scroll it. */
export function CodeBlock({ label, text }: CodeBlockProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be within the keyboard's reach
    <section className="code" aria-label={label} tabIndex={0}>
      <pre>{text}</pre>
    </section>
  );
}
