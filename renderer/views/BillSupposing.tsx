import type { WhatIf } from '../../core/index.ts';

type BillSupposingProps = {
  readonly whatIf: WhatIf;
  readonly onSuppose: (whatIf: WhatIf) => void;
};

/** What the bill is asked to suppose. */
export function BillSupposing({ whatIf, onSuppose }: BillSupposingProps) {
  const { toMonthEnd = false, withoutRotation = false, morePerDay = 0, moreReplicas = 0 } = whatIf;
  return (
    <fieldset className="bill-supposing">
      <legend>What if</legend>
      <label className="switch">
        <input
          type="checkbox"
          checked={toMonthEnd}
          onChange={(event) => onSuppose({ ...whatIf, toMonthEnd: event.target.checked })}
        />
        everything goes on to the end of the month
      </label>
      <label className="switch">
        <input
          type="checkbox"
          checked={withoutRotation}
          onChange={(event) => onSuppose({ ...whatIf, withoutRotation: event.target.checked })}
        />
        no key was ever rotated
      </label>
      <label className="switch">
        <input
          type="number"
          min={0}
          step={1000}
          value={morePerDay}
          onChange={({ target }) => {
            const asked = target.valueAsNumber;
            if (Number.isSafeInteger(asked) && asked >= 0) onSuppose({ ...whatIf, morePerDay: asked });
          }}
        />
        requests more on each day
      </label>
      <label className="switch">
        <input
          type="number"
          min={0}
          value={moreReplicas}
          onChange={({ target }) => {
            const asked = target.valueAsNumber;
            if (Number.isSafeInteger(asked) && asked >= 0) onSuppose({ ...whatIf, moreReplicas: asked });
          }}
        />
        replica keys more
      </label>
    </fieldset>
  );
}
