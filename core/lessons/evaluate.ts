import { fromUtf8, sameBytes } from '../crypto/bytes.ts';
import { LabError } from '../lab/lab-error.ts';
import { OutsideCryptoError } from '../laptop/outside-crypto.ts';
import { webOutsideCrypto } from '../laptop/web-outside-crypto.ts';
import { parseTime } from '../scenarios/parse-time.ts';
import { saysOf } from './check-says.ts';
import type { CallSelector, Check } from './check-schema.ts';
import type { Evidence } from './evidence.ts';
import {
  accountIdOf,
  grantsMeant,
  keysMeant,
  objectsMeant,
  rowsMeant,
  snapshotsMeant,
  viewed,
  volumesMeant,
} from './select.ts';

/** Whether something is so, and what was found where it isn't. */
export interface Finding {
  readonly ok: boolean;
  /** What is looked for, in a few plain words. */
  readonly says: string;
  /** What is so instead; null where that says nothing. */
  readonly found: string | null;
}

/** A check with its parts: those of `all`, or itself alone. */
export async function findingsOf(check: Check, evidence: Evidence): Promise<readonly Finding[]> {
  if (check.all === undefined) return [await evaluate(check, evidence)];
  return Promise.all(check.all.map((part) => evaluate(part, evidence)));
}

/** Whether a check holds, with nothing changed. */
export async function evaluate(check: Check, evidence: Evidence): Promise<Finding> {
  const { ok, found } = await verdictOn(check, evidence);
  return { ok, says: saysOf(check), found: ok ? null : found };
}

interface Verdict {
  readonly ok: boolean;
  readonly found: string | null;
}

async function verdictOn(check: Check, evidence: Evidence): Promise<Verdict> {
  if (check.called !== undefined) return called(check.called, evidence);
  if (check.key !== undefined) {
    const { count, ...wanted } = check.key;
    return counted(keysMeant(wanted, evidence).length, count);
  }
  if (check.grant !== undefined) return counted(grantsMeant(check.grant, evidence).length, check.grant.count);
  if (check.volume !== undefined) return counted(volumesMeant(check.volume, evidence).length, check.volume.count);
  if (check.snapshot !== undefined) {
    return counted(snapshotsMeant(check.snapshot, evidence).length, check.snapshot.count);
  }
  if (check.object !== undefined) return counted(objectsMeant(check.object, evidence).length, check.object.count);
  if (check.allowed !== undefined) return allowed(check.allowed, evidence);
  if (check.bill !== undefined) return billed(check.bill, evidence);
  if (check.file !== undefined) return file(check.file, evidence);
  if (check.signature !== undefined) return signed(check.signature, evidence);
  if (check.clock !== undefined) return passed(check.clock.after, evidence);
  if (check.view !== undefined) return { ok: viewed(check.view, evidence) === true, found: null };
  if (check.not !== undefined) return { ok: !(await evaluate(check.not, evidence)).ok, found: null };
  if (check.any !== undefined) return anyOf(check.any, evidence);
  return allOf(check.all ?? [], evidence);
}

async function anyOf(checks: readonly Check[], evidence: Evidence): Promise<Verdict> {
  const findings = await Promise.all(checks.map((check) => evaluate(check, evidence)));
  return { ok: findings.some(({ ok }) => ok), found: findings.find(({ found }) => found !== null)?.found ?? null };
}

async function allOf(checks: readonly Check[], evidence: Evidence): Promise<Verdict> {
  const findings = await Promise.all(checks.map((check) => evaluate(check, evidence)));
  const open = findings.filter(({ ok }) => !ok);
  return { ok: open.length === 0, found: open.find(({ found }) => found !== null)?.found ?? null };
}

function counted(found: number, count: number | undefined): Verdict {
  if (count === undefined) return { ok: found > 0, found: null };
  const there = `there ${found === 1 ? 'is' : 'are'}`;
  return {
    ok: found === count,
    found: count === 0 ? `${there} still ${found}` : `${there} ${found}, expected ${count}`,
  };
}

function called({ count, atLeast = 1, ...wanted }: NonNullable<Check['called']>, evidence: Evidence): Verdict {
  const { length } = isDoneSince(wanted, evidence) ? [] : rowsMeant(wanted, evidence);
  if (count !== undefined)
    return {
      ok: length === count,
      found: `there ${length === 1 ? 'is 1 such call' : `are ${length} such calls`}, expected ${count}`,
    };
  if (length >= atLeast) return { ok: true, found: null };
  return { ok: false, found: otherAnswer(wanted, evidence) };
}

/** Whether a call that was refused, and whose refusals are looked for, has succeeded since. */
function isDoneSince({ error, because: _, ...asked }: CallSelector, evidence: Evidence): boolean {
  if (!evidence.forgives || error === undefined) return false;
  const done = rowsMeant(asked, evidence).at(-1);
  const refused = rowsMeant({ ...asked, error: 'any' }, evidence).at(-1);
  return done !== undefined && refused !== undefined && evidence.trail.indexOf(done) > evidence.trail.indexOf(refused);
}

