import { search } from 'jmespath';
import { sameBytes } from '../crypto/bytes.ts';
import type { Lab } from '../lab/lab.ts';
import type { World } from '../lab/world.ts';
import type { Database } from '../services/rds/database.ts';
import { snapshotStatus as dbSnapshotStatus } from '../services/rds/operations/describe.ts';
import type { PlayedExpectation, PlayedRefusal } from './played-step.ts';
import { ScenarioError } from './scenario-error.ts';
import type { ScenarioExpectation } from './schema.ts';
import { nameOfStore } from './stores.ts';

/** What a step left behind, for its expectation to look at. */
export interface Evidence {
  readonly lab: Lab;
  readonly refusal: PlayedRefusal | null;
  readonly failed: boolean;
  /** The output of the step's command, bytes as base64. */
  readonly output: unknown;
}

type Finding = { readonly expected: string; readonly found: string; readonly held: boolean };

/**
 * Whether a step did what it should. A step that expects nothing expects success. All parts of an expectation must
 * hold; `expected` and `found` tell of the first that doesn't, or of all where they do.
 */
export async function checkExpectation(
  expectation: ScenarioExpectation | undefined,
  evidence: Evidence,
): Promise<PlayedExpectation | null> {
  if (expectation === undefined) {
    if (!evidence.failed) return null;
    return { held: false, expected: 'success', found: shownRefusal(evidence.refusal) };
  }
  const findings = [...(await findingsOf(expectation, evidence))];
  const broken = findings.find(({ held }) => !held);
  if (broken !== undefined) return broken;
  return {
    held: true,
    expected: findings.map(({ expected }) => expected).join('; '),
    found: findings.map(({ found }) => found).join('; '),
  };
}

async function findingsOf(expectation: ScenarioExpectation, evidence: Evidence): Promise<readonly Finding[]> {
  const { error, because, message, output, state, bytes, bill, sameBytes: pair } = expectation;
  const findings: Finding[] = [];
  const thing = state === undefined ? null : stateOf(state, evidence.lab);
  if (state !== undefined && thing !== null) {
    findings.push(compare(`${thing.name} is ${state.is}`, `${thing.name} is ${thing.is}`, thing.is === state.is));
    if (state.message !== undefined) {
      findings.push(contains('its message', state.message, thing.message ?? 'no message'));
    }
  }
  const refused = thing === null ? evidence.refusal : null;
  if (error !== undefined) findings.push(compare(error, shownRefusal(refused), refused?.name === error));
  if (because !== undefined) {
    const found = thing?.because ?? refused?.because ?? 'no refusal';
    findings.push(compare(`because ${because}`, `because ${found}`, found === because));
  }
  if (message !== undefined) findings.push(contains('the message', message, refused?.message ?? 'no refusal'));
  if (thing === null && error === undefined && because === undefined && evidence.failed) {
    findings.push({ held: false, expected: 'success', found: shownRefusal(evidence.refusal) });
  }
  for (const [path, wanted] of Object.entries(output ?? {})) {
    const found = JSON.stringify(search(evidence.output, path) ?? null);
    findings.push(
      compare(`${path} is ${JSON.stringify(wanted)}`, `${path} is ${found}`, found === JSON.stringify(wanted)),
    );
  }
  if (bytes !== undefined) {
    findings.push(await holdsText(evidence.lab, nameOfStore(bytes), bytes.text));
  }
  if (bill !== undefined) findings.push(await costs(evidence.lab, bill));
  if (pair !== undefined) findings.push(await holdTheSame(evidence.lab, pair));
  return findings;
}

/** Whether an account's month costs so much. */
async function costs(lab: Lab, { account, month, total }: NonNullable<ScenarioExpectation['bill']>): Promise<Finding> {
  const owner = [...lab.world.accounts.values()].find(({ name }) => name === account);
  if (owner === undefined) throw new ScenarioError(`a bill is of an account of the world, and ${account} is none`);
  const [bill] = await lab.ask({ type: 'bill', month, accountId: owner.accountId });
  const told = (sum: string) => `${month} costs ${account} ${sum}`;
  return compare(told(total), told(bill?.total ?? 'nothing'), bill?.total === total);
}

function compare(expected: string, found: string, held: boolean): Finding {
  return { expected, found, held };
}

function contains(what: string, part: string, whole: string): Finding {
  return { expected: `${what} holds '${part}'`, found: `${what} is '${whole}'`, held: whole.includes(part) };
}

function shownRefusal(refusal: PlayedRefusal | null): string {
  if (refusal === null) return 'success';
  return refusal.message === ''
    ? `${refusal.name} (${refusal.because})`
    : `${refusal.name} (${refusal.because}): ${refusal.message}`;
}

interface ThingState {
  readonly name: string;
  readonly is: string;
  readonly message: string | null;
  readonly because: string | null;
}

