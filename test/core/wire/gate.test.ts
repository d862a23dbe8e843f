import { describe, expect, it } from 'vitest';
import { refusedAtTheGate } from '../../../core/wire/gate.ts';

const RULES = { addresses: ['192.168.1.5', '127.0.0.1'], allowedHosts: ['kms.test'] };

function gate(headers: Readonly<Record<string, string>>): string | null {
  return refusedAtTheGate(new Map(Object.entries(headers)), RULES);
}

describe('the gate', () => {
  it.each([
    'localhost',
    'localhost:4599',
    'LOCALHOST:4599',
    'kms.localhost:4599',
    '127.0.0.1:4599',
    '127.1.2.3',
    '[::1]:4599',
    '192.168.1.5:4599',
    'kms.test:80',
  ])('lets in a request to %s', (host) => expect(gate({ host })).toBeNull());

  it.each([
    '',
    'evil.example',
    'evil.example:4599',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    'evil-localhost',
    '192.168.1.6',
    '0.0.0.0:4599',
    'kms.test.evil.example',
    'localhost:4599,evil.example',
    'user@localhost',
    'localhost:4599/x',
  ])('keeps out a request to %j: a web page may have pointed that name here', (host) => {
    expect(gate({ host })).toContain('Host');
  });

  it.each([
    [{ origin: 'https://evil.example' }],
    [{ origin: 'null' }],
    [{ origin: 'http://localhost:4599' }],
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
  ])('keeps out what a browser sends for a page: %j', (headers) => {
    expect(gate({ host: 'localhost:4599', ...headers })).toContain('web pages');
  });

  it('lets in what a person types into the address bar', () => {
    expect(gate({ host: 'localhost:4599', 'sec-fetch-site': 'none' })).toBeNull();
  });
});
