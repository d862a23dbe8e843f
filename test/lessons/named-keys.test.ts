import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { GENERAL_KEYS, TOPIC_KEYS } from '../../tui/lab/keymap.ts';

const FOLDER = new URL('../../core/lessons/', import.meta.url);
const KEYS = new Set([...GENERAL_KEYS, ...TOPIC_KEYS.lesson.keys].flatMap(({ keys }) => keys.split(' ')));

it.each(readdirSync(FOLDER).filter((name) => name.endsWith('.yaml')))(
  '%s sends nobody to a key that is none',
  (name) => {
    const text = readFileSync(new URL(name, FOLDER), 'utf8');
    // `a` is a word, too.
    const named = [...text.matchAll(/\b(?:with|press) ([b-zA-Z])\b(?![/-])/g)].map(([, key = '']) => key);
    expect(named.filter((key) => !KEYS.has(key))).toEqual([]);
  },
);
