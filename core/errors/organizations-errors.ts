import type { Decision } from '../access/decision.ts';
import { AwsError } from './aws-error.ts';
import type { Because } from './because.ts';

/** The errors of AWS Organizations that kmslab gives. Source: Organizations API Reference, each operation's "Errors". */
export const ORGANIZATIONS_ERROR_NAMES = [
  'AccessDeniedException',
  'AccountNotFoundException',
  'AlreadyInOrganizationException',
  'AWSOrganizationsNotInUseException',
  'ChildNotFoundException',
  'ConstraintViolationException',
  'CreateAccountStatusNotFoundException',
  'DestinationParentNotFoundException',
  'DuplicateAccountException',
  'DuplicateHandshakeException',
  'DuplicateOrganizationalUnitException',
  'DuplicatePolicyAttachmentException',
  'DuplicatePolicyException',
  'HandshakeAlreadyInStateException',
  'HandshakeConstraintViolationException',
  'HandshakeNotFoundException',
  'InvalidHandshakeTransitionException',
  'InvalidInputException',
  'MalformedPolicyDocumentException',
  'MasterCannotLeaveOrganizationException',
  'OrganizationNotEmptyException',
  'OrganizationalUnitNotEmptyException',
  'OrganizationalUnitNotFoundException',
  'ParentNotFoundException',
  'PolicyInUseException',
  'PolicyNotAttachedException',
  'PolicyNotFoundException',
  'PolicyTypeAlreadyEnabledException',
  'PolicyTypeNotAvailableForOrganizationException',
  'PolicyTypeNotEnabledException',
  'RootNotFoundException',
  'SourceParentNotFoundException',
  'TargetNotFoundException',
] as const;
export type OrganizationsErrorName = (typeof ORGANIZATIONS_ERROR_NAMES)[number];

/** Any error of AWS Organizations. Some say by a `Reason` which of several rules it was. */
export class OrganizationsError extends AwsError {
  override readonly name: OrganizationsErrorName;
  constructor(name: OrganizationsErrorName, message: string, because: Because, reason?: string) {
    super(message, because, reason === undefined ? {} : { Reason: reason });
    this.name = name;
  }
  static denied(decision: Decision): OrganizationsError {
    return new OrganizationsError('AccessDeniedException', decision.message ?? 'Access denied', decision.because);
  }
  static invalid(message: string, reason: string): OrganizationsError {
    return new OrganizationsError('InvalidInputException', message, 'malformed-request', reason);
  }
  static constraint(message: string, reason: string): OrganizationsError {
    return new OrganizationsError('ConstraintViolationException', message, 'organization-limit', reason);
  }
}
