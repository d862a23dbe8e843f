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
  /** Who has the credentials of a GetFederationToken: acts for the user (or root user) who called it. */
  | {
      readonly type: 'federatedUser';
      readonly accountId: AccountId;
      /** `arn:aws:sts::ACCOUNT:federated-user/NAME` */
      readonly arn: string;
      /** The name that the user gave. */
      readonly name: string;
      /** Who called GetFederationToken, whose permissions the session policies cut down. */
      readonly userArn: string;
      /** The unique id of that user. */
      readonly id: string;
    }
  | {
      readonly type: 'service';
      readonly service: ServicePrincipal;
      readonly arn: string;
      readonly accountId: AccountId;
    };

/**
 * The unique id of who calls: `AIDA…`, `AROA…:SESSION`, `ACCOUNT:NAME` of a federated user, a root user's account.
 * Source: IAM User Guide, "IAM JSON policy elements: variables", "Principal key values", aws:userid.
 */
export function principalIdOf(principal: Principal): string {
  switch (principal.type) {
    case 'user':
      return principal.id;
    case 'roleSession':
      return `${principal.id}:${principal.sessionName}`;
    case 'federatedUser':
      return `${principal.accountId}:${principal.name}`;
    default:
      return principal.accountId;
  }
}

type OfAnIdentity = Exclude<Principal, { readonly type: 'root' | 'service' }>;

/** The user or role whose policies count for a principal: of a federated user who federated it. */
export function identityArnOf(principal: OfAnIdentity): string;
export function identityArnOf(principal: Principal): string | null;
export function identityArnOf(principal: Principal): string | null {
  switch (principal.type) {
    case 'user':
      return principal.arn;
    case 'roleSession':
      return principal.roleArn;
    case 'federatedUser':
      return principal.userArn;
    case 'root':
    case 'service':
      return null;
  }
}
