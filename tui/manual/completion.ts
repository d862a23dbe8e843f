import type { Manual } from './manual.ts';

export const COMPLETION: Manual = {
  forms: {
    '': { takes: [{ name: 'SHELL', is: 'shell' }] },
  },
  synopsis: ['kmslab completion bash|zsh|fish'],
  options: {},
  description: [
    'Prints what makes a shell complete kmslab: commands and their options, AWS services, operations and options, scenarios, lessons, and ids and aliases of the keys of the world that the line names with --world, or of the kmslab serve that runs.',
    'The shell asks kmslab itself, so there is nothing to print again after an update.',
  ],
  examples: [
    { says: 'bash, in ~/.bashrc', line: 'eval "$(kmslab completion bash)"' },
    { says: 'zsh, in ~/.zshrc, behind compinit', line: 'kmslab completion zsh > _kmslab' },
    { says: 'fish', line: 'mkdir -p fish/completions && kmslab completion fish > fish/completions/kmslab.fish' },
  ],
  seeAlso: ['help'],
};
