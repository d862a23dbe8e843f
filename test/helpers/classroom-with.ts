import {
  Classroom,
  createLab,
  DEFAULT_WORLD,
  type Lab,
  MemoryRoom,
  type Ports,
  ReplayStage,
} from '../../core/index.ts';
import { nodePorts } from '../../core/node/index.ts';
import { HandTimer } from './hand-timer.ts';

/** A classroom in memory, with the default world as its free lab. */
export async function classroomWith(ports: () => Ports = nodePorts): Promise<Classroom> {
  return classroomOver(await createLab(ports(), DEFAULT_WORLD), ports);
}

/** Replays, and lessons in memory, beside a lab. */
export function classroomOver(lab: Lab, ports: () => Ports = nodePorts): Promise<Classroom> {
  return Classroom.open(new MemoryRoom(ports), new ReplayStage(lab, { ports, timer: new HandTimer(), lab }));
}
