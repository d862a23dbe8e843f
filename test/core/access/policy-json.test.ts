import fc from 'fast-check';
import { expect, it } from 'vitest';
import { printJson, readJson } from '../../../core/access/policy-json.ts';

/** What a policy's text may hold: everything beyond U+00FF as an escape. */
function inLatin1(json: string): string {
  return json.replace(/[^\t\n\r\u0020-\u00ff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const anyJson = fc.jsonValue({ maxDepth: 5 }).map((value) => JSON.stringify(value));

it('reads every JSON text as JSON.parse does', () => {
  fc.assert(
    fc.property(anyJson, fc.constantFrom(0, 2, '\t'), (json, indent) => {
      const text = inLatin1(JSON.stringify(JSON.parse(json), null, indent));
      expect(readJson(text)).toEqual(JSON.parse(text));
    }),
  );
});

it('prints JSON that means the same', () => {
  fc.assert(
    fc.property(anyJson, (json) => {
      expect(JSON.parse(printJson(JSON.parse(json)))).toEqual(JSON.parse(json));
    }),
  );
});

it('refuses every text that JSON.parse refuses', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:\\ae10.-n '), maxLength: 12 }), (text) => {
      let isJson = true;
      try {
        JSON.parse(text);
      } catch {
        isJson = false;
      }
      if (!isJson) expect(() => readJson(text)).toThrow(/expected/);
    }),
    { numRuns: 2000 },
  );
});

it('prints an empty object and an empty array in one line', () => {
  expect(printJson({ A: {}, B: [] })).toBe('{\n  "A" : { },\n  "B" : [ ]\n}');
});
