import type { LabClient } from '../../../core/index.ts';
import { Classroom, createLab, DEFAULT_WORLD, MemoryRoom, ReplayStage } from '../../../core/index.ts';
import { nodePorts } from '../../../core/node/index.ts';
import { initialModel, type Size } from '../../../tui/lab/model.ts';
import { type Outside, Session } from '../../../tui/lab/session.ts';
import { KeyReader } from '../../../tui/terminal/keys.ts';
import { fixedPorts } from '../../helpers/fixed-ports.ts';
import { HandTimer } from '../../helpers/hand-timer.ts';

/** Where every test's clock starts. */
export const START = Date.UTC(2026, 0, 1, 9);

/** What the session asked of the terminal. */
export interface Asked {
  readonly copied: string[];
  readonly quits: number[];
  redraws: number;
  suspensions: number;
}

export interface OpenSession {
  readonly session: Session;
  readonly asked: Asked;
  /** Sends what a terminal would, and waits until the lab has done all of it. */
  press(input: string): Promise<void>;
}

/** A session on a real lab, whose clock stands at START, without a screen. */
export async function openSession(size: Size = { columns: 80, rows: 24 }, isAscii = false): Promise<OpenSession> {
  const client = await createLab(nodePorts(), { ...DEFAULT_WORLD, start: START });
  const opened = await sessionOn(async () => client, size, isAscii);
  await opened.session.open();
  return opened;
}

/** A session on a lab in which everything is the same in every run, ciphertexts too. */
export async function openFixedSession(size: Size, isAscii = false): Promise<OpenSession> {
  const client = await createLab(fixedPorts(), { ...DEFAULT_WORLD, start: START });
  const opened = await sessionOn(async () => client, size, isAscii);
  await opened.session.open();
  return opened;
}

/** A session in a classroom, whose free lab has its clock at START. */
export async function openClassroom(size: Size = { columns: 80, rows: 24 }): Promise<OpenSession> {
  const free = await createLab(nodePorts(), { ...DEFAULT_WORLD, start: START });
  const client = await Classroom.open(new MemoryRoom(nodePorts), free);
  const opened = await sessionOn(async () => client, size, false, true);
  await opened.session.open();
  return opened;
}

/** A session on a stage, with lessons, whose free lab has its clock at START, and whose time passes by hand. */
export async function openTheatre(
  size: Size = { columns: 80, rows: 24 },
  isAscii = false,
): Promise<OpenSession & { readonly timer: HandTimer }> {
  const lab = await createLab(fixedPorts(), { ...DEFAULT_WORLD, start: START });
  const timer = new HandTimer();
  const stage = new ReplayStage(lab, { ports: fixedPorts, timer, lab });
  const client = await Classroom.open(new MemoryRoom(fixedPorts), stage);
  const opened = await sessionOn(async () => client, size, isAscii, true);
  await opened.session.open();
  return { ...opened, timer };
}

/** A session that is not open yet, on the lab that `openLab` will give. */
export async function sessionOn(
  openLab: () => Promise<LabClient>,
  size: Size = { columns: 80, rows: 24 },
  isAscii = false,
  hasLessons = false,
): Promise<OpenSession> {
  const asked: Asked = { copied: [], quits: [], redraws: 0, suspensions: 0 };
  const outside: Outside = {
    openLab: async () => ({
      client: await openLab(),
      hasLessons,
      here: { as: 'arn:aws:iam::111122223333:role/admin', region: 'us-east-1' },
    }),
    copy: (text) => {
      asked.copied.push(text);
      return null;
    },
    quit: (exitCode) => asked.quits.push(exitCode),
    redraw: () => {
      asked.redraws += 1;
    },
    suspend: () => {
      asked.suspensions += 1;
    },
  };
  const session = new Session(initialModel(size, isAscii), outside);
  const reader = new KeyReader();
  const press = async (input: string): Promise<void> => {
    for (const key of [...reader.read(input), ...reader.flush()]) session.dispatch({ type: 'pressed', press: key });
    await session.settled();
  };
  return { session, asked, press };
}

/** Names for what keys send. */
export const KEY = {
  enter: '\r',
  esc: '\u001b',
  tab: '\t',
  shiftTab: '\u001b[Z',
  up: '\u001b[A',
  down: '\u001b[B',
  right: '\u001b[C',
  left: '\u001b[D',
  end: '\u001b[F',
  home: '\u001b[H',
  pageDown: '\u001b[6~',
  backspace: '\u007f',
  ctrlC: '\u0003',
  ctrlL: '\u000c',
  ctrlZ: '\u001a',
} as const;
