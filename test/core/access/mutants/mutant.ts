/** A small mistake in core: in `file`, `find` is replaced by `put`. */
export interface Mutant {
  /** Below core/access. */
  readonly file: string;
  /** Stands there exactly once. */
  readonly find: string;
  readonly put: string;
}

/** Puts the mistake into the file's text. @throws where the text has changed, so that the list can't fall behind. */
export function mutate({ file, find, put }: Mutant, text: string): string {
  const places = text.split(find).length - 1;
  if (places !== 1) throw new Error(`expected "${find}" once in core/access/${file}, found it ${places} times`);
  return text.replace(find, () => put);
}
