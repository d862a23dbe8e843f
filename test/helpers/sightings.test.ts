import { describe, expect, it } from 'vitest';
import { isTold } from './sightings.ts';

const SECRET = 'canary text';
const BYTES = new TextEncoder().encode(SECRET);

describe('a secret in what a lab tells', () => {
  it.each([
    ['as text', { a: [`..${SECRET}..`] }],
    ['as bytes within an object', { a: { b: BYTES } }],
    ['as bytes', BYTES],
    ['in hexadecimal', { a: Buffer.from(BYTES).toString('hex') }],
    ['in base64', [Buffer.from(SECRET).toString('base64')]],
    ['in base64, a byte further on', [Buffer.from(`x${SECRET}`).toString('base64')]],
    ['in base64, two bytes further on', [Buffer.from(`xy${SECRET}`).toString('base64')]],
  ])('%s is found', (_, told) => {
    expect(isTold(told, SECRET)).toBe(true);
  });

  it.each([[{}], [undefined], [['canary', 'text']], [BYTES.slice(1)]])('is not found in %j', (told) => {
    expect(isTold(told, SECRET)).toBe(false);
  });
});
