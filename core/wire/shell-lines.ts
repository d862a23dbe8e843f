/**
 * Lines that set variables in a POSIX shell, for `eval`. Values are quoted where a shell would read more in them than
 * the text: a scenario may fix secrets, and scenarios come from anywhere.
 * A session token left over from other credentials would make these invalid, and a profile goes before them in some
 * SDKs (for JavaScript).
 */
export function shellLines(variables: Readonly<Record<string, string>>): string {
  const lines = Object.entries(variables).map(([name, value]) => `export ${name}=${quoted(value)}`);
  const left = ['AWS_SESSION_TOKEN', 'AWS_PROFILE'].filter((name) => !(name in variables));
  return `${lines.join('\n')}\nunset ${left.join(' ')}\n`;
}

/** Source: POSIX.1-2017, Shell Command Language, 2.2.2 "Single-Quotes". */
function quoted(value: string): string {
  return /^[\w/+=:.,@%-]*$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}
