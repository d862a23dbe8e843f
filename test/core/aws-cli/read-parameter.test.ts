import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkInput } from '../../../core/aws-cli/check-input.ts';
import { JsonError, readJson } from '../../../core/aws-cli/read-json.ts';
import { readParameter } from '../../../core/aws-cli/read-parameter.ts';
import { readShorthand, ShorthandError } from '../../../core/aws-cli/shorthand.ts';
import { boolean, integer, list, type Shape, string, stringMap, structure } from '../../../core/operations/shape.ts';

const noFiles = { read: () => undefined };
const read = (shape: Shape, given: string | readonly string[]) => readParameter('--x', shape, given, noFiles);

const permission = structure({}, { Group: string(), UserId: string() });
const nested = structure(
  {},
  { Name: string(), Values: list(string()), Size: integer(), Fast: boolean(), Add: list(permission), Map: stringMap() },
);

describe('a value on the command line is read as its shape asks', () => {
  it.each<[string, Shape, string | readonly string[], unknown]>([
    ['a number', integer(), ' +7 ', 7],
    ['text that looks like a number', string(), '007', '007'],
    ['shorthand with a list', nested, 'Name=a,Values=x,y', { Name: 'a', Values: ['x', 'y'] }],
    ['shorthand with a list of one', nested, 'Name=a,Values=x', { Name: 'a', Values: ['x'] }],
    ['shorthand with a list before another key', nested, 'Values=x,y,Name=a', { Name: 'a', Values: ['x', 'y'] }],
    ['shorthand with a number and a boolean', nested, 'Size=5,Fast=true', { Size: 5, Fast: true }],
    ['shorthand with a boolean in capitals', nested, 'Fast=FALSE', { Fast: false }],
    ['nested shorthand', nested, 'Add=[{UserId=1},{Group=all}]', { Add: [{ UserId: '1' }, { Group: 'all' }] }],
    ['a map within shorthand', nested, 'Map={a=b,c=d}', { Map: { a: 'b', c: 'd' } }],
    ['JSON', nested, '{"Add": [{"UserId": "1"}]}', { Add: [{ UserId: '1' }] }],
    ['a list of shorthand', list(nested), ['Name=a,Values=b', 'Name=c'], [{ Name: 'a', Values: ['b'] }, { Name: 'c' }]],
    ['a list of JSON in one word', list(nested), ['[{"Name":"a"}]'], [{ Name: 'a' }]],
    ['a list of numbers', list(integer()), ['1', '2'], [1, 2]],
    ['a list of words that is no JSON', list(string()), ['a', '[b'], ['a', '[b']],
  ])('%s', (_, shape, given, value) => {
    expect(plain(read(shape, given))).toEqual(value);
  });

  it('takes a key named __proto__ for a key like any other', () => {
    const input = checkInput(
      structure({ Map: stringMap() }, {}),
      { Map: read(stringMap(), '{"__proto__":"x"}') },
      'base64',
    );
    expect(JSON.stringify(input)).toBe('{"Map":{"__proto__":"x"}}');
    const unknown = () => checkInput(structure({}, { A: string() }), { constructor: 'x' }, 'base64');
    expect(unknown).toThrow('Unknown parameter in input: "constructor", must be one of: A');
  });

  it('refuses nesting without end, without exhausting the stack', () => {
    expect(() => readJson('['.repeat(100_000))).toThrow(JsonError);
    expect(() => readShorthand(`a=${'['.repeat(100_000)}`)).toThrow(ShorthandError);
  });
});

describe('JSON and shorthand of the same value agree', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abzAZ019_-. /:=@'), minLength: 1 });
  const key = fc.string({ unit: fc.constantFrom(...'abzAZ019_-.#/:'), minLength: 1 });
  /** Any text may stand in double quotes. */
  const quoted = (text: string) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

  it('for maps', () => {
    fc.assert(
      fc.property(fc.dictionary(key, fc.string(), { minKeys: 1 }), (map) => {
        // The CLI unescapes \" before \\, so that a text with \" in it can't be written in shorthand.
        fc.pre(!Object.values(map).some((text) => text.includes('\\')));
        const shorthand = Object.entries(map).map(([name, text]) => `${name}=${quoted(text)}`);
        expect(plain(read(stringMap(), shorthand.join(',')))).toEqual(plain(read(stringMap(), JSON.stringify(map))));
      }),
    );
  });

  it('for lists of structures', () => {
    const item = fc.record({
      Name: word,
      Values: fc.array(word, { minLength: 1 }),
      Size: fc.integer(),
      Fast: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(item, { minLength: 1 }), (items) => {
        const shorthand = items.map(
          ({ Name, Values, Size, Fast }) =>
            `Name=${quoted(Name)},Values=[${Values.map(quoted).join(',')}],Size=${Size},Fast=${Fast}`,
        );
        expect(plain(read(list(nested), shorthand))).toEqual(items);
        expect(plain(read(list(nested), [JSON.stringify(items)]))).toEqual(items);
      }),
    );
  });

  it('for JSON text, with what JSON.parse makes of it', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(JSON.stringify(readJson(text))).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });
});

describe('bad JSON is reported as Python reports it to the CLI', () => {
  it.each([
    ['', 'Expecting value: line 1 column 1 (char 0)'],
    ['{"a":1,}', 'Expecting property name enclosed in double quotes: line 1 column 8 (char 7)'],
    ['{"a" 1}', "Expecting ':' delimiter: line 1 column 6 (char 5)"],
    ['[1 2]', "Expecting ',' delimiter: line 1 column 4 (char 3)"],
    ['[1,]', 'Expecting value: line 1 column 4 (char 3)'],
    ['"a', 'Unterminated string starting at: line 1 column 1 (char 0)'],
    ['"a\nb"', 'Invalid control character at: line 1 column 3 (char 2)'],
    ['"\\x"', 'Invalid \\escape: line 1 column 2 (char 1)'],
    ['"\\u12"', 'Invalid \\uXXXX escape: line 1 column 3 (char 2)'],
    ['{}\n{}', 'Extra data: line 2 column 1 (char 3)'],
  ])('%j: %s', (text, message) => {
    expect(() => readJson(text)).toThrow(new JsonError(message));
  });
});

describe('bad shorthand is shown with a mark below the place', () => {
  it.each([
    ['a', "Expected: '=', received: 'EOF' for input:\na\n ^"],
    ['a=b]', "Expected: ',', received: ']' for input:\na=b]\n   ^"],
    ['a=[b', "Expected: ',', received: 'EOF' for input:\na=[b\n    ^"],
    ['a={b=c', "Expected: ',', received: 'EOF' for input:\na={b=c\n      ^"],
    ["a='b", "Expected: '<singled quoted>', received: '<none>' for input:\na='b\n  ^"],
    ['a=1,\nb==2,c]', "Expected: ',', received: '=' for input:\na=1,\nb==2,c]\n  ^"],
  ])('%j', (text, message) => {
    expect(() => readShorthand(text)).toThrow(new ShorthandError(message));
  });
});

/** The same value with ordinary prototypes. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
