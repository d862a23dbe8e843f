/**
 * The calls of kmslab in a line of shell, each as the words behind `kmslab`: near enough for lines that we write
 * ourselves, with quotes, pipes, `&&`, `&`, redirections and `$(…)`.
 */
export function kmslabCalls(line: string): readonly (readonly string[])[] {
  return commandsOf(line)
    .map(wordsOf)
    .filter(([first]) => first === 'kmslab')
    .map((words) => words.slice(1));
}

/** A line's commands, those in `$(…)` first. */
function commandsOf(line: string): readonly string[] {
  const inner: string[] = [];
  const outer = line.replace(/\$\(([^()]*)\)/g, (_, command: string) => {
    inner.push(command);
    return 'SUBSTITUTED';
  });
  const parts = [...outer.matchAll(/(?:'[^']*'|"[^"]*"|\\.|[^|&;'"\\])+/g)].map(([part]) => part.trim());
  return [...inner, ...parts];
}

function wordsOf(command: string): readonly string[] {
  const words = [...command.matchAll(/(?:'[^']*'|"[^"]*"|\\.|[^\s'"\\])+/g)].map(([word]) =>
    word.replace(/'([^']*)'|"([^"]*)"|\\(.)/g, (_, single, double, escaped) => single ?? double ?? escaped ?? ''),
  );
  const end = words.findIndex((word) => /^\d?[<>]/.test(word));
  return end === -1 ? words : words.slice(0, end);
}
