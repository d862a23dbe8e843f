import { readdirSync, readFileSync } from 'node:fs';
import {
  type AuthorizationRequest,
  type DecisionReason,
  type KeyFacts,
  NO_GUARDRAILS,
  type Verdict,
} from '../../../core/access/decision.ts';
import { type CompiledPolicy, parsePolicy } from '../../../core/access/policy.ts';
import type { Principal } from '../../../core/cloud/principal.ts';
import {
  A,
  APP_ROLE,
  B,
  federatedUser,
  type GuardrailStatements,
  guardrails,
  policyText,
  question,
  root,
  type StatementJson,
  service,
  session,
  trustPolicy,
  user,
} from './fixtures.ts';

/** What a row, or the file that it stands in, says of the world. */
interface World extends GuardrailStatements {
  readonly keyPolicy?: readonly StatementJson[];
  readonly iamPolicy?: readonly StatementJson[];
  /** Of role app, for questions about sts:AssumeRole. */
  readonly trustPolicy?: readonly StatementJson[];
  /** Of its key policy and IAM policies; left out, `2012-10-17`. */
  readonly version?: string;
  readonly key?: Partial<KeyFacts['key']> & { readonly multiRegionKeyType?: 'PRIMARY' | 'REPLICA' };
  readonly aliases?: readonly string[];
  readonly grants?: AuthorizationRequest['grants'];
}

/** What is asked. What is left out is as in `question`: user ann of account A decrypts with account A's key. */
interface Asked {
  /** `user/ann`, `role/app/SESSION`, `federated-user/bob` (by user ann), `root`; before them `B:` for the other account; or a service's name. */
  readonly as?: string;
  readonly operation?: string;
  /** Where it is not the operation's own: `kms:ReEncryptFrom`. */
  readonly action?: string;
  readonly input?: Readonly<Record<string, unknown>>;
  readonly context?: Readonly<Record<string, string>>;
  readonly via?: string;
  readonly at?: string;
  readonly region?: string;
  readonly sourceIp?: string;
  readonly userAgent?: string;
  readonly alias?: string;
  readonly resourceArn?: string;
  /** For a question that no key policy has a say in. */
  readonly hasNoKey?: boolean;
  readonly isNotCrossAccount?: boolean;
  readonly reEncryptsOnSameKey?: boolean;
  readonly retires?: NonNullable<AuthorizationRequest['retires']>;
  readonly newGrant?: NonNullable<AuthorizationRequest['newGrant']>;
  readonly circumstances?: AuthorizationRequest['call']['circumstances'];
  /** The user, role or policy of IAM that it is about. */
  readonly entity?: AuthorizationRequest['entity'];
}

/** A fact of AWS's documentation about who may do what. */
export interface Row {
  readonly id: string;
  readonly says: string;
  readonly source: { readonly page: string; readonly heading: string };
  readonly world?: World;
  /** Put into the statement with the Sid `Tested`. */
  readonly condition?: Readonly<Record<string, unknown>>;
  readonly request?: Asked;
  readonly decision: Verdict;
  readonly because: DecisionReason;
  /** `key:SID`, `trust:`, `iam:`, `scp:`, `rcp:`, `vpce:`, `boundary:`, `session:`, or `grant`. */
  readonly decidedBy: readonly string[];
}

interface VectorFile {
  readonly comment: string;
  readonly world: World;
  readonly request?: Asked;
  readonly rows: readonly Row[];
}

const FOLDER = new URL('../../vectors/access/', import.meta.url);

/** Every row of the truth table, with its file's world and request under its own. */
export function allRows(): readonly Row[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => {
      const file = JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as VectorFile;
      return file.rows.map((row) => ({
        ...row,
        world: { ...file.world, ...row.world },
        request: { ...file.request, ...row.request },
      }));
    });
}

