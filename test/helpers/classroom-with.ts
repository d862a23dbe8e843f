import { Classroom, createLab, DEFAULT_WORLD, MemoryRoom, type Ports } from '../../core/index.ts';
import { nodePorts } from '../../core/node/index.ts';

/** A classroom in memory, with the default world as its free lab. */
export async function classroomWith(ports: () => Ports = nodePorts): Promise<Classroom> {
  return Classroom.open(new MemoryRoom(ports), await createLab(ports(), DEFAULT_WORLD));
}
