import type { UiState } from './ui-state.ts';

type MiddleSwitchProps = {
  readonly middle: UiState['middle'];
  readonly onShow: (middle: UiState['middle']) => void;
};

const CHOICES = [
  ['key', 'Selected key'],
  ['world', 'World map'],
] as const satisfies readonly (readonly [UiState['middle'], string])[];

/** What the middle of the place Lab shows. */
export function MiddleSwitch({ middle, onShow }: MiddleSwitchProps) {
  return (
    <nav className="middle-switch" aria-label="Middle of the lab">
      {CHOICES.map(([name, title]) => (
        <button key={name} type="button" aria-pressed={name === middle} onClick={() => onShow(name)}>
          {title}
        </button>
      ))}
    </nav>
  );
}