/** How the same call was answered in this step, where it was made and not answered as it should have been. */
function otherAnswer(wanted: CallSelector, evidence: Evidence): string | null {
  const { error: _, because: __, setUp: ___, ...asked } = wanted;
  const call = { ...asked, inStep: true };
  const refused = rowsMeant({ ...call, error: 'any' }, evidence).at(-1);
  if (refused !== undefined) return `the last one was refused: ${refused.record.errorCode ?? ''}`;
  return rowsMeant(call, evidence).length > 0 ? 'the last one succeeded' : null;
}

async function allowed(
  { as, action, key, context, via, is = true }: NonNullable<Check['allowed']>,
  evidence: Evidence,
): Promise<Verdict> {
  const meant = keysMeant(key, evidence).at(-1);
  if (meant === undefined) return { ok: false, found: 'there is no such key' };
  try {
    const why = await evidence.lab.ask({
      type: 'whyIf',
      as,
      action,
      key: meant.keyArn,
      ...(context === undefined ? {} : { encryptionContext: context }),
      ...(via === undefined ? {} : { via }),
    });
    return { ok: (why.verdict === 'allowed') === is, found: reasonIn(why.summary) };
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    return { ok: false, found: error.message };
  }
}

/** What an explanation says behind its verdict, which the check itself has said already. */
function reasonIn(summary: string): string {
  return summary.replace(/^(?:Denied|Allowed): .+? on \S+\.\s+(?=\S)/, '');
}

async function billed(wanted: NonNullable<Check['bill']>, { lab, view }: Evidence): Promise<Verdict> {
  const { account, month, keys, atLeast, keyCents, rotations } = wanted;
  const accountId = accountIdOf(account, view);
  try {
    const [bill] = await lab.ask({ type: 'bill', accountId, ...(month === undefined ? {} : { month }) });
    const ofKeys = (bill?.lines ?? []).filter(({ charge }) => charge === 'keys');
    const found = {
      keys: ofKeys.reduce((sum, { behind }) => sum + behind.length, 0),
      keyCents: Math.round(ofKeys.reduce((sum, { microDollars }) => sum + microDollars, 0) / 10_000),
      rotations: (bill?.lines ?? []).filter(({ charge }) => charge === 'rotations').flatMap(({ behind }) => behind)
        .length,
    };
    const ok =
      (keys === undefined || keys === found.keys) &&
      (atLeast === undefined || found.keys >= atLeast) &&
      (keyCents === undefined || keyCents === found.keyCents) &&
      (rotations === undefined || rotations === found.rotations);
    const keysBilled = `${found.keys} ${found.keys === 1 ? 'key' : 'keys'} for ${inDollars(found.keyCents)}`;
    return { ok, found: `the bill of ${bill?.month ?? month} has ${keysBilled}` };
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    return { ok: false, found: error.message };
  }
}

function inDollars(cents: number): string {
  return `$${(cents / 100).toFixed(2)}`;
}

function file(
  { name, sameAs, holds, isGone, isText }: NonNullable<Check['file']>,
  { lab: { files } }: Evidence,
): Verdict {
  if (isGone === true) {
    const bytes = files.get(name ?? '');
    return { ok: bytes === undefined || bytes.length === 0, found: `${name} still holds ${bytes?.length ?? 0} bytes` };
  }
  const model = sameAs === undefined ? null : files.get(sameAs);
  const fits = (bytes: Uint8Array): boolean =>
    (model === null || (model !== undefined && sameBytes(bytes, model))) &&
    (holds === undefined || textOf(bytes)?.includes(holds) === true) &&
    (isText === undefined || (textOf(bytes) !== null) === isText);
  if (name === undefined) {
    return { ok: [...files].some(([other, bytes]) => other !== sameAs && fits(bytes)), found: null };
  }
  const bytes = files.get(name);
  if (bytes === undefined) return { ok: false, found: null };
  return { ok: fits(bytes), found: misfit({ name, sameAs, isText }, textOf(bytes) !== null) };
}

function misfit({ name, sameAs, isText }: NonNullable<Check['file']>, foundText: boolean): string | null {
  if (sameAs !== undefined) return `${name} differs from ${sameAs}`;
  if (isText === undefined || isText === foundText) return null;
  return isText ? `${name} holds bytes that are no text` : `${name} holds text: JSON, or Base64`;
}

/** Asked of WebCrypto, and not of KMS: nothing of it is to stand in the trail. */
async function signed(
  { of, in: signature, by }: NonNullable<Check['signature']>,
  { lab: { files, subtle } }: Evidence,
): Promise<Verdict> {
  const [signedFile, signatureFile, keyFile] = [files.get(of), files.get(signature), files.get(by)];
  if (signedFile === undefined || signatureFile === undefined || keyFile === undefined)
    return { ok: false, found: null };
  try {
    const ok = await webOutsideCrypto(subtle).verify(
      new Uint8Array(keyFile),
      new Uint8Array(signatureFile),
      new Uint8Array(signedFile),
    );
    return { ok, found: `the signature in ${signature} is not one of ${of}` };
  } catch (error) {
    if (!(error instanceof OutsideCryptoError)) throw error;
    return { ok: false, found: `${by} holds ${error.message}` };
  }
}

/** Null for bytes that are no text. */
function textOf(bytes: Uint8Array): string | null {
  try {
    return fromUtf8(bytes);
  } catch {
    return null;
  }
}

function passed(after: string, { view, startedAt }: Evidence): Verdict {
  const time = parseTime(after);
  return { ok: time.type === 'by' && view.now - startedAt >= time.ms, found: null };
}
