import type { Envelope } from '../../core/index.ts';

/** `order=42`, or nothing. */
export function contextText({ context }: Pick<Envelope, 'context'>): string {
  return Object.entries(context)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');
}

/** Where the data key is in plaintext. */
export function heldText({ plaintext, held, plaintextIn }: Envelope): string {
  if (plaintext === null && plaintextIn.length === 0) return 'not given: it was asked for without';
  if (held === 'dropped') return 'erased';
  if (held === 'screen') return 'on the screen, in no file';
  return `still in ${plaintextIn
    .filter(({ bytes }) => bytes > 0)
    .map(({ name }) => name)
    .join(' and ')}`;
}

/** `2,100,000 bytes`, and from there in megabytes too. */
export function sizeText(bytes: number): string {
  const whole = `${bytes.toLocaleString('en')} ${bytes === 1 ? 'byte' : 'bytes'}`;
  return bytes < MEGABYTE ? whole : `${(bytes / MEGABYTE).toFixed(1)} MB`;
}

const MEGABYTE = 1_000_000;
