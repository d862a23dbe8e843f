import type {
  AuthorizationRequest,
  Decision,
  DecisionReason,
  PolicySource,
  Verdict,
} from '../../../core/access/decision.ts';
import { questionIn, type Row } from './truth-table.ts';

/** What becomes of a row's question, as far as the rows tell it. */
interface Answer {
  readonly decision: Verdict;
  readonly because: DecisionReason;
  /** In no order, for AWS has none. */
  readonly decidedBy: readonly string[];
}

export function answerOf(row: Row, decide: (request: AuthorizationRequest) => Decision): Answer {
  const decision = decide(questionIn(row));
  return { decision: decision.verdict, because: decision.because, decidedBy: decidedBy(decision) };
}

export function toldBy({ decision, because, decidedBy: named }: Row): Answer {
  return { decision, because, decidedBy: [...named].sort() };
}

const PREFIXES = {
  key: 'key',
  trust: 'trust',
  identity: 'iam',
  scp: 'scp',
  rcp: 'rcp',
  vpcEndpoint: 'vpce',
  boundary: 'boundary',
  session: 'session',
} as const satisfies Record<PolicySource['type'], string>;

/** `key:SID`, `iam:SID` or `grant`, as the rows name what decided. */
function decidedBy({ decidedBy: indexes, statements, grantId }: Decision): readonly string[] {
  const named = indexes.flatMap((index) => {
    const statement = statements[index];
    return statement === undefined ? [] : [`${PREFIXES[statement.source.type]}:${statement.sid}`];
  });
  return [...named, ...(grantId === null ? [] : ['grant'])].sort();
}