function stateOf(wanted: NonNullable<ScenarioExpectation['state']>, { world }: Lab): ThingState {
  if ('volume' in wanted) {
    const volume = world.volumes.get(wanted.volume);
    const attached = world.attachments.get(wanted.volume)?.machine.context.failure ?? null;
    const failure = volume?.machine.context.failure ?? attached;
    return {
      name: wanted.volume,
      is: volume?.machine.value ?? 'gone',
      message: failure?.message ?? null,
      because: failure?.because ?? null,
    };
  }
  if ('snapshot' in wanted) {
    const machine = world.snapshots.get(wanted.snapshot)?.machine;
    const failure = machine?.machine === 'snapshotCopy' ? machine.context.failure : null;
    const is =
      machine === undefined
        ? 'gone'
        : machine.value === 'completed' || machine.value === 'error'
          ? machine.value
          : 'pending';
    return { name: wanted.snapshot, is, message: failure?.message ?? null, because: failure?.because ?? null };
  }
  if ('database' in wanted) {
    const machine = databaseNamed(world, wanted.database)?.machine;
    const failure = machine?.context.failure ?? null;
    return {
      name: wanted.database,
      is: machine?.value ?? 'gone',
      message: failure?.message ?? null,
      because: failure?.because ?? null,
    };
  }
  if ('dbSnapshot' in wanted) {
    const named = [...world.dbSnapshots.values()].filter(
      ({ arn, dbSnapshotIdentifier }) => arn === wanted.dbSnapshot || dbSnapshotIdentifier === wanted.dbSnapshot,
    );
    const snapshot = named.length === 1 ? named[0] : undefined;
    const failure = snapshot?.machine.context.failure ?? null;
    const is =
      named.length > 1 ? 'the name of more than one' : snapshot === undefined ? 'gone' : dbSnapshotStatus(snapshot);
    return { name: wanted.dbSnapshot, is, message: failure?.message ?? null, because: failure?.because ?? null };
  }
  if ('keyStore' in wanted) {
    const machine = world.keyStores.get(wanted.keyStore)?.machine;
    const message = machine?.context.connectionErrorCode ?? null;
    return { name: wanted.keyStore, is: machine?.value ?? 'gone', message, because: null };
  }
  const key = [...world.keys.values()].find(({ arn, keyId }) => arn === wanted.key || keyId === wanted.key);
  return { name: wanted.key, is: key?.machine.value.lifecycle ?? 'gone', message: null, because: null };
}

async function holdsText(lab: Lab, volume: string, text: string): Promise<Finding> {
  const found = await bytesOf(lab, volume);
  const shown = found instanceof Uint8Array ? new TextDecoder().decode(found) : found;
  return compare(`${volume} holds '${text}'`, `${volume} holds '${shown}'`, shown === text);
}

async function holdTheSame(lab: Lab, [first, second]: readonly [string, string]): Promise<Finding> {
  const [a, b] = [await bytesOf(lab, first), await bytesOf(lab, second)];
  const expected = `${first} and ${second} hold the same bytes`;
  if (!(a instanceof Uint8Array)) return { expected, held: false, found: a };
  if (!(b instanceof Uint8Array)) return { expected, held: false, found: b };
  const held = sameBytes(a, b);
  return {
    expected,
    held,
    found: held ? `the same ${a.length} bytes` : `${a.length} and ${b.length} bytes that differ`,
  };
}

/** The bytes of a volume or a DB instance, read as the root user of its account; or why they can't be read. */
async function bytesOf(lab: Lab, named: string): Promise<Uint8Array | string> {
  return named.startsWith('vol-') ? bytesOfVolume(lab, named) : bytesOfDatabase(lab, named);
}

async function bytesOfDatabase(lab: Lab, named: string): Promise<Uint8Array | string> {
  const database = databaseNamed(lab.world, named);
  if (database === undefined) return `${named} is gone, or the name of more than one`;
  const { arn, accountId, region } = database;
  const as = `arn:aws:iam::${accountId}:root`;
  const read = await lab.act({ type: 'readDatabase', database: arn, as, region });
  if (!read.ok) return `${named} can't be read: ${read.error.name}: ${read.error.message}`;
  return read.bytes ?? new Uint8Array(0);
}

/** A DB instance by its ARN, or by its identifier where no other has the same. */
function databaseNamed({ databases }: Pick<World, 'databases'>, named: string): Database | undefined {
  const found = [...databases.values()].filter(
    ({ arn, dbInstanceIdentifier }) => arn === named || dbInstanceIdentifier === named,
  );
  return found.length === 1 ? found[0] : undefined;
}

async function bytesOfVolume(lab: Lab, volumeId: string): Promise<Uint8Array | string> {
  const volume = lab.world.volumes.get(volumeId);
  if (volume === undefined) return `${volumeId} is gone`;
  const as = `arn:aws:iam::${volume.accountId}:root`;
  const read = await lab.act({ type: 'readVolume', volumeId, as, region: volume.region });
  if (!read.ok) return `${volumeId} can't be read: ${read.error.name}: ${read.error.message}`;
  return read.bytes ?? new Uint8Array(0);
}
