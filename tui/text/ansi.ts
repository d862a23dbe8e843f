import type { Line, Tone } from './line.ts';
import { printable } from './printable.ts';

/** Select Graphic Rendition codes of the tones: sixteen colours are enough. Source: ECMA-48, section 8.3.117. */
const CODES: Readonly<Record<Tone, string>> = {
  plain: '',
  dim: '2',
  good: '32',
  bad: '31',
  warn: '33',
  accent: '36',
  strong: '1',
};

/** Lines as text for a terminal, or for a pipe without colours; a newline behind each. */
export function toAnsi(lines: readonly Line[], hasColour: boolean): string {
  return lines
    .map(
      (spans) =>
        `${spans
          .map(({ text, tone = 'plain' }) => paint(printable(text), tone, hasColour))
          .join('')
          .trimEnd()}\n`,
    )
    .join('');
}

function paint(text: string, tone: Tone, hasColour: boolean): string {
  return hasColour && CODES[tone] !== '' && text !== '' ? `\u001b[${CODES[tone]}m${text}\u001b[0m` : text;
}
