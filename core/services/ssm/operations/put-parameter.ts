import { utf8 } from '../../../crypto/bytes.ts';
import { SsmError } from '../../../errors/ssm-errors.ts';
import { boolean, oneOf, string, structure, type ValueOf } from '../../../operations/shape.ts';
import { MOST_BYTES, MOST_VERSIONS, newestOf, type Parameter, type Tier } from '../parameter.ts';
import { checkNewName, readName } from '../parameter-name.ts';
import { checkTags } from '../parameter-tags.ts';
import { DEFAULT_KEY, encryptValue } from '../secure-value.ts';
import { Name, Tags, Type } from './shapes.ts';
import { parameterTarget, ssmOperation } from './ssm-operation.ts';

const input = structure(
  { Name, Value: string({ min: 1, sensitive: true }) },
  {
    Description: string({ min: 0, max: 1_024 }),
    Type,
    KeyId: string({ min: 1, max: 256 }),
    Overwrite: boolean(),
    AllowedPattern: string({ min: 0, max: 1_024 }),
    Tags,
    Tier: oneOf(['Standard', 'Advanced', 'Intelligent-Tiering']),
    Policies: string({ min: 1, max: 4_096 }),
    DataType: string({ min: 0, max: 128 }),
  },
);
type PutParameter = ValueOf<typeof input>;

export const putParameter = ssmOperation({
  name: 'PutParameter',
  summary: 'Makes a parameter, or a new version of one; a SecureString is encrypted under a key of KMS.',
  input,
  readOnly: false,
  // As CloudTrail writes it, whatever the type.
  record: { defaults: { value: 'HIDDEN_DUE_TO_SECURITY_REASONS' } },
  // What policies may ask about leaves out the value.
  conditionInput: ({ Value, ...asked }) => asked,
  find({ Name: name, Tags: tags = [] }, scope) {
    const asked = parameterTarget(scope, name, 'ssm:PutParameter');
    return tags.length === 0 ? [asked] : [asked, parameterTarget(scope, name, 'ssm:AddTagsToResource')];
  },
  check(given, scope) {
    const { arn } = readName(scope, given.Name);
    const before = scope.world.parameters.get(arn) ?? null;
    if (before === null) checkNewName(given.Name);
    checkNotHere(given);
    checkPlace(given, before);
    checkValue(given, before);
  },
  async handle(given, scope) {
    const { request, world, at } = scope;
    const { arn } = readName(scope, given.Name);
    const before = world.parameters.get(arn) ?? null;
    const last = before === null ? null : newestOf(before);
    const { accountId, region, principal } = request;
    const identity = before ?? { arn, name: given.Name, accountId, region };
    const type = given.Type ?? last?.type ?? 'String';
    const tier = tierOf(given, before);
    const keyId = type === 'SecureString' ? (given.KeyId ?? DEFAULT_KEY) : null;
    const value =
      keyId === null ? given.Value : await encryptValue(scope, identity, { tier, keyId, value: given.Value });
    const version = {
      version: (last?.version ?? 0) + 1,
      type,
      tier,
      value,
      keyId,
      description: given.Description ?? last?.description ?? null,
      allowedPattern: given.AllowedPattern ?? last?.allowedPattern ?? null,
      modifiedAt: at,
      modifiedBy: principal.arn,
      labels: [],
    };
    const tags = Object.fromEntries((given.Tags ?? []).map(({ Key, Value }) => [Key, Value]));
    const { name } = identity;
    return {
      output: { Version: version.version, Tier: tier },
      facts: [{ type: 'parameterPut', parameter: { arn, name, accountId, region }, version, tags }],
    };
  },
});

/** @throws {SsmError} for what the lab's Parameter Store lacks */
function checkNotHere({ Policies: policies, DataType: dataType = 'text' }: PutParameter): void {
  if (policies !== undefined && policies !== '[]' && policies !== '[{}]') throw SsmError.notHere('parameter policies');
  if (dataType === 'text' || dataType === '') return;
  if (dataType.startsWith('aws:')) throw SsmError.notHere(`data type ${dataType}`);
  throw SsmError.invalid(`The data type ${dataType} is not supported.`);
}

