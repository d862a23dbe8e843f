import type { AuthorizationRequest, Decision, StatementPart, StatementTrace } from '../../access/decision.ts';
import { explain } from '../../access/explain.ts';
import type { PolicyChange } from '../../access/policy-change.ts';
import { policyDiff } from '../../access/policy-diff.ts';
import { quoteStatement } from '../../access/quote-statement.ts';
import { statementTitle } from '../../access/statement-title.ts';
import type {
  AccessChanges,
  CallMade,
  ChangedIamPolicy,
  ChangedOrganizationPolicy,
  DecisionView,
  StatementQuote,
} from '../client.ts';

/** A decision, and what was asked; null where only the answer is at hand. */
export interface Decided {
  readonly decision: Decision;
  readonly question: AuthorizationRequest | null;
}

/** Statements that nearly allow it and are quoted, at most: the first of them say it. */
const NEARLY_QUOTED = 2;

/** A decision for people: in words, with the statements that it rests on, and what would change it. */
export function decisionView({ decision, question }: Decided): DecisionView {
  const explanation = explain(decision);
  return {
    ...explanation,
    action: decision.action,
    principalArn: decision.principalArn,
    resourceArn: decision.resourceArn,
    isAllowed: decision.verdict === 'allowed',
    quotes: question === null ? [] : quotes(decision, question),
    diffs: explanation.fixChanges.map(policyDiff),
    whoWouldGain: question === null ? null : whoWouldGain(explanation.fixChanges, question),
  };
}

/** Asks about everybody what the fix would let them do, in circumstances like those of the call that was refused. */
function whoWouldGain(changes: readonly PolicyChange[], question: AuthorizationRequest): DecisionView['whoWouldGain'] {
  if (changes.length === 0 || question.resource === null) return null;
  const asked = accessChanges(changes, question);
  return asked === null ? null : { type: 'gains', key: question.resourceArn, changes: asked, ...callMade(question) };
}

/** The same changes as others may ask for them; null where one is of a policy that only this call has. */
function accessChanges(changes: readonly PolicyChange[], { principal }: AuthorizationRequest): AccessChanges | null {
  const asked = {
    identityPolicies: [] as ChangedIamPolicy[],
    boundaries: [] as ChangedIamPolicy[],
    organizationPolicies: [] as ChangedOrganizationPolicy[],
  };
  let keyPolicy: string | null = null;
  for (const { policy: source, after } of changes) {
    switch (source.type) {
      case 'key':
        keyPolicy = after;
        break;
      case 'identity':
        asked.identityPolicies.push({ principal: principal.arn, name: source.name, policy: after });
        break;
      case 'boundary':
        asked.boundaries.push({ principal: principal.arn, name: source.name, policy: after });
        break;
      case 'scp':
      case 'rcp':
        asked.organizationPolicies.push({ kind: source.type, on: source.target, name: source.name, policy: after });
        break;
      default:
        return null;
    }
  }
  return { ...(keyPolicy === null ? {} : { keyPolicy }), ...asked };
}

function callMade({ encryptionContext, viaService, call }: AuthorizationRequest): CallMade {
  const { mfaAt, sourceVpce, sourceArn } = call.circumstances;
  return {
    encryptionContext,
    ...(viaService === null ? { sourceIp: call.sourceIp } : { via: viaService.slice(0, viaService.indexOf('.')) }),
    ...(mfaAt === undefined ? {} : { mfa: true }),
    ...(sourceVpce === undefined ? {} : { vpcEndpointId: sourceVpce }),
    ...(sourceArn === undefined ? {} : { sourceArn }),
  };
}

function quotes(decision: Decision, question: AuthorizationRequest): readonly StatementQuote[] {
  const deciding = decision.decidedBy.flatMap((index) => quote(index, 'deciding', decision, question));
  if (deciding.length > 0 || decision.verdict === 'allowed') return deciding;
  const nearest = NEAREST.find((element) => decision.statements.some((one) => failedElement(one) === element));
  return decision.statements
    .flatMap((statement, index) => (nearest !== undefined && failedElement(statement) === nearest ? [index] : []))
    .slice(0, NEARLY_QUOTED)
    .flatMap((index) => quote(index, 'nearly', decision, question));
}

function quote(
  index: number,
  role: StatementQuote['role'],
  decision: Decision,
  question: AuthorizationRequest,
): readonly StatementQuote[] {
  const statement = decision.statements[index];
  const lines = statement === undefined ? null : quoteStatement(decision, statement, question);
  if (statement === undefined || lines === null) return [];
  return [{ index, title: statementTitle(statement), role, failed: failedElement(statement), lines }];
}

/** The one element by which an Allow misses the request; null where it is none, or more. */
function failedElement({ effect, parts }: StatementTrace): StatementPart['element'] | null {
  const failed = parts.filter(({ matched }) => !matched);
  return effect === 'Allow' && failed.length === 1 ? (failed[0]?.element ?? null) : null;
}

/** What a reader most likely meant to be enough comes first; a statement for others comes last. */
const NEAREST = ['Condition', 'Action', 'Resource', 'Principal'] as const satisfies readonly StatementPart['element'][];
