import { PLACES } from '../../core/index.ts';
import type { Model } from '../lab/model.ts';
import { placeOf } from '../lab/places.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { type Line, span } from '../text/line.ts';
import { LineText } from './Lines.tsx';

type PlaceStripProps = { readonly model: Model; readonly glyphs: Glyphs };

/** ` [1 Lab] 2 Learn  3 Key …`: the places and their keys, the one where one is in brackets. */
export function PlaceStrip({ model, glyphs }: PlaceStripProps) {
  const { columns } = model.size;
  return <LineText spans={placeLine(model)} width={columns} glyphs={glyphs} />;
}

function placeLine(model: Model): Line {
  const here = placeOf(model);
  return PLACES.flatMap(({ number, title }): Line => {
    const name = `${number} ${title}`;
    return [title === here ? span(`[${name}]`, 'strong') : span(` ${name} `, 'dim')];
  });
}
