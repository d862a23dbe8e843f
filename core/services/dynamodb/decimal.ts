/**
 * A number of DynamoDB's: `digits` × 10^`exponent`. Exact, for a double has not 38 digits.
 * Source: DynamoDB Developer Guide, "Data types", "Number".
 */
export interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

const NUMBER = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?\s*$/;
const MOST_DIGITS = 38;

/** The number in a text; null where it is none, or one that DynamoDB has not. */
export function parseDecimal(text: string): Decimal | null {
  const [, sign = '', whole = '', fraction = '', power = '0'] = NUMBER.exec(text) ?? [];
  if (whole === '' && fraction === '') return null;
  const plain = normal({
    digits: BigInt(`${sign === '-' ? '-' : ''}${whole}${fraction}`),
    exponent: Number(power) - fraction.length,
  });
  const length = absolute(plain.digits).toString().length;
  if (length > MOST_DIGITS) return null;
  const magnitude = length + plain.exponent - 1;
  return plain.digits === 0n || (magnitude >= -130 && magnitude <= 125) ? plain : null;
}

/** As DynamoDB writes it: without an exponent, and without zeros that say nothing. */
export function formatDecimal(decimal: Decimal): string {
  const { digits, exponent } = normal(decimal);
  if (exponent >= 0) return `${digits}${'0'.repeat(exponent)}`;
  const text = absolute(digits)
    .toString()
    .padStart(1 - exponent, '0');
  return `${digits < 0n ? '-' : ''}${text.slice(0, exponent)}.${text.slice(exponent)}`;
}

/** Below 0 where `a` is the smaller, above 0 where it is the larger. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const { digits } = added(a, { ...b, digits: -b.digits });
  return digits === 0n ? 0 : digits < 0n ? -1 : 1;
}

/** The sum. */
export function added(a: Decimal, b: Decimal): Decimal {
  const exponent = Math.min(a.exponent, b.exponent);
  const at = ({ digits, exponent: own }: Decimal) => digits * 10n ** BigInt(own - exponent);
  return { digits: at(a) + at(b), exponent };
}

function normal({ digits, exponent }: Decimal): Decimal {
  if (digits === 0n) return { digits, exponent: 0 };
  let [left, power] = [digits, exponent];
  while (left % 10n === 0n) {
    left /= 10n;
    power += 1;
  }
  return { digits: left, exponent: power };
}

function absolute(digits: bigint): bigint {
  return digits < 0n ? -digits : digits;
}