/** Whether it may take its place: a new one's, or that of a version before it. @throws {SsmError} */
function checkPlace(given: PutParameter, before: Parameter | null): void {
  if (given.Overwrite === true && given.Tags !== undefined && given.Tags.length > 0) {
    throw SsmError.invalid(
      "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please remove overwrite flag. To update tags for an existing parameter, please use AddTagsToResource or RemoveTagsFromResource.",
    );
  }
  checkTags(Object.fromEntries((given.Tags ?? []).map(({ Key, Value }) => [Key, Value])));
  if (before === null) {
    if (given.Type === undefined) {
      throw SsmError.invalid('A parameter type is required when you create a parameter.');
    }
    return;
  }
  if (given.Overwrite !== true) {
    throw new SsmError(
      'ParameterAlreadyExists',
      'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
      'parameter-exists',
    );
  }
  const last = newestOf(before);
  if (given.Type !== undefined && given.Type !== last.type) {
    throw new SsmError(
      'HierarchyTypeMismatchException',
      "Parameter Store doesn't support changing a parameter type in a hierarchy. For example, you can't change a parameter from a String type to a SecureString type. You must create a new, unique parameter.",
      'invalid-parameter',
    );
  }
  if (given.Tier === 'Standard' && last.tier === 'Advanced') {
    throw SsmError.invalid(
      "This parameter uses the advanced-parameter tier. You can't downgrade a parameter from the advanced-parameter tier to the standard-parameter tier. If necessary, you can delete the advanced parameter and recreate it as a standard parameter.",
      'parameter-tier',
    );
  }
  const oldest = before.versions[0];
  if (before.versions.length >= MOST_VERSIONS && oldest !== undefined && oldest.labels.length > 0) {
    throw new SsmError(
      'ParameterMaxVersionLimitExceeded',
      `You attempted to create a new version of ${before.name} by calling the PutParameter API with the overwrite flag. Version ${oldest.version}, the oldest version, can't be deleted because it has a label associated with it. Move the label to another version of the parameter, and try again.`,
      'limit-exceeded',
    );
  }
}

/** @throws {SsmError} for a value too long, or unlike its pattern */
function checkValue(given: PutParameter, before: Parameter | null): void {
  const tier = tierOf(given, before);
  if (utf8(given.Value).length > MOST_BYTES[tier]) {
    throw SsmError.invalid(
      tier === 'Standard'
        ? 'Standard tier parameters support a maximum parameter value of 4096 characters. To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier. For more information, see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html'
        : 'Advanced tier parameters support a maximum parameter value of 8192 characters.',
      'too-large',
    );
  }
  const pattern = given.AllowedPattern ?? (before === null ? '' : (newestOf(before).allowedPattern ?? ''));
  if (pattern !== '' && !compiled(pattern).test(given.Value)) {
    throw new SsmError(
      'ParameterPatternMismatchException',
      `Parameter value, cannot be validated against allowedPattern: ${pattern}`,
      'invalid-parameter',
    );
  }
}

function compiled(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'u');
  } catch (cause) {
    const message = 'The request does not meet the regular expression requirement.';
    throw new SsmError('InvalidAllowedPatternException', message, 'invalid-parameter', {}, { cause });
  }
}

/** Never back from Advanced. Source: Systems Manager User Guide, "Managing parameter tiers". */
function tierOf({ Tier: wanted, Value: value }: PutParameter, before: Parameter | null): Tier {
  if (wanted === 'Advanced' || (before !== null && newestOf(before).tier === 'Advanced')) return 'Advanced';
  const isLong = utf8(value).length > MOST_BYTES.Standard;
  return wanted === 'Intelligent-Tiering' && isLong ? 'Advanced' : 'Standard';
}
