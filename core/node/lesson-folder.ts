import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The folder of this user's lessons: `KMSLAB_LESSONS`, or `kmslab/lessons` in the folder for data of users.
 * Source: XDG Base Directory Specification, XDG_DATA_HOME.
 */
export function lessonFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env.KMSLAB_LESSONS) return env.KMSLAB_LESSONS;
  const data = env.XDG_DATA_HOME ? env.XDG_DATA_HOME : join(homedir(), '.local', 'share');
  return join(data, 'kmslab', 'lessons');
}
