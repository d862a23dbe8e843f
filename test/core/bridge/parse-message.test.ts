import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLabMessage } from '../../../core/bridge/parse-message.ts';
import { MalformedMessageError } from '../../../core/lab/message-shape.ts';

const REQUEST = { service: 'kms', operation: 'ListKeys', input: {}, as: 'arn', region: 'us-east-1' };

describe('a message from a window', () => {
  it.each([
    { type: 'call', request: REQUEST },
    { type: 'call', request: { ...REQUEST, input: { Plaintext: new Uint8Array(3), Tags: [{ TagKey: 'a' }] } } },
    { type: 'ask', query: { type: 'view' } },
    { type: 'ask', query: { type: 'view', at: 0 } },
    { type: 'ask', query: { type: 'why' } },
    { type: 'ask', query: { type: 'whyIf', as: 'x', action: 'y', encryptionContext: { a: 'b' }, mfa: true } },
    { type: 'act', action: { type: 'advanceToNext' } },
    { type: 'act', action: { type: 'putFile', name: 'a.bin', bytes: new Uint8Array(1) } },
    { type: 'subscribe' },
    { type: 'unsubscribe' },
  ])('passes when it is well formed: %j', (message) => {
    expect(parseLabMessage(message)).toEqual(message);
  });

  it.each([
    [undefined, 'message: expected an object, got undefined'],
    [[], 'message: expected an object, got an array'],
    [{}, 'message.type: expected a string, got undefined'],
    [{ type: 'eval' }, 'message.type: expected one of "call", "ask", "act", "subscribe", "unsubscribe", got "eval"'],
    [{ type: 'subscribe', channel: 'x' }, 'message: expected no field "channel", got a string of 1 characters'],
    [{ type: 'call' }, 'request: expected an object, got undefined'],
    [{ type: 'call', request: { ...REQUEST, operation: 7 } }, 'request.operation: expected a string, got 7'],
    [
      { type: 'call', request: { ...REQUEST, accountId: '1' } },
      'request: expected no field "accountId", got a string of 1 characters',
    ],
    [
      { type: 'call', request: { ...REQUEST, input: { at: new Date(0) } } },
      'request.input: expected JSON and Uint8Array all through, got an object',
    ],
    [
      { type: 'call', request: { ...REQUEST, input: new Map() } },
      'request.input: expected JSON and Uint8Array all through, got a Map',
    ],
    [
      { type: 'call', request: { ...REQUEST, input: { n: Number.NaN } } },
      'request.input: expected finite numbers, got an object',
    ],
    [{ type: 'ask', query: 'view' }, 'query: expected an object, got a string of 4 characters'],
    [{ type: 'ask', query: { type: 'why', requestId: 7 } }, 'query.requestId: expected a string, got 7'],
    [{ type: 'ask', query: { type: 'whyIf', as: 'x' } }, 'query.action: expected a string, got undefined'],
    [
      { type: 'ask', query: { type: 'whyIf', as: 'x', action: 'y', encryptionContext: { a: 1 } } },
      'query.encryptionContext: expected an object of strings, got an object',
    ],
    [{ type: 'ask', query: { type: 'view', at: 1.5 } }, 'query.at: expected a whole number, got 1.5'],
    [
      { type: 'ask', query: { type: 'chart', machine: 'lock' } },
      'query.machine: expected one of "key", "snapshot", got "lock"',
    ],
    [{ type: 'act', action: { type: 'advance', by: '1d' } }, 'action.by: expected a whole number, got "1d"'],
    [
      { type: 'act', action: { type: 'putFile', name: 'a', bytes: [1] } },
      'action.bytes: expected bytes (Uint8Array), got an array',
    ],
  ])('is refused when it is not: %j', (message, words) => {
    expect(() => parseLabMessage(message)).toThrow(
      expect.objectContaining({ name: 'MalformedMessageError', message: words }),
    );
  });

  it('is refused for a kind that every object has, such as constructor', () => {
    expect(() => parseLabMessage({ type: 'ask', query: { type: 'constructor' } })).toThrow(
      'query.type: expected one of',
    );
    expect(() => parseLabMessage({ type: 'ask', query: { type: '__proto__' } })).toThrow('query.type: expected one of');
  });

  it('is refused when it is nested deeper than any AWS input', () => {
    let input: unknown = 1;
    for (let depth = 0; depth < 100; depth += 1) input = { input };
    expect(() => parseLabMessage({ type: 'call', request: { ...REQUEST, input } })).toThrow('levels of JSON');
  });

  it('never has the content of what is to be encrypted in its error', () => {
    const secret = 'correct horse battery staple, and some more of it';
    const message = { type: 'call', request: { ...REQUEST, operation: 7, input: { Plaintext: secret } } };
    expect(() => parseLabMessage(message)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining(secret) }),
    );
    expect(() => parseLabMessage({ type: 'act', action: { type: 'putFile', name: 'a', bytes: secret } })).toThrow(
      '49 characters',
    );
  });

  it('is answered by a message or by one clear line, whatever comes', () => {
    fc.assert(
      fc.property(fc.anything({ withDate: true, withMap: true, withTypedArray: true }), (anything) => {
        try {
          parseLabMessage(anything);
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedMessageError);
          expect((error as Error).message).toMatch(/^.*: expected .*, got .*$/);
        }
      }),
    );
  });
});
