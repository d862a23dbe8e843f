const MICRO = 1_000_000;
const A_CENT = 10_000;

/**
 * A price for part of a month, in millionths of a dollar, half a millionth upwards.
 * @param hours - of so many `of` in the month, for any number of things together.
 */
export function forHours(microDollarsAMonth: number, hours: number, of: number): number {
  return Math.floor((2 * microDollarsAMonth * hours + of) / (2 * of));
}

/** An amount to the cent, half a cent upwards: `$3.24`. */
export function inCents(microDollars: number): string {
  const cents = Math.floor((microDollars + A_CENT / 2) / A_CENT);
  return `$${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}

/** An amount whole, with as many places as it needs, two at least: `$0.0003`, `-$0.06`. */
export function inDollars(microDollars: number): string {
  const size = Math.abs(microDollars);
  const places = String(size % MICRO)
    .padStart(6, '0')
    .replace(/0{1,4}$/, '');
  return `${microDollars < 0 ? '-' : ''}$${Math.floor(size / MICRO)}.${places}`;
}
