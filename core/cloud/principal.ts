import type { AccountId } from './arn.ts';

/** A name like `ec2.amazonaws.com`. */
export type ServicePrincipal = string & { readonly __brand: 'ServicePrincipal' };

/**
 * Who makes a request, as IAM sees it. `id` is the unique id (`AIDA…`, `AROA…`) that CloudTrail prints.
 * `arn` is what AccessDenied messages print: for a role it is the session's.
 */
export type Principal =
  | { readonly type: 'root'; readonly accountId: AccountId; readonly arn: string }
  | {
      readonly type: 'user';
      readonly accountId: AccountId;
      readonly arn: string;
      readonly name: string;
      readonly id: string;
    }
  | {
      readonly type: 'roleSession';
      readonly accountId: AccountId;
      readonly arn: string;
      readonly roleArn: string;
      readonly roleName: string;
      readonly sessionName: string;
      readonly id: string;
    }
  | {
      readonly type: 'service';
      readonly service: ServicePrincipal;
      readonly arn: string;
      readonly accountId: AccountId;
    };
