import { GENERAL_KEYS, type KeyHint, TOPIC_KEYS } from '../lab/keymap.ts';
import type { HelpTopic } from '../lab/overlays.ts';
import { type Line, line, span } from '../text/line.ts';
import { wrap, wrapLines } from '../text/wrap.ts';

/** Help: the keys of the part that had the focus, then those that work everywhere, but for such as mean something else there. */
export function helpLines(topic: HelpTopic, width: number): readonly Line[] {
  const { about, keys } = TOPIC_KEYS[topic];
  return [
    ...wrapLines(about, width, { tone: 'strong' }),
    line(''),
    ...keys.flatMap((hint) => hintLines(hint, width)),
    line(''),
    line('everywhere', 'dim'),
    ...GENERAL_KEYS.filter((hint) => keys.every((own) => own.keys !== hint.keys)).flatMap((hint) =>
      hintLines(hint, width),
    ),
    line(''),
    ...wrapLines(
      'Nothing here leaves this computer and nothing is billed. Still, put no real secrets in: it is a lab.',
      width,
      { tone: 'dim' },
    ),
  ];
}

function hintLines({ keys, says }: KeyHint, width: number): readonly Line[] {
  const lead = 17;
  return wrap(says, Math.max(1, width - lead)).map((part, index) => [
    span(index === 0 ? keys.padEnd(lead) : ' '.repeat(lead), 'accent'),
    span(part),
  ]);
}