/** The question that a row asks. */
export function questionIn({ world = {}, request = {}, condition }: Row): AuthorizationRequest {
  const isRole = world.trustPolicy !== undefined;
  const { operation = isRole ? 'AssumeRole' : 'Decrypt', action = `${isRole ? 'sts' : 'kms'}:${operation}` } = request;
  const usual = question();
  const policyOf = (statements: readonly StatementJson[]) => statements.map((one) => withCondition(one, condition));
  return question({
    action,
    principal: principalOf(request.as ?? 'user/ann'),
    identityPolicies:
      world.iamPolicy === undefined || world.iamPolicy.length === 0
        ? []
        : [{ name: 'Own', policy: policyIn(world, 'identity', policyOf(world.iamPolicy)) }],
    guardrails: guardrailsOf(world, policyOf),
    ...(isRole ? { resourceArn: APP_ROLE } : {}),
    ...(request.resourceArn === undefined ? {} : { resourceArn: request.resourceArn }),
    keyPolicy: resourcePolicyOf(world, policyOf, request.hasNoKey === true),
    grants: world.grants ?? [],
    isCrossAccountOperation: request.isNotCrossAccount !== true,
    viaService: request.via ?? null,
    encryptionContext: request.context ?? {},
    ...(request.retires === undefined ? {} : { retires: request.retires }),
    ...(request.newGrant === undefined ? {} : { newGrant: request.newGrant }),
    ...(request.entity === undefined ? {} : { entity: request.entity }),
    call: {
      operation,
      input: request.input ?? {},
      at: request.at === undefined ? usual.call.at : Date.parse(request.at),
      region: request.region ?? 'us-east-1',
      sourceIp: request.sourceIp ?? usual.call.sourceIp,
      userAgent: request.userAgent ?? 'aws-cli/2.9.19',
      reEncryptsOnSameKey: request.reEncryptsOnSameKey ?? null,
      circumstances: request.circumstances ?? {},
    },
    resource:
      request.hasNoKey === true || isRole || usual.resource === null
        ? null
        : {
            key: { ...usual.resource.key, ...world.key },
            isReplica: world.key?.multiRegionKeyType === 'REPLICA',
            aliases: world.aliases ?? [],
            requestAlias: request.alias ?? null,
          },
  });
}

type WithCondition = (statements: readonly StatementJson[]) => readonly StatementJson[];

function resourcePolicyOf(world: World, policyOf: WithCondition, hasNoKey: boolean) {
  const { keyPolicy: ofKey, trustPolicy: ofRole } = world;
  if (ofRole !== undefined) return trustPolicy(...policyOf(ofRole));
  return hasNoKey || ofKey === undefined ? null : policyIn(world, 'key', policyOf(ofKey));
}

function policyIn({ version }: World, kind: 'key' | 'identity', statements: readonly StatementJson[]): CompiledPolicy {
  return parsePolicy(policyText(statements, version), { kind, accountId: A });
}

function guardrailsOf({ scp, rcp, boundary, sessionPolicy, vpcEndpointPolicy }: World, policyOf: WithCondition) {
  const given = {
    ...(scp === undefined ? {} : { scp: scp.map(policyOf) }),
    ...(rcp === undefined ? {} : { rcp: rcp.map(policyOf) }),
    ...(boundary === undefined ? {} : { boundary: policyOf(boundary) }),
    ...(sessionPolicy === undefined ? {} : { sessionPolicy: policyOf(sessionPolicy) }),
    ...(vpcEndpointPolicy === undefined ? {} : { vpcEndpointPolicy: policyOf(vpcEndpointPolicy) }),
  };
  return Object.keys(given).length === 0 ? NO_GUARDRAILS : guardrails(given);
}

function withCondition(statement: StatementJson, condition: Row['condition']): StatementJson {
  return condition !== undefined && statement.Sid === 'Tested' ? { ...statement, Condition: condition } : statement;
}

function principalOf(label: string): Principal {
  const [account, name] = label.startsWith('B:') ? [B, label.slice('B:'.length)] : [A, label];
  const [type, own = '', sessionName] = name.split('/');
  if (type === 'root') return root(account);
  if (type === 'user') return user(own, account);
  if (type === 'federated-user') return federatedUser(own, user('ann', account));
  return type === 'role' ? session(own, account, sessionName) : service(name);
}
