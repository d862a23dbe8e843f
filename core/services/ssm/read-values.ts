import type { HandleScope } from '../../operations/operation.ts';
import type { Parameter, ParameterVersion } from './parameter.ts';
import type { VersionFound } from './parameter-name.ts';
import { decryptValue } from './secure-value.ts';

/** The value as a reader gets it: a SecureString's in clear only if asked. @throws {SsmError} what KMS refused */
export async function toldValue(
  scope: HandleScope,
  parameter: Parameter,
  version: ParameterVersion,
  withDecryption = false,
): Promise<string> {
  const isSealed = version.type === 'SecureString';
  return isSealed && withDecryption ? decryptValue(scope, parameter, version) : version.value;
}

/** A Parameter of the API. @throws {SsmError} what KMS refused */
export async function parameterOutput(
  scope: HandleScope,
  { parameter, version, selector }: VersionFound,
  withDecryption?: boolean,
): Promise<Readonly<Record<string, unknown>>> {
  return {
    Name: parameter.name,
    Type: version.type,
    Value: await toldValue(scope, parameter, version, withDecryption),
    Version: version.version,
    ...(selector === null ? {} : { Selector: selector }),
    LastModifiedDate: version.modifiedAt / 1_000,
    ARN: parameter.arn,
    DataType: 'text',
  };
}

/** What Parameter Store tells of a version beside its value: ParameterMetadata, and part of ParameterHistory. */
export function metadataOf({ name }: Parameter, version: ParameterVersion): Readonly<Record<string, unknown>> {
  const { description, allowedPattern, keyId } = version;
  return {
    Name: name,
    Type: version.type,
    ...(keyId === null ? {} : { KeyId: keyId }),
    LastModifiedDate: version.modifiedAt / 1_000,
    LastModifiedUser: version.modifiedBy,
    ...(description === null ? {} : { Description: description }),
    ...(allowedPattern === null ? {} : { AllowedPattern: allowedPattern }),
    Version: version.version,
    Tier: version.tier,
    Policies: [],
    DataType: 'text',
  };
}
