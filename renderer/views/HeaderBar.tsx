import { useContext } from 'react';
import type { ContinuedFrom, LabView, LessonView, ReplayView } from '../../core/index.ts';
import { accountOf } from '../aws/key-commands.ts';
import { Icon } from '../components/Icon.tsx';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { formatInstant } from '../lab/format.ts';
import { SettingsContext } from '../lab/settings.ts';

type HeaderBarProps = {
  readonly view: LabView;
  readonly selectedKeyArn: string | null;
  /** The lesson in hand. */
  readonly lesson: LessonView | null;
  /** The replay that is on: the window then shows the past. */
  readonly replay: ReplayView | null;
  /** Where the lab in hand comes from, where it goes on from a replay. */
  readonly continued: ContinuedFrom | null;
};

/** Where the window stands: account, Region and key; who acts; and what time it is in the lab. */
export function HeaderBar({ view, selectedKeyArn, lesson, replay, continued }: HeaderBarProps) {
  const { standpoint, dispatch, open, names } = useWorkbench();
  const { locked } = useContext(SettingsContext);
  const accountId = accountOf(standpoint.as);
  return (
    <header className="header">
      <h1 className="brand">
        <Icon name="key" />
        <span className="brand-name">kmslab</span>
      </h1>
      <nav className="breadcrumb" aria-label="Where you are">
        <ol>
          <li>
            <span className="crumb" title={`Account ${accountId}`}>
              {names.account(accountId)}
            </span>
          </li>
          <li>
            <select
              aria-label="Region"
              className="crumb-select"
              value={standpoint.region}
              onChange={(event) => dispatch({ type: 'goToRegion', region: event.target.value })}
            >
              {view.regions.map(({ region, name }) => (
                <option key={region} value={region} title={name}>
                  {region}
                </option>
              ))}
            </select>
          </li>
          {selectedKeyArn !== null && (
            <li>
              <span className="crumb crumb-key" aria-current="page">
                {names.key(selectedKeyArn)}
              </span>
            </li>
          )}
        </ol>
      </nav>
      {lesson !== null && (
        <button
          type="button"
          className="lesson-chip"
          aria-label={lessonChip(lesson)}
          onClick={() => dispatch({ type: 'goTo', place: 'learn' })}
        >
          <Icon name="learn" />
          <span className="lesson-chip-text">{lessonChip(lesson)}</span>
        </button>
      )}
      {(replay !== null || continued !== null) && (
        <button
          type="button"
          className="lesson-chip"
          aria-label={replayChip(replay, continued)}
          {...(continued !== null && { title: continued.title })}
          onClick={() => dispatch({ type: 'goTo', place: 'replay' })}
        >
          <Icon name="replay" />
          <span className="lesson-chip-text">{replayChip(replay, continued)}</span>
        </button>
      )}
      <label className="acting-as">
        <span>Acting as</span>
        <select
          id="act-as"
          value={standpoint.as}
          onChange={(event) => dispatch({ type: 'actAs', arn: event.target.value })}
        >
          {view.principals.map(({ arn, label }) => (
            <option key={arn} value={arn}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        className="clock"
        onClick={() => open({ type: 'time' })}
        aria-haspopup="dialog"
        disabled={locked.includes('time')}
      >
        <Icon name="clock" />
        <time dateTime={new Date(view.now).toISOString()}>{formatInstant(view.now)} UTC</time>
        <span className="clock-mode" title={CLOCK_MODES[view.clock]}>
          {view.clock === 'following' ? 'running' : 'standing'}
        </span>
      </button>
      <button
        type="button"
        className="button button-quiet palette-button"
        onClick={() => open({ type: 'palette' })}
        aria-haspopup="dialog"
      >
        <Icon name="search" />
        <span className="visually-hidden">Command palette</span>
        <kbd>Ctrl K</kbd>
      </button>
      <button
        type="button"
        className="button button-quiet help-button"
        onClick={() => open({ type: 'help' })}
        aria-haspopup="dialog"
        aria-label="Keys and help"
        title="Keys and help"
      >
        <kbd>?</kbd>
      </button>
    </header>
  );
}

/** `The past: step 3 of 20`, or which moment of the past the lab goes on from. */
function replayChip(on: ReplayView | null, continued: ContinuedFrom | null): string {
  if (on !== null) return `The past: step ${on.done} of ${on.count}`;
  return continued === null ? '' : `Goes on from step ${continued.step}`;
}

/** What the word beside the time means. */
const CLOCK_MODES = {
  following: 'The lab’s clock runs with real time',
  standing: 'The lab’s clock stands until you move it',
} as const satisfies Record<LabView['clock'], string>;

/** `Lesson 7, step 3 of 5`, and what it waits for where that is the learner's next move. */
function lessonChip({ number, status, step }: LessonView): string {
  switch (status) {
    case 'intro':
      return `Lesson ${number}`;
    case 'working':
      return `Lesson ${number}, step ${step.number} of ${step.of}`;
    case 'passed':
      return `Lesson ${number}, step ${step.number} of ${step.of}: done`;
    case 'quiz':
      return `Lesson ${number}: quiz`;
    case 'done':
      return `Lesson ${number}: done`;
  }
}
