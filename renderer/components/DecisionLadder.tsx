import type { WhyView } from '../../core/index.ts';

type Decision = WhyView['decisions'][number];
type KeyCheck = WhyView['keyCheck'];
type ExplainedRung = Decision['rungs'][number];
type DecisionLadderProps = {
  readonly rungs: Decision['rungs'];
  /** What is looked at behind the decision; null where another decision comes first. */
  readonly keyCheck: KeyCheck | null;
};

const WORDS = {
  allows: 'allows',
  denies: 'DENIES',
  noMatch: 'no match',
  none: 'none',
  notCounted: 'not counted',
  notApplicable: 'not asked',
} as const satisfies Record<ExplainedRung['result'], string>;

/** Across accounts, the rung lets it be asked, which is not yet a yes of both. */
const BOTH_NEEDED = { word: 'both needed', look: 'none' } as const;

const CHECKS = {
  passed: { word: 'allows', look: 'allows' },
  refused: { word: 'REFUSES', look: 'denies' },
  notReached: { word: 'not reached', look: 'notApplicable' },
  notApplicable: { word: 'not asked', look: 'notApplicable' },
} as const satisfies Record<KeyCheck['result'], { readonly word: string; readonly look: keyof typeof WORDS }>;

/** A decision as the ladder that it climbed; rungs that weren't reached stay in sight. */
export function DecisionLadder({ rungs, keyCheck }: DecisionLadderProps) {
  const isRefusedBehind = keyCheck?.result === 'refused';
  return (
    <ol className="ladder" aria-label="How it was decided">
      {rungs.map(({ name, title, result, isDeciding, says }) => (
        <Rung
          key={name}
          title={title}
          {...shown(name, result)}
          isDeciding={isDeciding && !isRefusedBehind}
          says={says}
        />
      ))}
      {keyCheck !== null && (
        <Rung
          title="Key state and usage"
          {...CHECKS[keyCheck.result]}
          isDeciding={keyCheck.result === 'refused'}
          says={keyCheck.says}
        />
      )}
    </ol>
  );
}

function shown(name: ExplainedRung['name'], result: ExplainedRung['result']) {
  return name === 'crossAccount' && result === 'allows' ? BOTH_NEEDED : { word: WORDS[result], look: result };
}

type RungProps = {
  readonly title: string;
  readonly look: keyof typeof WORDS;
  readonly word: string;
  readonly isDeciding: boolean;
  readonly says: string;
};

function Rung({ title, look, word, isDeciding, says }: RungProps) {
  return (
    <li className={`rung rung-${look} ${isDeciding ? 'rung-deciding' : ''}`}>
      <span className="rung-title">{title}</span>
      <span className="rung-result">{word}</span>
      <span className="rung-says">
        {isDeciding && <strong className="rung-mark">← decided here </strong>}
        {says}
      </span>
    </li>
  );
}
