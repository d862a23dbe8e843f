import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BUNDLED_SCENARIOS, bundledLesson, LESSON_IDS } from '../../core/index.ts';
import { FACT_LIST } from '../../core/lessons/fact-list.ts';

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

/** The rows of the table whose head begins so, cell by cell. */
function tableUnder(head: string): readonly (readonly string[])[] {
  const lines = README.split('\n');
  const start = lines.findIndex((text) => text.replaceAll(/\s+/g, ' ').startsWith(head));
  expect(start, head).toBeGreaterThan(0);
  const end = lines.findIndex((text, at) => at > start && !text.startsWith('|'));
  return lines.slice(start + 2, end).map((text) =>
    text
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

describe("the README's tables of the course", () => {
  it('has every lesson, in its order', async () => {
    const lessons = await Promise.all(LESSON_IDS.map(bundledLesson));
    expect(lessons).toHaveLength(16);
    expect(tableUnder('| # | lesson')).toEqual(
      lessons.map(({ number, id, lesson }) => [
        String(number),
        lesson.title,
        `\`${id}\``,
        String(lesson.minutes),
        lesson.corrects[0]?.belief,
      ]),
    );
  });

  it('has every fact of the list, taught by the lessons that say so, and by at least one', async () => {
    const lessons = await Promise.all(LESSON_IDS.map(bundledLesson));
    const rows = tableUnder('| fact | lessons');
    expect(rows.map(([fact]) => fact)).toEqual(Object.values(FACT_LIST));
    for (const [at, id] of (Object.keys(FACT_LIST) as (keyof typeof FACT_LIST)[]).entries()) {
      const teaching = lessons.filter(({ lesson }) => lesson.facts.includes(id)).map(({ number }) => number);
      expect(teaching.length, id).toBeGreaterThan(0);
      expect(rows[at]?.[1], id).toBe(teaching.join(', '));
    }
  });

  it('shows every fact in at least one scenario, and names only those that there are', () => {
    for (const [fact, , scenarios = ''] of tableUnder('| fact | lessons')) {
      for (const name of scenarios.split(', ')) expect(BUNDLED_SCENARIOS, fact).toContain(name);
    }
  });
});
