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
  /** The same, as core says it to those who read no reasons. */
  readonly verdictAlone: Verdict;
  readonly because: DecisionReason;
  /** In no order, for AWS has none. */
  readonly decidedBy: readonly string[];
}

/** The two ways to ask core. */
interface Deciders {
  readonly decide: (request: AuthorizationRequest) => Decision;
  readonly verdictOf: (request: AuthorizationRequest) => Verdict;
}

export function answerOf(row: Row, { decide, verdictOf }: Deciders): Answer {
  const question = questionIn(row);
  const decision = decide(question);
  const { verdict, because } = decision;
  return { decision: verdict, verdictAlone: verdictOf(question), because, decidedBy: decidedBy(decision) };
}

export function toldBy({ decision, because, decidedBy: named }: Row): Answer {
  return { decision, verdictAlone: decision, because, decidedBy: [...named].sort() };
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
  bucket: 'bucket',
  queue: 'queue',
  secret: 'secret',
} as const satisfies Record<PolicySource['type'], string>;

/** `key:SID`, `iam:SID` or `grant`, as the rows name what decided. */
function decidedBy({ decidedBy: indexes, statements, grantId }: Decision): readonly string[] {
  const named = indexes.flatMap((index) => {
    const statement = statements[index];
    return statement === undefined ? [] : [`${PREFIXES[statement.source.type]}:${statement.sid}`];
  });
  return [...named, ...(grantId === null ? [] : ['grant'])].sort();
}
