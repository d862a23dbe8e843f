import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { WORLD_FORMAT } from '../../../core/node/sqlite/world-format.ts';

const WORLDS = new URL('../../vectors/worlds/', import.meta.url);

it('the format of worlds is the fourth, and there is a world of each before it to be opened', () => {
  expect(WORLD_FORMAT).toBe(4);
  for (let format = 1; format < WORLD_FORMAT; format += 1)
    for (const end of ['', '.key'])
      expect(existsSync(new URL(`format-${format}.kmslab${end}`, WORLDS)), `format ${format}${end}`).toBe(true);
});
