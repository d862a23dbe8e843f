import { inParts } from '../lab/whole-options.ts';

/** Text with `aws` options in it, which no end of a line breaks: `--plaintext` stays in one piece. */
export function CommandText({ text }: { readonly text: string }) {
  return inParts(text).map(({ at, part, isOption }) =>
    isOption ? (
      <span key={at} className="option">
        {part}
      </span>
    ) : (
      part
    ),
  );
}
