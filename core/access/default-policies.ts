import { type AccountId, iamArn } from '../cloud/arn.ts';
import type { Partition } from '../cloud/regions.ts';
import { printJson } from './policy-json.ts';

/**
 * The key policy of a key that was created by the API without one: the account as a whole, so that IAM policies decide.
 * Source: KMS Developer Guide, "Default key policy"; the Sid as observed on KMS.
 */
export function defaultKeyPolicy(accountId: AccountId, partition: Partition): string {
  return printJson({
    Version: '2012-10-17',
    Id: 'key-default-1',
    Statement: [
      {
        Sid: 'Enable IAM User Permissions',
        Effect: 'Allow',
        Principal: { AWS: iamArn(partition, accountId, 'root') },
        Action: 'kms:*',
        Resource: '*',
      },
    ],
  });
}

/** Whose AWS managed key, and through which service it may be used. */
export interface ManagedKeyPolicyInput {
  /** As in `alias/aws/ebs`. */
  readonly service: string;
  /** `ec2.us-east-1.amazonaws.com` */
  readonly viaService: string;
  readonly accountId: AccountId;
  readonly partition: Partition;
}

/**
 * The key policy of an AWS managed key: everyone in the account, but only through the service; beside it the account
 * may look at the key. Nobody can change it. The Sids are our own wording.
 * Source: KMS Developer Guide, "AWS managed keys" and "kms:ViaService"; access.md section 1.
 */
export function awsManagedKeyPolicy({ service, viaService, accountId, partition }: ManagedKeyPolicyInput): string {
  return printJson({
    Version: '2012-10-17',
    Id: `auto-${service}-2`,
    Statement: [
      {
        Sid: `Everyone in the account but only through ${service}`,
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: [
          'kms:Encrypt',
          'kms:Decrypt',
          'kms:ReEncrypt*',
          'kms:GenerateDataKey*',
          'kms:CreateGrant',
          'kms:DescribeKey',
        ],
        Resource: '*',
        Condition: { StringEquals: { 'kms:CallerAccount': accountId, 'kms:ViaService': viaService } },
      },
      {
        Sid: 'The account may look at the key',
        Effect: 'Allow',
        Principal: { AWS: iamArn(partition, accountId, 'root') },
        Action: ['kms:Describe*', 'kms:Get*', 'kms:List*', 'kms:RevokeGrant'],
        Resource: '*',
      },
    ],
  });
}

/**
 * What AWS attaches at every level of an organization whose service control policies are on, and what it attaches, for
 * good, where resource control policies are.
 * Source: Organizations User Guide, "SCP evaluation" and "RCP syntax".
 */
export const FULL_AWS_ACCESS = everything({ Effect: 'Allow', Action: '*', Resource: '*' });
/** AWS's own RCP, which allows all and cannot be detached. Source: Organizations User Guide, "RCP syntax". */
export const RCP_FULL_AWS_ACCESS = everything({ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' });

/**
 * What stands on a VPC endpoint that was made without a policy.
 * Source: AWS PrivateLink Guide, "Control access to VPC endpoints using endpoint policies", default endpoint policy.
 */
export const DEFAULT_ENDPOINT_POLICY = printJson({
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
});

function everything(statement: Readonly<Record<string, string | readonly string[]>>): string {
  return printJson({ Version: '2012-10-17', Statement: [statement] });
}

/** The trust policy of a role that any principal of its own account may assume whom IAM lets. */
export function trustingOwnAccount(accountId: AccountId): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: accountId }, Action: 'sts:AssumeRole' }],
  });
}
