import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { launchTargets } from '../../main/launch-targets.ts';

it('a command line names worlds and links; switches, the program and its folder are neither', () => {
  const argv = [
    '/opt/kmslab/kmslab',
    '--no-sandbox',
    '.',
    'labs/shop.kmslab',
    '/abs/Bank.KMSLAB',
    '--file=x.kmslab',
    'kmslab://learn/7',
    'KMSLAB://key/orders',
    'kmslab://key/x.kmslab',
    'notes.txt',
    'https://example.com/',
  ];
  expect(launchTargets(argv, '/home/ann')).toEqual({
    files: [resolve('/home/ann', 'labs/shop.kmslab'), resolve('/abs/Bank.KMSLAB')],
    links: ['kmslab://learn/7', 'KMSLAB://key/orders', 'kmslab://key/x.kmslab'],
  });
  expect(launchTargets(['electron'], '/')).toEqual({ files: [], links: [] });
});
