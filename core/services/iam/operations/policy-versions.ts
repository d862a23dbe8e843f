import type { ManagedPolicy, PolicyVersion } from '../../../cloud/identity.ts';
import { IamError } from '../../../errors/iam-errors.ts';
import { boolean, structure } from '../../../operations/shape.ts';
import { versionOutput } from '../entity-output.ts';
import { customerPolicy, policyOfArn, policyTarget } from '../find-entity.ts';
import { managedPolicyPut } from '../iam-facts.ts';
import { iamOperation } from '../iam-operation.ts';
import { Arn, Marker, MaxItems, PolicyDocument, VersionId } from '../iam-shapes.ts';
import { pageByMarker } from '../page-by-marker.ts';
import { acceptManagedPolicy } from '../policy-documents.ts';

/** Source: IAM User Guide, "Versioning IAM policies". */
const MOST_VERSIONS = 5;

export const createPolicyVersion = iamOperation({
  name: 'CreatePolicyVersion',
  summary: 'Changes a managed policy: its document of before stays as an older version.',
  input: structure({ PolicyArn: Arn, PolicyDocument }, { SetAsDefault: boolean() }),
  target: ({ PolicyArn: arn }, scope) => policyTarget(scope, arn),
  handle({ PolicyArn: arn, PolicyDocument: document, SetAsDefault: isDefault }, scope) {
    const before = customerPolicy(scope, arn);
    const policy = acceptManagedPolicy(document, scope);
    if (before.versions.length >= MOST_VERSIONS) {
      throw IamError.limitExceeded(
        `A managed policy can have up to ${MOST_VERSIONS} versions. Before you create a new version, you must delete an existing version.`,
      );
    }
    const { at } = scope;
    const lastVersion = before.lastVersion + 1;
    const version: PolicyVersion = { versionId: `v${lastVersion}`, createDate: at, policy };
    const changed = {
      ...before,
      updateDate: at,
      versions: [...before.versions, version],
      defaultVersionId: isDefault === true ? version.versionId : before.defaultVersionId,
      lastVersion,
    };
    return { output: { PolicyVersion: versionOutput(version, changed) }, facts: [managedPolicyPut(changed)] };
  },
});

export const getPolicyVersion = iamOperation({
  name: 'GetPolicyVersion',
  summary: 'Returns a version of a managed policy, with its document.',
  input: structure({ PolicyArn: Arn, VersionId }, {}),
  target: ({ PolicyArn: arn }, scope) => policyTarget(scope, arn),
  handle({ PolicyArn: arn, VersionId: versionId }, scope) {
    const policy = policyOfArn(scope, arn);
    return { output: { PolicyVersion: versionOutput(versionOf(policy, versionId), policy, true) } };
  },
});

/** Newest first. */
export const listPolicyVersions = iamOperation({
  name: 'ListPolicyVersions',
  summary: 'Lists the versions of a managed policy.',
  input: structure({ PolicyArn: Arn }, { Marker, MaxItems }),
  target: ({ PolicyArn: arn }, scope) => policyTarget(scope, arn),
  handle(input, scope) {
    const policy = policyOfArn(scope, input.PolicyArn);
    const { items, truncation } = pageByMarker([...policy.versions].reverse(), ({ versionId }) => versionId, input);
    return { output: { Versions: items.map((version) => versionOutput(version, policy)), ...truncation } };
  },
});

export const setDefaultPolicyVersion = iamOperation({
  name: 'SetDefaultPolicyVersion',
  summary: 'Puts another version of a managed policy in force, for everybody who has it.',
  input: structure({ PolicyArn: Arn, VersionId }, {}),
  target: ({ PolicyArn: arn }, scope) => policyTarget(scope, arn),
  handle({ PolicyArn: arn, VersionId: defaultVersionId }, scope) {
    const policy = customerPolicy(scope, arn);
    versionOf(policy, defaultVersionId);
    return { output: {}, facts: [managedPolicyPut({ ...policy, defaultVersionId, updateDate: scope.at })] };
  },
});

export const deletePolicyVersion = iamOperation({
  name: 'DeletePolicyVersion',
  summary: 'Deletes a version of a managed policy that is not in force.',
  input: structure({ PolicyArn: Arn, VersionId }, {}),
  target: ({ PolicyArn: arn }, scope) => policyTarget(scope, arn),
  handle({ PolicyArn: arn, VersionId: versionId }, scope) {
    const policy = customerPolicy(scope, arn);
    versionOf(policy, versionId);
    if (versionId === policy.defaultVersionId) {
      throw IamError.deleteConflict('Cannot delete the default version of a policy.');
    }
    const versions = policy.versions.filter((version) => version.versionId !== versionId);
    return { output: {}, facts: [managedPolicyPut({ ...policy, versions })] };
  },
});

function versionOf({ arn, versions }: ManagedPolicy, versionId: string): PolicyVersion {
  const version = versions.find((one) => one.versionId === versionId);
  if (version !== undefined) return version;
  throw IamError.noSuchEntity(`Policy ${arn} version ${versionId} does not exist or is not attachable.`);
}
