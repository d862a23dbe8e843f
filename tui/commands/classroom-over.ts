import type { Classroom, LabClient } from '../../core/index.ts';
import { UsageError } from './usage-error.ts';

/** Where a learner's progress lies: in a folder of this user, a profile of it, or beside a world file. */
export interface Learner {
  readonly profile?: string | undefined;
  readonly world?: string | undefined;
}

/** The learner of a command's options. */
export function learnerOf({ profile, world }: Readonly<Record<string, string | boolean | undefined>>): Learner {
  return {
    ...(typeof profile === 'string' && { profile }),
    ...(typeof world === 'string' && { world }),
  };
}

/** The lessons of a learner, beside a free lab. @throws {UsageError} for progress that can't be read, or a bad name */
export async function classroomOver(free: LabClient, { profile, world }: Learner): Promise<Classroom> {
  const [{ Classroom: Room, LabError }, { FileRoom, lessonFolder }] = await Promise.all([
    import('../../core/index.ts'),
    import('../../core/node/index.ts'),
  ]);
  try {
    const room = world === undefined ? FileRoom.inFolder(lessonFolder(process.env, profile)) : FileRoom.inFile(world);
    return await Room.open(room, free);
  } catch (error) {
    if (error instanceof LabError) throw new UsageError(error.message);
    throw error;
  }
}
