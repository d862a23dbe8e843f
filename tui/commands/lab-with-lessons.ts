import type { Lab, LabClient, ReplayStage, ScenarioRecorder } from '../../core/index.ts';
import type { Here } from '../lab/model.ts';
import { classroomOver, type Learner } from './classroom-over.ts';

/** A lesson to take up at once. */
export interface FirstLesson {
  /** Null for the one that was in hand last, or the first. */
  readonly lesson: string | null;
  readonly isAnew: boolean;
}

/** The lab that is free to do anything in. */
export interface FreeLab {
  readonly lab: Lab;
  /** The lab itself, or what records it. */
  readonly client: LabClient;
  readonly here: Here;
  /** What has written down all that was done in it; null, or left out, where nothing has. */
  readonly recorder?: ScenarioRecorder | null;
}

/** A lab with replays and the lessons of this user beside it. Close it when the lab is left: the world of a lesson is let go then. */
export interface LabAtLesson {
  readonly client: LabClient;
  readonly stage: ReplayStage;
  readonly here: Here;
  readonly hasLessons: true;
  close(): Promise<void>;
}

/** Puts replays, the lessons of this user and a workshop for more of them beside a lab. @throws {Error} in the lab's words, where there is no such lesson */
export async function labWithLessons(
  free: FreeLab,
  first: FirstLesson | null,
  learner: Learner = {},
): Promise<LabAtLesson> {
  const [{ ReplayStage: Stage, WorkshopClient }, { nodePorts, nodeTimer }] = await Promise.all([
    import('../../core/index.ts'),
    import('../../core/node/index.ts'),
  ]);
  const stage = new Stage(free.client, { ports: nodePorts, timer: nodeTimer, lab: free.lab });
  const classroom = await classroomOver(stage, learner);
  const close = async (): Promise<void> => {
    stage.close();
    await classroom.close();
  };
  const { recorder = null } = free;
  const past = () => recorder?.scenario('My lab') ?? null;
  const client = new WorkshopClient(classroom, { ports: nodePorts, past });
  const opened = { client, stage, hasLessons: true, close } as const;
  if (first === null) return { ...opened, here: free.here };
  const does = first.isAnew ? 'restart' : 'start';
  const outcome = await classroom.act({ type: 'lesson', does, lesson: first.lesson ?? classroom.current ?? '1' });
  if (!outcome.ok) throw new Error(outcome.error.message);
  if (outcome.lesson == null) throw new Error('no lesson is in hand');
  return { ...opened, here: { as: outcome.lesson.here.as, region: outcome.lesson.here.region } };
}
