import type { Lesson } from './schema.ts';

/** The lessons, in the order of the course. The bundler puts each in a file of its own. */
const FILES = {
  'never-leaves': () => import('./never-leaves.yaml?raw'),
  envelope: () => import('./envelope.yaml?raw'),
  secrets: () => import('./secrets.yaml?raw'),
  'whose-key': () => import('./whose-key.yaml?raw'),
  services: () => import('./services.yaml?raw'),
  'key-pairs': () => import('./key-pairs.yaml?raw'),
  'key-policy': () => import('./key-policy.yaml?raw'),
  grants: () => import('./grants.yaml?raw'),
  'cross-account': () => import('./cross-account.yaml?raw'),
  audit: () => import('./audit.yaml?raw'),
  rotation: () => import('./rotation.yaml?raw'),
  imported: () => import('./imported.yaml?raw'),
  'off-and-gone': () => import('./off-and-gone.yaml?raw'),
  'snapshot-copy': () => import('./snapshot-copy.yaml?raw'),
  'snapshot-share': () => import('./snapshot-share.yaml?raw'),
  'multi-region': () => import('./multi-region.yaml?raw'),
} as const;

/** Ids of the lessons, in their order. */
export const LESSON_IDS: readonly string[] = Object.keys(FILES);

/** A lesson with its place in the course. */
export interface BundledLesson {
  readonly id: string;
  /** From 1. */
  readonly number: number;
  readonly lesson: Lesson;
}

const READ = new Map<string, BundledLesson>();

/** A lesson of the course, read once. @throws {Error} when there is none of that id */
export async function bundledLesson(id: string): Promise<BundledLesson> {
  const read = READ.get(id);
  if (read !== undefined) return read;
  if (!Object.hasOwn(FILES, id)) throw new Error(`no lesson '${id}'`);
  const [{ default: text }, { parseLesson }] = await Promise.all([
    FILES[id as keyof typeof FILES](),
    import('./parse-lesson.ts'),
  ]);
  const bundled = { id, number: LESSON_IDS.indexOf(id) + 1, lesson: parseLesson(text, `${id}.yaml`) };
  READ.set(id, bundled);
  return bundled;
}
