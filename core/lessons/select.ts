import { search } from 'jmespath';
import type { TrailRow } from '../lab/trail-row.ts';
import type { KeyView, LabView, ObjectView, SnapshotView, VolumeView } from '../lab/world-shapes.ts';
import type {
  CallSelector,
  GrantSelector,
  KeyRef,
  KeySelector,
  ObjectSelector,
  SnapshotSelector,
  VolumeSelector,
} from './check-schema.ts';
import type { Evidence } from './evidence.ts';

/** The keys that a reference means, in the order of their creation. */
export function keysMeant(ref: KeyRef, { keys, view }: Evidence): readonly KeyView[] {
  const selector: KeySelector = typeof ref !== 'string' ? ref : ref.startsWith('alias/') ? { alias: ref } : { id: ref };
  return keys.filter((key) => isMeant(key, selector, view));
}

function isMeant(key: KeyView, wanted: KeySelector, view: LabView): boolean {
  const { alias, id, account, region, spec, usage, state, origin, manager, kind, description } = wanted;
  const { rotation, period, materials, grants } = wanted;
  return (
    (alias === undefined || key.aliases.includes(alias)) &&
    (id === undefined || key.keyId === id || key.keyArn === id) &&
    (account === undefined || key.accountId === accountIdOf(account, view)) &&
    isSame(region, key.region) &&
    isSame(spec, key.keySpec) &&
    isSame(usage, key.keyUsage) &&
    isSame(state, key.keyState) &&
    isSame(origin, key.origin) &&
    isSame(manager, key.keyManager) &&
    isSame(kind, kindOf(key)) &&
    isSame(description, key.description) &&
    (rotation === undefined || key.rotation.isEnabled === (rotation === 'on')) &&
    isSame(period, key.rotation.periodInDays) &&
    (materials === undefined || key.materials.length >= materials) &&
    isSame(grants, key.grants.length)
  );
}

/** What it is of the keys of several Regions. */
export function kindOf({ multiRegion }: KeyView): NonNullable<KeySelector['kind']> {
  if (multiRegion === null) return 'single';
  return multiRegion.isReplica ? 'replica' : 'primary';
}

/** Rows of the trail that are meant, oldest first. */
export function rowsMeant(wanted: CallSelector, evidence: Evidence): readonly TrailRow[] {
  const { trail, stepTrail, wholeTrail } = evidence;
  const rows = wanted.setUp === true ? wholeTrail : wanted.inStep === true ? stepTrail : trail;
  return rows.filter((row) => isRowMeant(row, wanted, evidence));
}

function isRowMeant(row: TrailRow, wanted: CallSelector, evidence: Evidence): boolean {
  const { record } = row;
  const { operation, by, account, region, key, context, via, error, because, parameters } = wanted;
  const asked = { ...row.asked?.parameters, ...record.requestParameters };
  const operations = typeof operation === 'string' ? [operation] : operation;
  return (
    operations.includes(record.eventName) &&
    (by === undefined || callerOf(row, evidence.view) === by) &&
    (account === undefined || record.recipientAccountId === accountIdOf(account, evidence.view)) &&
    isSame(region, record.awsRegion) &&
    (key === undefined || isAbout(row, key, evidence)) &&
    (context === undefined || hasPairs(contextOf(asked), context)) &&
    (via === undefined || record.userIdentity.invokedBy?.startsWith(`${via}.`) === true) &&
    (error === undefined
      ? record.errorCode === undefined
      : error === 'any'
        ? record.errorCode !== undefined
        : record.errorCode?.replace(/^Client\./, '') === error) &&
    isSame(because, row.because) &&
    (parameters === undefined || hasPairs(asked, parameters))
  );
}

/** Who made a call, as the lab names principals: `ops/role/app`; null for services, and for callers of other accounts. */
export function callerOf({ record: { userIdentity } }: TrailRow, view: LabView): string | null {
  const arn = userIdentity.sessionContext?.sessionIssuer?.arn ?? userIdentity.arn;
  return view.principals.find((principal) => principal.arn === arn)?.label ?? null;
}

