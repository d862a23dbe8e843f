import { COMMANDS, type Command } from '../../main/bridge-contract.ts';

/** The commands whose title, category or other words hold every word that was typed. */
export function searchCommands(text: string): readonly Command[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return COMMANDS.filter((command) => {
    if (command.id === 'palette') return false; // it is open already
    const said = `${command.title} ${command.category} ${command.words}`.toLowerCase();
    return words.every((word) => said.includes(word));
  });
}
