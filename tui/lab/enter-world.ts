import { type LabData, type Model, NEW_WORLD, NONE_TAKEN, type OfAWorld } from './model.ts';

/** Which world is on screen: the free lab, that of a lesson, a replay, or one that goes on from a replay. */
export function worldName({ lesson, replay, continued }: Pick<LabData, 'lesson' | 'replay' | 'continued'>): string {
  if (replay !== null) return `replay ${replay.name}`;
  if (lesson !== null) return `lesson ${lesson.id}`;
  return continued === null ? 'lab' : continuedName(continued);
}

/** The model in the world that the lab shows now. Coming to another one, it knows only what it knew there. */
export function enterWorld(model: Model, data: Pick<LabData, 'lesson' | 'replay' | 'continued'>): Model {
  const name = worldName(data);
  if (name === model.world) return model;
  const kept = model.world === null ? model.kept : { ...model.kept, [model.world]: ofAWorld(model) };
  return { ...calm(model), ...(kept[name] ?? NEW_WORLD), kept, world: name };
}

/** The model in the same world, made anew: lines that were typed may be of use again, all else is of before. */
export function worldMadeAnew(model: Model): Model {
  return { ...calm(model), ...NEW_WORLD, history: model.history };
}

/** The model without what it knew of a lab that went on from the same moment of a replay. */
export function forgetContinued(model: Model, continued: NonNullable<LabData['continued']>): Model {
  const { [continuedName(continued)]: _, ...kept } = model.kept;
  return { ...model, kept };
}

function continuedName({ name, step }: NonNullable<LabData['continued']>): string {
  return `continued ${name} ${step}`;
}

/** Without what is half done, or told of a world that is no longer there. */
function calm(model: Model): Model {
  const focus = model.focus === 'result' ? model.focusBefore : model.focus;
  const queue = { lines: [], stop: null };
  return { ...model, result: null, focus, overlays: [], queue, asked: null, isEnlarged: false, taken: NONE_TAKEN };
}

function ofAWorld(model: Model): OfAWorld {
  const { history, log, made, selectedKey, selectedPrincipal, selectedEvent, pausedAt } = model;
  const { selectedThing, filters, scroll, tab } = model;
  return {
    history,
    log,
    made,
    selectedKey,
    selectedPrincipal,
    selectedEvent,
    pausedAt,
    selectedThing,
    filters,
    scroll,
    tab,
  };
}
