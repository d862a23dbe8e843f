import type { CommandBar as CommandBarState } from '../hooks/use-command-bar.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';

type CommandBarProps = { readonly bar: CommandBarState };

/** Where `aws …` lines are typed. Source: W3C ARIA Authoring Practices, "Combobox Pattern". */
export function CommandBar({ bar }: CommandBarProps) {
  const { standpoint, names, hasLetters } = useWorkbench();
  const { line, type, completions, chosen, take, onKeyDown, close, submit } = bar;
  const isOpen = completions.length > 0;
  return (
    <form
      className="command-bar"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {isOpen && (
        <div className="completions" id="completions" role="listbox" aria-label="Completions">
          {completions.map((completion, place) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the command bar has the keyboard
            <div
              key={completion.text}
              id={`completion-${place}`}
              role="option"
              tabIndex={-1}
              aria-selected={place === chosen}
              className="completion"
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(completion)}
            >
              <code>{completion.text}</code>
              <span>{completion.hint}</span>
            </div>
          ))}
          <p className="completions-foot" aria-hidden="true">
            <kbd>Tab</kbd> takes it <kbd>Esc</kbd> closes
          </p>
        </div>
      )}
      <span className="bar-prompt" aria-hidden="true">
        {names.caller(standpoint.as)}
        <span className="muted">@{standpoint.region}</span> $
      </span>
      <input
        id="command-bar"
        type="text"
        role="combobox"
        aria-label="aws command"
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls="completions"
        aria-activedescendant={chosen === null ? undefined : `completion-${chosen}`}
        placeholder={`aws kms …   ${hasLetters ? '(press : to type here, Esc to leave)' : '(Esc leaves)'}`}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        value={line}
        onChange={({ target }) => type(target.value, target.selectionStart ?? target.value.length)}
        onKeyDown={onKeyDown}
        onBlur={close}
      />
    </form>
  );
}
