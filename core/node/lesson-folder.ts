import { homedir } from 'node:os';
import { join } from 'node:path';
import { LabError } from '../lab/lab-error.ts';

/**
 * The folder of this user's lessons: `KMSLAB_LESSONS`, or `kmslab/lessons` in the folder for data of users; of a profile
 * with a name of its own, `kmslab/profiles/NAME` there. The name is the argument, or `KMSLAB_PROFILE`.
 * @throws {LabError} for a name that could lead out of the folder of profiles
 * Source: XDG Base Directory Specification, XDG_DATA_HOME.
 */
export function lessonFolder(env: NodeJS.ProcessEnv = process.env, profile = env.KMSLAB_PROFILE ?? ''): string {
  if (profile !== '' && !/^[\w][\w.-]{0,63}$/.test(profile)) {
    throw new LabError(`expected a profile's name of letters, digits, '-', '_' and '.', got '${profile}'`);
  }
  const data = env.XDG_DATA_HOME ? env.XDG_DATA_HOME : join(homedir(), '.local', 'share');
  const folder = env.KMSLAB_LESSONS ? env.KMSLAB_LESSONS : join(data, 'kmslab', 'lessons');
  return profile === '' ? folder : join(folder, '..', 'profiles', profile);
}
