/** The shells that kmslab can be completed in. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/**
 * What a shell reads once. Each asks kmslab itself for the words at the cursor, so that there is nothing to keep in step.
 * Bash gives only the part of a word behind its last : or = to be completed, which is why the part before is taken off.
 * Source: Bash Reference Manual, "Programmable Completion"; zsh manual, "Completion Widgets"; fish documentation, "complete".
 */
export const SCRIPTS = {
  bash: `_kmslab() {
  local line=\${COMP_LINE:0:COMP_POINT} current=\${COMP_WORDS[COMP_CWORD]} one
  local word=\${line##*[[:space:]]}
  local lead=\${word%"$current"}
  COMPREPLY=()
  while IFS=$'\\t' read -r one _; do
    if [[ $one == :files ]]; then
      while IFS= read -r one; do COMPREPLY+=("$one"); done < <(compgen -f -- "$current")
      compopt -o filenames 2>/dev/null
    elif [[ -n $one ]]; then
      COMPREPLY+=("\${one#"$lead"}")
    fi
  done < <("\${COMP_WORDS[0]}" completion words -- "$line" 2>/dev/null)
}
complete -F _kmslab kmslab
`,
  zsh: `#compdef kmslab
_kmslab() {
  local -a found says
  local one word about files=0
  for one in "\${(@f)$(\${words[1]} completion words -- "$LBUFFER" 2>/dev/null)}"; do
    word=\${one%%$'\\t'*} about=\${one#*$'\\t'}
    if [[ $word == :files ]]; then files=1
    elif [[ -n $word ]]; then found+=("$word") says+=("$word\${about:+  $about}"); fi
  done
  compadd -l -d says -a found
  (( files )) && _files
  return 0
}
compdef _kmslab kmslab
`,
  fish: `function __kmslab_words
  for one in (kmslab completion words -- (commandline -cp) 2>/dev/null)
    if test (string split \\t -- $one)[1] = ':files'
      __fish_complete_path (commandline -ct)
    else
      echo $one
    end
  end
end
complete -c kmslab -f -a '(__kmslab_words)'
`,
} as const satisfies Readonly<Record<Shell, string>>;
