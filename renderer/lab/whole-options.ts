interface TextPart {
  /** Where it begins. */
  readonly at: number;
  readonly part: string;
  /** Whether it is an option of a command, as `--key-id` is. */
  readonly isOption: boolean;
}

const OPTION = /(?<!\S)(--[a-z][a-z0-9-]*)/;

/** Text split before and behind each option of a command in it. */
export function inParts(text: string): readonly TextPart[] {
  let at = 0;
  return text
    .split(OPTION)
    .map((part, index) => {
      const begins = at;
      at += part.length;
      return { at: begins, part, isOption: index % 2 === 1 };
    })
    .filter(({ part }) => part !== '');
}
