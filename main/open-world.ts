import { basename } from 'node:path';
import {
  beginningOf,
  Classroom,
  createLab,
  DEFAULT_WORLD,
  type Lab,
  type LabClient,
  LabError,
  type LessonRoom,
  labelIn,
  ReplayStage,
  recordingClient,
  ScenarioRecorder,
  WorkshopClient,
} from '../core/index.ts';
import {
  FileRoom,
  type Keychain,
  lessonFolder,
  lockRootKey,
  nodePorts,
  nodeTimer,
  openWorldFile,
  type RootKeyPlace,
  rootKeyPlace,
  saveWorldFile,
  unlockRootKey,
} from '../core/node/index.ts';
import { MovingClient } from './moving-client.ts';
import { WorldEndpoint } from './world-endpoint.ts';

/** Where the names of world files end. */
export const WORLD_FILE = '.kmslab';

/** A lab in this process. `letGo` keeps everything at once, for a process that has no time to close the lab. */
interface Opened {
  readonly lab: Lab;
  readonly letGo: () => void;
}

/** A lab with its replays and lessons around it, and a workshop for more of them. */
interface Parts extends Opened {
  readonly stage: ReplayStage;
  readonly classroom: Classroom;
  readonly client: LabClient;
}

/** A world that is open in the app: in memory, or in a file that nobody else writes meanwhile. Windows share its client. */
export class OpenWorld {
  readonly client: LabClient;
  readonly #client: MovingClient;
  readonly #room: LessonRoom;
  #parts: Parts;
  #file: string | null;
  #endpoint: WorldEndpoint | null = null;
  readonly #letGo = () => this.#parts.letGo();

  /** A new default world in memory. */
  static async inMemory(): Promise<OpenWorld> {
    const lab = await createLab(nodePorts(), DEFAULT_WORLD);
    // Written down from its beginning: a lesson can be built that begins as it stands.
    const recorder = new ScenarioRecorder(beginningOf(DEFAULT_WORLD, lab.now), labelIn(lab));
    const room = usersRoom();
    return new OpenWorld(await partsOf({ lab, letGo: () => undefined }, room, recorder), null, room);
  }

  /**
   * @param keychain - opens a root key that is locked to it
   * @throws {LabError} in one line, where the file can't be opened as a world
   */
  static async inFile(
    file: string,
    { room = usersRoom(), keychain = null }: { readonly room?: LessonRoom; readonly keychain?: Keychain | null } = {},
  ): Promise<OpenWorld> {
    const opened = await openWorldFile(file, { missing: 'refuse', keychain });
    return new OpenWorld(await partsOf(opened, room), file, room);
  }

  /** A lab in memory that is there already. */
  static async of(lab: Lab, room: LessonRoom): Promise<OpenWorld> {
    return new OpenWorld(await partsOf({ lab, letGo: () => undefined }, room), null, room);
  }

  private constructor(parts: Parts, file: string | null, room: LessonRoom) {
    this.#room = room;
    this.#parts = parts;
    this.#file = file;
    this.#client = new MovingClient(parts.client);
    this.client = this.#client;
    process.once('exit', this.#letGo);
  }

  /** Path of the world's file; null in memory. */
  get file(): string | null {
    return this.#file;
  }

  /** Where its root key is; null in memory, and where the key's file has gone meanwhile. */
  get rootKeyAt(): RootKeyPlace | null {
    try {
      return this.#file === null ? null : rootKeyPlace(this.#file);
    } catch {
      return null;
    }
  }

  /** What a window calls it. */
  get name(): string {
    return this.#file === null ? 'World in memory' : basename(this.#file, WORLD_FILE);
  }

  /** What serves the world to AWS's clients; null while nothing does. */
  get endpoint(): WorldEndpoint | null {
    return this.#endpoint;
  }

  /**
   * Serves the world itself, whatever lesson or replay its windows show.
   * @throws {LabError} where no port can be had
   */
  async startEndpoint(): Promise<void> {
    if (this.#endpoint !== null) return;
    const { lab } = this.#parts;
    const [first] = (await lab.ask({ type: 'view' })).principals;
    if (first === undefined) throw new LabError('this world has nobody to act as');
    this.#endpoint = await WorldEndpoint.start(lab, first.arn, 'us-east-1');
  }

  async stopEndpoint(): Promise<void> {
    const endpoint = this.#endpoint;
    this.#endpoint = null;
    await endpoint?.stop();
  }

  /** Whether something was done here that ends with the app. */
  async isAtRisk(): Promise<boolean> {
    if (this.#file !== null) return false;
    const { lab, stage } = this.#parts;
    if (stage.liveLab !== lab) return true;
    return lab.depth > 0 || (await lab.ask({ type: 'trail', limit: 1 })).length > 0;
  }

  /**
   * Saves the world as a new file, and goes on in that. What was continued from a replay is saved as it is there.
   * @throws {LabError} where it can't be saved; then everything is as it was
   */
  async saveAs(file: string): Promise<void> {
    const before = this.#parts;
    if ((await before.classroom.ask({ type: 'lesson' })) !== null) {
      throw new LabError('a lesson is in hand, and a lesson keeps itself: go back to your lab to save that');
    }
    if ((await before.stage.ask({ type: 'replay' })).on !== null) {
      throw new LabError('a replay is on: close it, or continue from here, to save the world');
    }
    if ((await before.client.ask({ type: 'draft' })) !== null) {
      throw new LabError('a lesson is being built: leave it, to save the world');
    }
    const saved = await saveWorldFile(before.stage.liveLab ?? before.lab, file);
    const isServed = this.#endpoint !== null;
    await this.stopEndpoint(); // its credentials are of the root key that it was made with
    this.#parts = await partsOf(saved, this.#room);
    this.#file = file;
    this.#client.moveTo(this.#parts.client);
    await closeParts(before);
    if (isServed) await this.startEndpoint();
  }

  /** Locks the root key to a keychain: a terminal can't open the world then. @throws {LabError} */
  lockRootKey(keychain: Keychain): void {
    lockRootKey(this.#fileWithKey(), keychain);
  }

  /** Has the root key as it is in the file beside the world again. @throws {LabError} */
  unlockRootKey(keychain: Keychain): void {
    unlockRootKey(this.#fileWithKey(), keychain);
  }

  #fileWithKey(): string {
    if (this.#file === null) throw new LabError('a world in memory has no root key file: save the world first');
    return this.#file;
  }

  /** Keeps everything, and lets go of the file. */
  async close(): Promise<void> {
    await this.stopEndpoint();
    await closeParts(this.#parts);
    process.off('exit', this.#letGo);
  }
}

/** The lessons of this user, which are the same here and in the terminal. */
function usersRoom(): LessonRoom {
  return FileRoom.inFolder(lessonFolder());
}

/** @param recorder - has written down all that was done in the lab; null where nothing has */
async function partsOf(
  { lab, letGo }: Opened,
  room: LessonRoom,
  recorder: ScenarioRecorder | null = null,
): Promise<Parts> {
  const free = recorder === null ? lab : recordingClient(lab, recorder);
  const stage = new ReplayStage(free, { ports: nodePorts, timer: nodeTimer, lab });
  const classroom = await Classroom.open(room, stage);
  const past = () => recorder?.scenario('My lab') ?? null;
  const client = new WorkshopClient(classroom, { ports: nodePorts, past });
  return { lab, letGo, stage, classroom, client };
}

async function closeParts({ lab, stage, classroom }: Parts): Promise<void> {
  stage.close();
  await classroom.close();
  await lab.close();
}
