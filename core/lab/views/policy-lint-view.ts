import { type PolicyPlaces, policyPlaces, rangeOf, type TextRange } from '../../access/lint/policy-places.ts';
import { policyWarnings } from '../../access/lint/policy-warnings.ts';
import { locksOutCaller } from '../../access/lockout.ts';
import type { CompiledPolicy } from '../../access/policy.ts';
import { parseDocument } from '../../access/policy-document.ts';
import { PolicyError, type PolicyErrorPlace } from '../../access/policy-error.ts';
import { readJson } from '../../access/policy-json.ts';
import { AwsError } from '../../errors/aws-error.ts';
import type { KeyRecord } from '../../keys/key-record.ts';
import { changeAfterwards, LOCKOUT_TEXT, readKeyPolicy } from '../../operations/key-policies.ts';
import { KMS_ACTIONS } from '../../operations/kms-actions.ts';
import type { LabQuery } from '../client.ts';
import { keyNamed } from '../key-named.ts';
import type { PolicyLintView, PolicyRemark } from '../policy-shapes.ts';
import { resolvePrincipal } from '../resolve-request.ts';
import type { World } from '../world.ts';

/**
 * What KMS would say, were `as` to put a policy on a key now: its error, with the place of what is wrong; or that it
 * fears a lock-out; and what the policy says in vain.
 * @throws {LabError} for a key or principal that isn't there
 */
export function policyLintView(
  world: World,
  { key: name, policy: text, as }: Extract<LabQuery, { type: 'policyLint' }>,
): PolicyLintView {
  const { key } = keyNamed(world, name);
  const read = readOrRefusal(text, key, world);
  if (read instanceof AwsError) return { remarks: [refusal(read, text)], isLockOut: false, statements: [] };
  const isLockOut = locksOut(read, text, key, world, as);
  const places = policyPlaces(text);
  const actions = KMS_ACTIONS.map(({ action }) => action);
  const warnings = policyWarnings(parseDocument(readJson(text), 'key'), { keyArn: key.arn, actions }).map(
    ({ place, says }): PolicyRemark => ({
      ...rangeOf(place, text, places),
      severity: 'warning',
      error: null,
      says,
    }),
  );
  const fears = { severity: 'error', error: 'MalformedPolicyDocumentException', says: LOCKOUT_TEXT } as const;
  return {
    remarks: [
      ...(isLockOut ? [{ ...rangeOf({ path: 'Policy', found: 'Statement' }, text, places), ...fears }] : []),
      ...warnings,
    ],
    isLockOut,
    statements: read.statements.map((_, index) => statementAt(index, text, places)),
  };
}

/** A policy of one statement may have it without a list. */
function statementAt(index: number, text: string, places: PolicyPlaces): TextRange {
  return places.ranges.get(`Statement[${index}]`) ?? rangeOf({ path: 'Statement' }, text, places);
}

function readOrRefusal(text: string, key: KeyRecord, world: World): CompiledPolicy | AwsError {
  try {
    return readKeyPolicy(text, key, world);
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
}

function refusal(error: AwsError, text: string): PolicyRemark {
  const place: PolicyErrorPlace = error.cause instanceof PolicyError ? error.cause.place : {};
  const places = place.index === undefined && error.cause instanceof PolicyError ? policyPlaces(text) : null;
  return { ...rangeOf(place, text, places), severity: 'error', error: error.name, says: error.message };
}

function locksOut(policy: CompiledPolicy, text: string, key: KeyRecord, world: World, as: string): boolean {
  const principal = resolvePrincipal(world, as);
  // Nobody of another account gets as far as this check. Source: API_PutKeyPolicy, "Cross-account use: No".
  if (principal.accountId !== key.accountId) return false;
  const request = {
    service: 'kms',
    operation: 'PutKeyPolicy',
    input: {},
    principal,
    accountId: principal.accountId,
    region: key.region,
    sourceIp: '127.0.0.1',
    userAgent: 'kmslab',
  } as const;
  return locksOutCaller(policy, changeAfterwards(policy, text, key, { world, request, at: world.now }));
}
