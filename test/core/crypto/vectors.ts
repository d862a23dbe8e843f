import { readFileSync } from 'node:fs';
import { fromHex } from '../../../core/crypto/bytes.ts';
import type { Bytes } from '../../../core/index.ts';

/** One test of a vector file; every member but these is hexadecimal. */
export interface Vector {
  readonly tcId: number;
  readonly comment: string;
  readonly flags: readonly string[];
  readonly result: 'valid' | 'invalid';
  readonly [name: string]: unknown;
}
interface VectorFile {
  readonly groups: readonly ({ readonly tests: readonly Vector[] } & Readonly<Record<string, unknown>>)[];
}

/** Every test of test/vectors/NAME.json with its group's members, and a title for it. */
export function vectorsOf(name: string): readonly (readonly [title: string, vector: Vector])[] {
  const file = JSON.parse(readFileSync(new URL(`../../vectors/${name}.json`, import.meta.url), 'utf8')) as VectorFile;
  return file.groups.flatMap(({ tests, ...group }) =>
    tests.map((test) => {
      const what = test.comment === '' ? test.flags.join(', ') : test.comment;
      return [`${name} ${test.tcId}, ${test.result}: ${what}`, { ...group, ...test }] as const;
    }),
  );
}

/** The bytes of one member. */
export function bytesIn(vector: Vector, name: string): Bytes {
  const value = vector[name];
  if (typeof value !== 'string') throw new Error(`vector ${vector.tcId} has no ${name}`);
  return fromHex(value);
}