/** Of a key that is gone only the trail knows. */
function isAbout({ record }: TrailRow, ref: KeyRef, evidence: Evidence): boolean {
  const arns = new Set(keysMeant(ref, evidence).map(({ keyArn }) => keyArn));
  const named = (record.resources ?? []).map(({ ARN }) => ARN);
  return named.some((arn) => arns.has(arn) || (typeof ref === 'string' && (arn === ref || arn.endsWith(`/${ref}`))));
}

/** The encryption context of a call; of ReEncrypt, the source's. */
function contextOf(parameters: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const context = parameters.encryptionContext ?? parameters.sourceEncryptionContext;
  return typeof context === 'object' && context !== null ? { ...context } : {};
}

function hasPairs(found: Readonly<Record<string, unknown>>, wanted: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(wanted).every(([name, value]) => JSON.stringify(found[name]) === JSON.stringify(value));
}

/** A grant, and the key that it is on. */
export interface MeantGrant {
  readonly grantId: string;
  readonly keyArn: string;
}

/** Grants that are meant. */
export function grantsMeant({ key, grantee, operations }: GrantSelector, evidence: Evidence): readonly MeantGrant[] {
  const keys = key === undefined ? evidence.keys : keysMeant(key, evidence);
  const arn = grantee === undefined ? undefined : arnOf(grantee, evidence.view);
  return keys.flatMap(({ keyArn, grants }) =>
    grants
      .filter(
        (grant) =>
          isSame(arn, grant.granteePrincipal) && (operations ?? []).every((one) => grant.operations.includes(one)),
      )
      .map(({ grantId }) => ({ grantId, keyArn })),
  );
}

export function volumesMeant(wanted: VolumeSelector, evidence: Evidence): readonly VolumeView[] {
  const { id, account, region, state, key, snapshot } = wanted;
  return evidence.view.volumes.filter(
    (volume) =>
      isSame(id, volume.volumeId) &&
      isSame(accountIdOf(account, evidence.view), volume.accountId) &&
      isSame(region, volume.region) &&
      isSame(state, volume.state) &&
      isSame(snapshot, volume.snapshotId) &&
      isUnder(volume.kmsKeyArn, key, evidence),
  );
}

export function snapshotsMeant(wanted: SnapshotSelector, evidence: Evidence): readonly SnapshotView[] {
  const { id, account, region, state, key, isCopy, sharedWith } = wanted;
  const partner = accountIdOf(sharedWith, evidence.view);
  return evidence.view.snapshots.filter(
    (snapshot) =>
      isSame(id, snapshot.snapshotId) &&
      isSame(accountIdOf(account, evidence.view), snapshot.accountId) &&
      isSame(region, snapshot.region) &&
      isSame(state, snapshot.state) &&
      isSame(isCopy, snapshot.copiedFrom !== null) &&
      (partner === undefined || snapshot.sharedWith.includes(partner)) &&
      isUnder(snapshot.kmsKeyArn, key, evidence),
  );
}

export function objectsMeant(wanted: ObjectSelector, evidence: Evidence): readonly ObjectView[] {
  const { bucket, name, encryption, key } = wanted;
  return evidence.view.objects.filter(
    (object) =>
      isSame(bucket, object.bucket) &&
      isSame(name, object.key) &&
      isSame(encryption, object.encryption) &&
      isUnder(object.kmsKeyArn, key, evidence),
  );
}

/** Whether a thing is encrypted under a key that is meant; any will do where none is. */
function isUnder(keyArn: string | null, ref: KeyRef | undefined, evidence: Evidence): boolean {
  return ref === undefined || keysMeant(ref, evidence).some((key) => key.keyArn === keyArn);
}

/** What a JMESPath finds in the view. */
export function viewed(path: string, { view }: Evidence): unknown {
  return search(view, path);
}

/** The id of an account by its name; what has no such name is an id itself. */
export function accountIdOf<T extends string | undefined>(name: T, { accounts }: LabView): T | string {
  return accounts.find((account) => account.name === name)?.accountId ?? name;
}

/** The ARN of a principal by its label. */
export function arnOf(label: string, { principals }: LabView): string {
  return principals.find((principal) => principal.label === label)?.arn ?? label;
}

/** What is not asked for is right as it is. */
function isSame<T>(wanted: T | undefined, found: T): boolean {
  return wanted === undefined || wanted === found;
}
